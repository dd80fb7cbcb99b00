import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { asFunction, entities } from '#services/table.ts';
import { membership, membershipsOf } from '#services/sign-in/membership.ts';
import { codeIn, later, startSignIn, type Browser } from './sign-in.world.ts';

const { browser, letterTo, lettersTo, faults, table, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

let people = 0;
const draft = () => ({
	organization: 'Northlight',
	name: 'Marta de Vries',
	mail: `founder${++people}@northlight.example`,
	zone: 'Europe/Amsterdam',
	language: 'nl',
	tenantId: newId('tnt'),
	memberId: newId('mbr'),
});
const accountOf = async (me: Browser) =>
	((await (await me.get('/get-session')).json()) as { accountId: string } | null)?.accountId;
const tenantOf = async (tenantId: string) => (await entities.tenant.get({ tenantId }).go(asFunction())).data;

test('an organization comes to be once its code is typed, and not before', async () => {
	const me = browser();
	const founding = draft();
	const asked = await me.form('/found', founding);
	expect([asked.status, asked.location]).toEqual([303, '/found/code']);
	expect(await tenantOf(founding.tenantId)).toBeNull();
	expect((await browser().form('/letter', { mail: founding.mail })).location).toBe('/sign-in/code');
	expect(lettersTo(founding.mail), 'no account yet, so no letter to sign in').toHaveLength(1);

	const code = codeIn(letterTo(founding.mail));
	expect((await me.form('/found/confirm', { code: '00000000' })).location).toBe(
		'/found/code?problem=code-wrong&fields=code',
	);
	expect(await tenantOf(founding.tenantId)).toBeNull();
	const confirmed = await me.form('/found/confirm', { code });
	expect([confirmed.status, confirmed.location]).toEqual([303, '/']);

	const { tenantId, memberId, name, mail, zone, language } = founding;
	const accountId = (await accountOf(me))!;
	expect(await tenantOf(tenantId)).toMatchObject({ name: 'Northlight', zone, language, version: 1 });
	const { data: member } = await entities.member.get({ tenantId, memberId }).go(asFunction());
	expect(member).toMatchObject({ accountId, name, mail, zone, language, roles: ['admin', 'coach'], status: 'active' });
	expect(await membership(accountId, tenantId)).toEqual({
		tenantId,
		memberId,
		roles: ['admin', 'coach'],
		organization: 'Northlight',
	});
	expect((await me.form('/found/confirm', { code })).location).toBe('/found?problem=code-expired');
	expect((await browser().form('/letter', { mail })).location).toBe('/sign-in/code');
	expect(letterTo(mail).subject).toBe('Inloggen bij FocusCoachee');
});

test('an address we know gains the new organization, and nobody is told before that it is known', async () => {
	const me = browser();
	const [first, second] = [draft(), { ...draft(), organization: 'Second' }];
	const answers = [];
	for (const founding of [first, { ...second, mail: first.mail, name: 'Somebody Else' }]) {
		answers.push(await me.form('/found', founding));
		await me.form('/found/confirm', { code: codeIn(letterTo(first.mail)) });
	}
	const heard = answers.map(({ status, location, response }) => [
		status,
		location,
		response.headers.getSetCookie().map((one) => one.replace(/=[^;]*/, '')),
	]);
	expect(heard[1]).toEqual(heard[0]);
	const accountId = (await accountOf(me))!;
	expect((await membershipsOf(accountId)).map(({ organization }) => organization)).toEqual(['Northlight', 'Second']);
	expect(await (await me.get('/get-session')).json()).toMatchObject({ name: 'Marta de Vries' });
});

test('two drafts of one new address, confirmed at once, make one account with both', async () => {
	const [one, other] = [browser(), browser()];
	const first = draft();
	const second = { ...draft(), mail: first.mail };
	await one.form('/found', first);
	const codes = [codeIn(letterTo(first.mail))];
	await other.form('/found', second);
	codes.push(codeIn(letterTo(first.mail)));
	await Promise.all([
		one.form('/found/confirm', { code: codes[0]! }),
		other.form('/found/confirm', { code: codes[1]! }),
	]);
	expect(await accountOf(one)).toBe(await accountOf(other));
	expect(await membershipsOf((await accountOf(one))!)).toHaveLength(2);
});

test('an id that is taken stays with whom it belongs to', async () => {
	const [owner, thief] = [browser(), browser()];
	const founding = draft();
	await owner.form('/found', founding);
	await owner.form('/found/confirm', { code: codeIn(letterTo(founding.mail)) });
	const theft = { ...draft(), tenantId: founding.tenantId, organization: 'Stolen' };
	await thief.form('/found', theft);
	const taken = await thief.form('/found/confirm', { code: codeIn(letterTo(theft.mail)) });
	expect(taken.location).toBe('/found?problem=conflict');
	expect(await tenantOf(founding.tenantId)).toMatchObject({ name: 'Northlight' });
	expect(await accountOf(thief)).toBeUndefined();
});

test('a code confirms only in the browser that asked, for half an hour, and does not sign in by itself', async () => {
	const me = browser();
	const founding = draft();
	await me.form('/found', founding);
	const code = codeIn(letterTo(founding.mail));
	expect((await browser().form('/found/confirm', { code })).location).toBe('/found?problem=code-expired');
	expect((await me.form('/code', { code })).location).toBe('/sign-in?problem=code-expired');
	later(30 * 60_000 + 2_000);
	expect((await me.form('/found/confirm', { code })).location).toBe('/found?problem=code-expired');
	expect(await tenantOf(founding.tenantId)).toBeNull();
});

test('what cannot be right is named by field', async () => {
	const wrong: [string, string][] = [
		['organization', ''],
		['organization', 'x'.repeat(300)],
		['name', ' '],
		['mail', 'nobody'],
		['zone', 'Mars/Olympus'],
		['zone', ''],
		['language', 'xx'],
		['tenantId', 'tnt_1#e_2'],
		['memberId', 'mbr_'],
	];
	for (const [field, value] of wrong) {
		const { location } = await browser().form('/found', { ...draft(), [field]: value });
		expect(location, field).toBe(`/found?problem=invalid&fields=${field}`);
	}
	const { status, body } = await browser().json('/found', { mail: 'nobody' });
	expect([status, Object.keys(body.error?.fields ?? {}).sort()]).toEqual([
		422,
		['language', 'mail', 'name', 'organization', 'zone'],
	]);
	expect((await browser().json('/found', { ...draft(), organization: '🌱 بذرة', tenantId: undefined })).status).toBe(
		200,
	);
});

test('the letter of a draft repeats nothing that a stranger typed', async () => {
	const founding = { ...draft(), organization: 'Buy now https://evil.example', name: 'You have won' };
	await browser().form('/found', founding);
	const { text, html, subject } = letterTo(founding.mail);
	expect(text + html + subject).not.toMatch(/evil|won/);
});

test('a lost answer of the mail service is told, and nothing has come to be', async () => {
	const founding = draft();
	faults.queue('ses', 'SendEmail', { kind: 'loseAnswer' });
	expect((await browser().form('/found', founding)).location).toBe('/found?problem=unavailable');
	expect(lettersTo(founding.mail), 'one attempt, however it ended').toHaveLength(1);
	expect(await tenantOf(founding.tenantId)).toBeNull();
});

test('no code, secret or address stands in a key or in a cookie of the table', async () => {
	const me = browser();
	const founding = draft();
	await me.form('/found', founding);
	const code = codeIn(letterTo(founding.mail)).replace(' ', '');
	const [id, secret] = [me.cookies.get('fc.proof')!.slice(0, 32), me.cookies.get('fc.proof')!.slice(32)];
	const { Item } = await table.client.send(
		new GetCommand({ TableName: table.table, Key: { pk: `$fc#signin_proof_${id}`, sk: 'only' } }),
	);
	expect(Item).toBeDefined();
	expect(JSON.stringify(Item)).not.toContain(code);
	expect(JSON.stringify(Item)).not.toContain(secret);
	expect(Item!.pk + Item!.sk).not.toContain('northlight.example');
});

test('what was typed is there again when the answer is no, and gone once it is founded', async () => {
	const me = browser();
	const founding = draft();
	await me.form('/found', { ...founding, zone: 'Mars/Olympus' });
	expect(JSON.parse(decodeURIComponent(me.cookies.get('fc.typed') ?? '{}'))).toMatchObject({
		organization: founding.organization,
		name: founding.name,
		mail: founding.mail,
	});
	await me.form('/found', founding);
	await me.form('/found/confirm', { code: codeIn(letterTo(founding.mail)) });
	expect(me.cookies.get('fc.typed') ?? '').toBe('');
});
