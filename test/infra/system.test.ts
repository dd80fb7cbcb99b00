import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { System } from '#infra/local/system.ts';
import { freshSystem, type TestSystem } from '#test/support/system.ts';

const chain = new URL('./fixtures/chain.handlers.ts', import.meta.url).href;
const functions = Object.fromEntries(['app', 'arm', 'send', 'outcome', 'sweep', 'sign-in', 'console'].map((name) => [name, chain])); // prettier-ignore
const [tenantId, another] = ['tnt_01arz3ndektsv4rrffq69g5fav', 'tnt_01arz3ndektsv4rrffq69g5faw'];
interface Lock {
	children: { pid: number }[];
}

const write = (system: System, body: object) =>
	fetch(system.origin, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const later = (system: System, days: number) =>
	new Date(system.clock.now().getTime() + days * 86_400_000).toISOString();
const subjects = (system: System) => system.mails().map(({ subject }) => subject);

describe('a whole system', () => {
	let system: TestSystem;
	beforeAll(async () => {
		system = await freshSystem({ functions });
	});
	afterEach(() => system.faults.clear());
	afterAll(() => system.stop());

	test('carries a change of the table to a letter on its day, and what became of it back', async () => {
		const answer = await write(system, { tenantId, sk: 'next-week', at: later(system, 7) });
		expect([answer.status, answer.headers.getSetCookie()]).toEqual([201, ['seen=1']]);
		await system.settled();
		expect(system.pending().map(({ name }) => name)).toEqual(['next-week']);
		expect(system.mails()).toEqual([]);

		system.clock.advance('P6D');
		await system.settled();
		expect(system.mails()).toEqual([]);

		system.clock.advance('P1DT1M');
		await system.settled();
		expect(subjects(system)).toEqual(['next-week']);
		expect(system.mails()[0]).toMatchObject({
			to: 'robin@lumenworks.example',
			sender: 'letters@mail.focuscoachee.example',
		});
		const outcomes = (await system.rows()).filter(({ pk }) => pk === '$fc#t_outcomes');
		expect(outcomes.map(({ sk, count }) => [sk, count])).toEqual([['Email Sent', 1], ['Email Delivered', 1]].sort()); // prettier-ignore
		expect(system.deadLetters()).toEqual({ changes: [], schedules: [], functions: [] });
	});

	test('sends at once what is due already', async () => {
		await write(system, { tenantId, sk: 'now', at: later(system, -1) });
		await system.settled();
		expect(subjects(system)).toContain('now');
	});

	test('keeps one firm from writing into another, by the synthesised policies', async () => {
		const answer = await write(system, { tenantId, into: another, sk: 'break-in', at: later(system, 1) });
		expect([answer.status, await answer.text()]).toEqual([403, 'AccessDeniedException']);
		expect((await system.rows()).filter(({ pk }) => pk === `$fc#t_${another}`)).toEqual([]);
	});

	test('gives a test the credentials of a role, and counts what they ask', async () => {
		const key = { pk: { S: `$fc#t_${tenantId}` }, sk: { S: 'now' } };
		const ask = (credentials: ReturnType<System['credentials']>) =>
			new DynamoDBClient({
				endpoint: system.endpoints.dynamodb,
				region: 'eu-west-1',
				credentials,
				maxAttempts: 1,
			}).send(new GetItemCommand({ TableName: 'focuscoachee', Key: key }));
		const before = system.meter().requests;
		expect((await ask(system.credentials('tenant', { tenantId }))).Item).toBeDefined();
		await expect(ask(system.credentials('tenant', { tenantId: another }))).rejects.toThrow(/not authorized/);
		await expect(ask(system.credentials('app'))).rejects.toThrow(/not authorized/);
		expect(system.meter().requests - before).toBe(1);
	});

	test('gives each function what its template gives it, and no more', async () => {
		const environment = (await (await fetch(`${system.origin}/environment`)).json()) as Record<string, string>;
		expect(environment).toMatchObject({
			STAGE: 'local',
			TABLE_NAME: 'focuscoachee',
			PUBLIC_ORIGIN: system.origin,
			AWS_REGION: 'eu-west-1',
			AWS_ENDPOINT_URL_DYNAMODB: system.endpoints.dynamodb,
		});
		expect(environment.SIGN_IN_SECRET!.length).toBeGreaterThanOrEqual(32);
		expect(environment).not.toHaveProperty('MAIL_FROM');
		expect(environment).not.toHaveProperty('PATH');
		expect(environment).not.toHaveProperty('DYNAMODB_ENDPOINT');
		expect(statSync(join(system.dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
	});

	test('starts its table server again when that dies, with all that was written', async () => {
		const { children } = JSON.parse(readFileSync(join(system.dataDir, 'lock'), 'utf8')) as Lock;
		const before = await system.rows();
		process.kill(children[0]!.pid, 'SIGKILL');
		await vi.waitFor(async () => expect(await system.rows()).toEqual(before), { timeout: 10_000 });
		expect((await write(system, { tenantId, sk: 'after', at: later(system, 30) })).status).toBe(201);
		await system.settled();
		expect(system.pending().map(({ name }) => name)).toContain('after');
	});

	test('takes away rows past their time', async () => {
		const credentials = system.credentials('sign-in');
		const client = new DynamoDBClient({ endpoint: system.endpoints.dynamodb, region: 'eu-west-1', credentials });
		const expiresAt = { N: String(Math.floor(system.clock.now().getTime() / 1000) + 3600) };
		const Item = { pk: { S: '$fc#signin_code' }, sk: { S: 'code' }, expiresAt };
		await client.send(new PutItemCommand({ TableName: 'focuscoachee', Item }));
		const there = async () => (await system.rows()).some(({ pk }) => pk === '$fc#signin_code');
		expect(await there()).toBe(true);
		system.clock.advance('PT2H');
		await vi.waitFor(async () => expect(await there()).toBe(false), { timeout: 5000 });
	});

	test('sweeps every minute of its clock', async () => {
		const log = join(system.dataDir, 'logs/sweep.log');
		system.clock.advance('PT1M');
		await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('swept by aws.events'), { timeout: 5000 });
	});
});

describe('a system that ends', () => {
	test('goes on where it was: the same secrets, and what fell due meanwhile is sent', async () => {
		const first = await freshSystem({ functions });
		const secrets = readFileSync(join(first.dataDir, 'secrets.json'), 'utf8');
		await write(first, { tenantId, sk: 'due-later', at: later(first, 2) });
		await first.settled();
		first.clock.advance('P1D');
		const second = await first.restart();
		expect(readFileSync(join(second.dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
		expect(second.pending().map(({ name }) => name)).toEqual(['due-later']);
		second.clock.advance('P1DT1M');
		await second.settled();
		expect(subjects(second)).toEqual(['due-later']);
		await second.stop();
	});

	test('may be killed at any moment: the next start ends what it left, and nothing is lost', async () => {
		const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
		const { child, origin } = await inAnotherProcess(dataDir);
		const { children } = JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8')) as Lock;
		await expect(freshSystem({ dataDir })).rejects.toThrow(
			`is in use by a running FocusCoachee (process ${child.pid})`,
		);

		const at = new Date(Date.now() + 86_400_000).toISOString();
		const kept = Array.from({ length: 20 }, (_, index) => `kept-${index}`);
		for (const sk of kept) expect((await write({ origin } as System, { tenantId, sk, at })).status).toBe(201);
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await gone;
		expect(isAlive(children[0]!.pid)).toBe(true);

		const next = await freshSystem({ dataDir, functions });
		expect(isAlive(children[0]!.pid)).toBe(false);
		await next.settled();
		expect(next.pending().map(({ name }) => name).sort()).toEqual(kept.toSorted()); // prettier-ignore
		next.clock.advance('P1DT1M');
		await next.settled();
		expect(subjects(next).sort()).toEqual(kept.toSorted());
		expect(next.deadLetters()).toEqual({ changes: [], schedules: [], functions: [] });
		await next.stop();
		expect(isAlive(children[0]!.pid)).toBe(false);
	});

	test('leaves nothing behind when it can not start', async () => {
		const first = await freshSystem({ functions });
		const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
		const port = Number(new URL(first.origin).port);
		await expect(freshSystem({ dataDir, port, functions })).rejects.toThrow(`Port ${port} is taken`);
		await (await freshSystem({ dataDir, functions })).stop();
		await first.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
});

async function inAnotherProcess(dataDir: string): Promise<{ child: ChildProcess; origin: string }> {
	const script = new URL('./fixtures/run-system.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [script, dataDir, JSON.stringify(functions)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const origin = await new Promise<string>((resolve, reject) => {
		child.stdout!.once('data', (line: Buffer) => resolve(line.toString().trim()));
		child.once('exit', () => reject(new Error('The system did not start')));
	});
	return { child, origin };
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}
