import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	AssumeRoleCommand,
	type AssumeRoleCommandInput,
	GetCallerIdentityCommand,
	STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import { type Credentials, type LocalSts, startSts } from '#infra/local/sts.ts';

const APP = 'arn:aws:iam::000000000000:role/app';
const TENANT = 'arn:aws:iam::000000000000:role/tenant';
const CONSOLE = 'arn:aws:iam::000000000000:role/console';

let folder: string;
let clock: LocalClock;
let faults: Faults;
let sts: LocalSts;
let asked: unknown[];

const client = (credentials: Credentials, maxAttempts = 1) =>
	new STSClient({ endpoint: sts.endpoint, region: 'eu-west-1', credentials, maxAttempts });
const assume = (more: Partial<AssumeRoleCommandInput> = {}, credentials = sts.mint(APP)) =>
	client(credentials).send(
		new AssumeRoleCommand({
			RoleArn: TENANT,
			RoleSessionName: 'tnt_1',
			Tags: [{ Key: 'tenantId', Value: 'tnt_1' }],
			...more,
		}),
	);
const held = ({ Credentials: given }: Awaited<ReturnType<typeof assume>>) => ({
	accessKeyId: given!.AccessKeyId!,
	secretAccessKey: given!.SecretAccessKey!,
	sessionToken: given!.SessionToken!,
	expiration: given!.Expiration!,
});

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'sts-'));
	clock = openClock(join(folder, 'clock.json'));
	faults = new Faults();
	asked = [];
	sts = await startSts({
		clock,
		faults,
		mayAssume(callerRoleArn, targetRoleArn, tags) {
			asked.push({ callerRoleArn, targetRoleArn, tags });
			return callerRoleArn === APP && targetRoleArn === TENANT && 'tenantId' in tags;
		},
	});
});
afterEach(async () => {
	await sts.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('assuming a role', () => {
	test('gives credentials that stand for that role and its tags', async () => {
		const answer = await assume();
		const { accessKeyId, sessionToken, secretAccessKey, expiration } = held(answer);
		expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
		expect(secretAccessKey).toHaveLength(40);
		expect(answer.AssumedRoleUser!.Arn).toBe('arn:aws:sts::000000000000:assumed-role/tenant/tnt_1');
		expect(Math.abs(expiration.getTime() - clock.now().getTime() - 3_600_000)).toBeLessThan(5_000);
		expect(sts.roleOf(accessKeyId, sessionToken)).toEqual({ roleArn: TENANT, tags: { tenantId: 'tnt_1' } });
		expect(asked).toEqual([{ callerRoleArn: APP, targetRoleArn: TENANT, tags: { tenantId: 'tnt_1' } }]);
	});

	test('is refused where trust does not allow it: another role, no tag, a session of the tenant itself', async () => {
		const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
		await expect(assume({ RoleArn: CONSOLE })).rejects.toMatchObject(denied);
		await expect(assume({ Tags: undefined })).rejects.toMatchObject(denied);
		await expect(assume({}, held(await assume()))).rejects.toMatchObject(denied);
		expect(asked.at(-1)).toMatchObject({ callerRoleArn: TENANT });
	});

	test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
		['a session name with a space', { RoleSessionName: 'tnt 1' }, 'ValidationError'],
		['a session name of one letter', { RoleSessionName: 't' }, 'ValidationError'],
		['a session name of 65 letters', { RoleSessionName: 't'.repeat(65) }, 'ValidationError'],
		['a role that is none', { RoleArn: 'tenant' }, 'ValidationError'],
		['a session of a minute', { DurationSeconds: 60 }, 'ValidationError'],
		['a session of two hours, for roles are chained', { DurationSeconds: 7200 }, 'ValidationError'],
		['a tag without a key', { Tags: [{ Key: '', Value: 'x' }] }, 'ValidationError'],
		['a tag value with a star', { Tags: [{ Key: 'tenantId', Value: 'tnt_*' }] }, 'ValidationError'],
		['a tag value of 257 letters', { Tags: [{ Key: 'tenantId', Value: 'x'.repeat(257) }] }, 'ValidationError'],
		['a reserved tag', { Tags: [{ Key: 'aws:tenantId', Value: 'x' }] }, 'ValidationError'],
		[
			'a tag given twice',
			{
				Tags: [
					{ Key: 'tenantId', Value: 'tnt_1' },
					{ Key: 'TenantId', Value: 'tnt_2' },
				],
			},
			'InvalidParameterValue',
		],
		[
			'51 tags',
			{ Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `t${index}`, Value: 'x' })) },
			'ValidationError',
		],
		['a session policy, which this stand-in does not know', { Policy: '{}' }, 'ValidationError'],
	])('is refused with %s', async (_, wrong, name) => {
		await expect(assume(wrong)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
		expect(asked).toEqual([]);
	});

	test('is for known callers alone', async () => {
		const known = sts.mint(APP);
		const invalid = { name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } };
		await expect(assume({}, { ...known, accessKeyId: 'AKIANOBODY' })).rejects.toMatchObject(invalid);
		await expect(assume({}, { ...known, sessionToken: 'stolen' })).rejects.toMatchObject(invalid);
		const unsigned = await fetch(sts.endpoint, { method: 'POST', body: 'Action=AssumeRole' });
		expect(unsigned.status).toBe(403);
		expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');
	});

	test('is the only operation', async () => {
		await expect(client(sts.mint(APP)).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
			name: 'InvalidAction',
		});
	});
});

