import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSystem, type System } from '#infra/local/system.ts';
import { newId } from '#shared/ids.ts';
import { codeIn, Person, tokenIn } from '#test/support/person.ts';

// The bundled handler behind the front door, with the rights that `cdk synth` wrote for it and for the app.
let system: System;
const dataDir = mkdtempSync(join(tmpdir(), 'sign-in-system-'));
beforeAll(async () => void (system = await startSystem({ dataDir, port: 0, quiet: true })));
afterAll(async () => {
	await system.stop();
	rmSync(dataDir, { recursive: true });
});

let people = 0;
const somebody = () => new Person(system, 'Marta de Vries', `marta${++people}@northlight.example`);

async function founder() {
	const person = somebody();
	const { name, mail } = person;
	const founding = {
		organization: 'Northlight',
		name,
		mail,
		zone: 'Europe/Amsterdam',
		language: 'en',
		tenantId: newId('tnt'),
	};
	await person.do('POST', '/api/auth/found', founding);
	await person.do('POST', '/api/auth/found/confirm', { code: codeIn(await person.nextLetter(0)) });
	return { person, tenantId: founding.tenantId };
}

const status = async (person: Person) => (await person.send('GET', '/api/me')).status;

test('founding, the API that then knows one, signing in anew and out, with the rights each part has', async () => {
	const { person, tenantId } = await founder();
	const me = await person.do<{ memberships: { tenantId: string }[] }>('GET', '/api/me');
	expect(me.memberships).toMatchObject([{ tenantId, organization: 'Northlight', roles: ['admin', 'coach'] }]);
	await person.do('POST', '/api/auth/sign-out');
	expect(await status(person)).toBe(401);
	await person.signIn();
	expect(await status(person)).toBe(200);
});

test('an invited coach opens the letter and is a member', async () => {
	const { person: admin, tenantId } = await founder();
	const coach = somebody();
	const invitation = {
		invitationId: newId('inv'),
		memberId: newId('mbr'),
		name: 'Iris',
		mail: coach.mail,
		roles: ['coach'],
	};
	await admin.do('POST', `/api/console/tenants/${tenantId}/invitations`, invitation);
	const token = tokenIn(await coach.nextLetter(0), '/join');
	expect(await coach.do('GET', `/api/auth/invitation/${token}`)).toMatchObject({ inviter: admin.name });
	await coach.do('POST', '/api/auth/join', { token });
	expect(await coach.do('GET', '/api/me')).toMatchObject({
		memberships: [{ tenantId, memberId: invitation.memberId }],
	});
});

test('an ended sign-in opens nothing at the API from that moment on', async () => {
	const { person } = await founder();
	const elsewhere = new Person(system, person.name, person.mail);
	await elsewhere.signIn();
	const list = await person.do<{ signInId: string; current: boolean }[]>('GET', '/api/auth/sign-ins');
	const other = list.find(({ current }) => !current)!;
	await person.do('POST', `/api/auth/sign-ins/${other.signInId}/end`, {});
	expect([await status(person), await status(elsewhere)]).toEqual([200, 401]);
});

test('conflicts, throttling and lost answers of the table make nothing twice and lose nothing', async () => {
	const { faults } = system;
	for (const fault of [{ kind: 'conflict' }, { kind: 'throttle' }, { kind: 'loseAnswer' }] as const) {
		const person = somebody();
		const tenantId = newId('tnt');
		const { name, mail } = person;
		await person.do('POST', '/api/auth/found', {
			organization: 'Northlight',
			name,
			mail,
			zone: 'Europe/Amsterdam',
			language: 'en',
			tenantId,
		});
		const code = codeIn(await person.nextLetter(0));
		faults.queue('table', 'TransactWriteItems', fault, { times: 2 });
		await person.do('POST', '/api/auth/found/confirm', { code });
		expect(await person.do('GET', '/api/me')).toMatchObject({ memberships: [{ tenantId }] });
		faults.queue('table', 'TransactWriteItems', fault, { times: 2 });
		await person.signIn();
		expect(await person.do('GET', '/api/auth/sign-ins')).toHaveLength(1);
	}
});

test('thirty days by the local clock end a sign-in; coming back keeps it', async () => {
	const [stays, leaves] = [(await founder()).person, (await founder()).person];
	await system.clock.advance('P20D');
	await stays.do('GET', '/api/auth/get-session');
	await system.clock.advance('P20D');
	expect([await status(stays), await status(leaves)]).toEqual([200, 401]);
});
