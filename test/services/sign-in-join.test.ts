import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { invitation as newInvitation, invited, type Invitation } from '#shared/domain/member.ts';
import { newId } from '#shared/ids.ts';
import { hashOf, linkUntil, newToken, tokenRow } from '#services/letters/token.ts';
import { invitationRow, put } from '#services/rows.ts';
import { enrol } from '#services/sign-in/account.ts';
import { membershipsOf, MEMBERSHIPS_MAX } from '#services/sign-in/membership.ts';
import { asFunction, entities } from '#services/table.ts';
import { codeIn, startSignIn, type Browser } from './sign-in.world.ts';

const { browser, letterTo, signedIn, table, stop } = await startSignIn();
afterAll(stop);

const OVER = '/sign-in?problem=invitation-expired';
let people = 0;

interface Circumstances {
	mail?: string;
	invitation?: Partial<Invitation>;
	token?: { until?: string; withdrawnAt?: string; purpose?: 'item' };
	tenantId?: string;
}

/** An invitation whose letter has left, as the API and the send handler leave it behind. */
async function anInvitation({ mail = `coach${++people}@firm.example`, ...given }: Circumstances = {}) {
	const now = new Date().toISOString();
	const [tenantId, memberId, invitationId] = [given.tenantId ?? newId('tnt'), newId('mbr'), newId('inv')];
	const zone = 'Europe/Amsterdam';
	const tenant = { tenantId, name: 'Northlight', zone, language: 'en' as const, version: 1, createdAt: now };
	const member = invited({ memberId, name: 'Iris', mail, zone, language: 'en', roles: ['coach'] }, tenantId, now);
	const open = { ...newInvitation(member, invitationId, 'Marta de Vries', now), nextAt: 'never', version: 1 };
	const token = newToken();
	const row = { purpose: 'invitation' as const, tenantId, memberId, invitationId, letterId: newId('let') };
	await table.client.send(
		new TransactWriteCommand({
			TransactItems: [
				put('tenant', tenant, undefined),
				put('member', { ...member, version: 1 }, undefined),
				invitationRow({ ...open, ...given.invitation }, undefined),
				tokenRow(token, { ...row, createdAt: now, until: linkUntil(now), ...given.token }),
			],
		}),
	);
	return { token, mail, tenantId, memberId, invitationId };
}

const sessionOf = async (me: Browser) => (await (await me.get('/get-session')).json()) as { accountId: string } | null;

test('an invitation shows who asks and to what, and nothing more; looking changes nothing', async () => {
	const { token } = await anInvitation();
	for (let look = 0; look < 2; look++) {
		const answer = await browser().get(`/invitation/${token}`);
		expect(await answer.json()).toEqual({ organization: 'Northlight', inviter: 'Marta de Vries', roles: ['coach'] });
		expect(answer.headers.getSetCookie()).toEqual([]);
	}
});

test('accepting makes account, membership and member at once, and one is in', async () => {
	const { token, mail, tenantId, memberId, invitationId } = await anInvitation();
	const me = browser();
	const accepted = await me.form('/join', { token });
	expect([accepted.status, accepted.location]).toEqual([303, '/']);
	const session = await sessionOf(me);
	expect(session).toMatchObject({ mail, name: 'Iris' });
	const { accountId } = session!;
	expect(await membershipsOf(accountId)).toEqual([
		{ tenantId, memberId, roles: ['coach'], organization: 'Northlight' },
	]);
	const { data: member } = await entities.member.get({ tenantId, memberId }).go(asFunction());
	expect(member).toMatchObject({ accountId, status: 'active', version: 2 });
	const { data: invitation } = await entities.invitation.get({ tenantId, invitationId }).go(asFunction());
	expect(invitation).toMatchObject({ status: 'accepted', nextAt: 'never', version: 2 });
	const { data: used } = await entities.token.get({ hash: hashOf(token) }).go(asFunction());
	expect(used?.withdrawnAt).toBeDefined();

	await me.form('/sign-out');
	await me.form('/letter', { mail });
	expect((await me.form('/code', { code: codeIn(letterTo(mail)) })).location).toBe('/');
	expect(await sessionOf(me)).toMatchObject({ accountId });
});