describe('credentials', () => {
	test('run out by the local clock', async () => {
		const given = held(await assume({ DurationSeconds: 900 }));
		clock.advance('PT14M');
		expect(sts.roleOf(given.accessKeyId, given.sessionToken)).toBeDefined();
		clock.advance('PT1M');
		expect(sts.roleOf(given.accessKeyId, given.sessionToken)).toBeUndefined();
		await expect(assume({}, given)).rejects.toMatchObject({ name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } });
	});

	test('belong together: an access key with another token is nobody', async () => {
		const [one, other] = [held(await assume()), held(await assume())];
		expect(sts.roleOf(one.accessKeyId, other.sessionToken)).toBeUndefined();
		expect(sts.roleOf(one.accessKeyId, undefined)).toBeUndefined();
	});

	test('minted for a function do not run out', () => {
		const minted = sts.mint(APP, { team: 'a' });
		clock.advance('P400D');
		expect(minted.expiration).toBeUndefined();
		expect(sts.roleOf(minted.accessKeyId, minted.sessionToken)).toEqual({ roleArn: APP, tags: { team: 'a' } });
	});

	test('that still hold survive the sweep of those that do not', async () => {
		const app = sts.mint(APP);
		const early = held(await assume({ DurationSeconds: 900 }, app));
		clock.advance('PT30M');
		const late = held(await assume({ DurationSeconds: 900 }, app));
		for (let count = 0; count < 1_000; count += 1) sts.mint(APP);
		expect(sts.roleOf(late.accessKeyId, late.sessionToken)).toBeDefined();
		// Swept, they are unknown rather than expired.
		await expect(assume({}, early)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
	});
});

describe('faults', () => {
	test('throttle, refuse and lose the answer', async () => {
		faults.queue('sts', 'AssumeRole', { kind: 'throttle' });
		await expect(assume()).rejects.toMatchObject({ name: 'Throttling', $metadata: { httpStatusCode: 400 } });
		faults.queue('sts', 'AssumeRole', { kind: 'refuse', error: 'RegionDisabledException', status: 403 });
		await expect(assume()).rejects.toMatchObject({ name: 'RegionDisabledException' });
		expect(asked).toEqual([]);
		faults.queue('sts', 'AssumeRole', { kind: 'loseAnswer' });
		await expect(assume()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(asked).toHaveLength(1);
		await expect(assume()).resolves.toBeDefined();
	});

	test('hit the tenant that a test names', async () => {
		faults.queue(
			'sts',
			'AssumeRole',
			{ kind: 'throttle' },
			{ when: (form) => form['Tags.member.1.Value'] === 'tnt_2' },
		);
		await expect(assume()).resolves.toBeDefined();
		await expect(assume({ Tags: [{ Key: 'tenantId', Value: 'tnt_2' }] })).rejects.toMatchObject({ name: 'Throttling' });
	});
});