test('of eight who accept at once, one gets in', async () => {
	const { token, tenantId, memberId } = await anInvitation();
	const crowd = Array.from({ length: 8 }, () => browser());
	const answers = await Promise.all(crowd.map((one) => one.form('/join', { token })));
	expect(answers.map(({ location }) => location).sort()).toEqual(['/', ...Array.from({ length: 7 }, () => OVER)]);
	const sessions = (await Promise.all(crowd.map(sessionOf))).filter((session) => session !== null);
	expect(sessions).toHaveLength(1);
	expect(await membershipsOf(sessions[0]!.accountId)).toHaveLength(1);
	const { data: member } = await entities.member.get({ tenantId, memberId }).go(asFunction());
	expect(member).toMatchObject({ accountId: sessions[0]!.accountId, version: 2 });
});

test('an invitation that was used, withdrawn or ran out, or never was, opens nothing', async () => {
	const past = new Date(Date.now() - 10_000).toISOString();
	const used = await anInvitation();
	await browser().form('/join', { token: used.token });
	const closed = [
		used,
		await anInvitation({ invitation: { status: 'withdrawn' } }),
		await anInvitation({ invitation: { status: 'accepted' } }),
		await anInvitation({ invitation: { expiresOn: past } }),
		await anInvitation({ token: { until: past } }),
		await anInvitation({ token: { withdrawnAt: new Date().toISOString() } }),
		await anInvitation({ token: { purpose: 'item' } }),
		{ token: newToken() },
		{ token: 'x' },
		{ token: '../../invitation' },
	];
	for (const { token } of closed) {
		const me = browser();
		expect((await me.form('/join', { token })).location).toBe(OVER);
		expect([404, 410]).toContain((await me.get(`/invitation/${encodeURIComponent(token)}`)).status);
		expect([404, 410]).toContain((await me.json('/join', { token })).status);
		expect(await sessionOf(me)).toBeNull();
	}
	expect((await browser().json('/join', {})).status).toBe(422);
});

test('somebody with an account keeps it and gains the membership', async () => {
	const first = await anInvitation();
	const me = browser();
	await me.form('/join', { token: first.token });
	const before = await sessionOf(me);
	const second = await anInvitation({ mail: first.mail });
	const holder = browser();
	const asked = `/sign-in?${new URLSearchParams({ problem: 'signed-out', to: `/join/${second.token}` })}`;
	expect((await holder.form('/join', { token: second.token })).location, 'a letter that was passed on').toBe(asked);
	expect(await sessionOf(holder)).toBeNull();
	expect((await me.form('/join', { token: second.token })).location).toBe('/');
	expect(await sessionOf(me)).toMatchObject({ accountId: before!.accountId });
	expect((await membershipsOf(before!.accountId)).map(({ tenantId }) => tenantId)).toEqual([
		first.tenantId,
		second.tenantId,
	]);
});

test('an account belongs to as many organizations as the README says', async () => {
	const person = { mail: 'everywhere@firm.example', name: 'Priya', language: 'en' as const };
	const join = () =>
		enrol(person, { tenantId: newId('tnt'), memberId: newId('mbr'), roles: ['coach'], organization: 'Firm' });
	for (let count = 0; count < MEMBERSHIPS_MAX; count += 1) await join();
	await expect(join()).rejects.toThrow('too many organizations');
	const invited = await anInvitation({ mail: person.mail });
	const me = await signedIn(person.mail);
	expect((await me.json('/join', { token: invited.token })).status).toBe(409);
});

test('two organizations joined at once by a newcomer make one account', async () => {
	const mail = 'newcomer@firm.example';
	const invitations = [await anInvitation({ mail }), await anInvitation({ mail })];
	const [one, other] = [browser(), browser()];
	const answers = await Promise.all([
		one.form('/join', { token: invitations[0]!.token }),
		other.form('/join', { token: invitations[1]!.token }),
	]);
	const late = answers.findIndex(({ location }) => location !== '/');
	expect(answers[1 - late]?.location).toBe('/');
	expect(answers[late]?.location).toContain('problem=signed-out');
	const [fast, slow] = late === 1 ? [one, other] : [other, one];
	const { accountId } = (await sessionOf(fast))!;
	expect(await sessionOf(slow)).toBeNull();
	expect((await fast.form('/join', { token: invitations[late]!.token })).location).toBe('/');
	expect(await membershipsOf(accountId)).toHaveLength(2);
});
