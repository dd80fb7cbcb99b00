import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ownClient } from '#services/clients.ts';
import { codeIn, later, startSignIn } from './sign-in.world.ts';

const { browser, letterTo, somebody, signedIn, who, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

const DAY = 86_400_000;

test('cookies are ours alone: by prefix, out of reach of scripts and of other sites, and only over https', async () => {
	const { mail } = await somebody();
	const me = browser();
	const asked = await me.form('/letter', { mail });
	const entered = await me.form('/code', { code: codeIn(letterTo(mail)) });
	const cookies = [asked, entered].flatMap(({ response }) => response.headers.getSetCookie());
	expect(cookies.map((one) => one.split('=')[0])).toContain('__Secure-fc.session_token');
	for (const cookie of cookies) {
		expect(cookie).toMatch(/^(__Secure-)?fc\./);
		for (const flag of [/; HttpOnly/i, /; SameSite=Lax/i, /; Secure/i, /; Path=\//i]) expect(cookie).toMatch(flag);
		expect(cookie).not.toMatch(/domain=/i);
	}
	expect(cookies.find((one) => one.startsWith('__Secure-'))).toMatch(/Max-Age=2592000/);
	for (const { response } of [asked, entered]) expect(response.headers.get('cache-control')).toBe('no-store');
});

test('who is signed in is read with two reads by key and nothing else', async () => {
	const { mail, accountId } = await somebody();
	const me = await signedIn(mail);
	await who(me);
	const calls: string[] = [];
	ownClient().middlewareStack.add(
		(next, { commandName }) =>
			(args) => {
				calls.push(String(commandName));
				return next(args);
			},
		{ step: 'initialize', name: 'counting' },
	);
	later(2 * DAY);
	expect(await who(me)).toEqual({ accountId, mail, signInId: expect.stringMatching(/^sgn_/) });
	later(31 * DAY);
	expect(await who(me)).toBeUndefined();
	ownClient().middlewareStack.remove('counting');
	expect(calls).toEqual(['GetItemCommand', 'GetItemCommand', 'GetItemCommand']);
});

test('a sign-in lasts thirty days and is renewed by coming back', async () => {
	const { mail } = await somebody();
	const [stays, leaves] = [await signedIn(mail), await signedIn(mail)];
	later(20 * DAY);
	const renewed = await stays.get('/get-session');
	expect(renewed.headers.getSetCookie().join()).toMatch(/Max-Age=2592000/);
	expect(JSON.stringify(await renewed.json())).not.toContain(
		stays.cookies.get('__Secure-fc.session_token')!.slice(0, 20),
	);
	later(20 * DAY);
	expect(await who(stays)).toMatchObject({ mail });
	expect(await who(leaves)).toBeUndefined();
	expect(await (await leaves.get('/get-session')).json()).toBeNull();
});

test('signing out ends the sign-in at once, also for a copied cookie', async () => {
	const { mail } = await somebody();
	const me = await signedIn(mail);
	const copy = browser();
	for (const [name, value] of me.cookies) copy.cookies.set(name, value);
	expect((await me.form('/sign-out')).location).toBe('/sign-in');
	expect(me.cookies.size).toBe(0);
	expect(await who(copy)).toBeUndefined();
	expect((await copy.get('/sign-ins')).status).toBe(401);
	expect((await browser().json('/sign-out')).status).toBe(200);
});

test('one sees where one is signed in, and ends it there', async () => {
	const { mail } = await somebody();
	const phone = browser({
		userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1',
	});
	const desk = browser();
	await signedIn(mail, phone);
	await signedIn(mail, desk);
	const stranger = await signedIn((await somebody()).mail);
	const list = (await (await desk.get('/sign-ins')).json()) as { signInId: string; current: boolean }[];
	expect(list).toMatchObject([
		{ device: { browser: 'Firefox', system: 'Linux' }, current: true, since: expect.any(String) },
		{ device: { browser: 'Safari', system: 'iPhone' }, current: false, lastSeen: expect.any(String) },
	]);
	expect(Object.keys(list[0]!)).not.toContain('token');
	const end = `/sign-ins/${list[1]!.signInId}/end`;
	expect((await stranger.json(end)).status).toBe(404);
	expect(await who(phone)).toMatchObject({ mail });
	expect((await desk.form(end, { to: '/account' })).location).toBe('/account');
	expect(await who(phone)).toBeUndefined();
	expect(await who(desk)).toMatchObject({ mail });
	expect((await desk.form(end)).location).toBe('/account?problem=not-found');
	expect((await desk.form(`/sign-ins/${list[0]!.signInId}/end`)).location).toBe('/sign-in');
	expect(await who(desk)).toBeUndefined();
});

test('signing in again in one browser leaves one sign-in, not two', async () => {
	const { mail } = await somebody();
	const me = await signedIn(mail);
	await signedIn(mail, me);
	expect(await (await me.get('/sign-ins')).json()).toHaveLength(1);
});

test('a table that does not answer is told as such, by every door, and nobody is signed out by it', async () => {
	const { mail } = await somebody();
	const me = await signedIn(mail);
	const [signIn] = (await (await me.get('/sign-ins')).json()) as { signInId: string }[];
	const down = () => Promise.reject(Object.assign(new Error('no answer'), { name: 'TimeoutError' }));
	ownClient().middlewareStack.add(() => down as never, { step: 'initialize', name: 'down' });
	try {
		expect((await me.form('/letter', { mail })).location).toBe('/sign-in?problem=unavailable');
		expect((await me.form('/sign-out')).location).toBe('/sign-in?problem=unavailable');
		const tries = [
			me.json('/code', { code: '12345678' }),
			me.json('/join', { token: 'x'.repeat(43) }),
			me.json('/sign-out'),
			me.json(`/sign-ins/${signIn!.signInId}/end`),
			me.get('/sign-ins'),
			me.get('/get-session'),
			me.get('/passkeys'),
		];
		for (const { status } of await Promise.all(tries)) expect(status).toBe(503);
		await expect(who(me)).rejects.toMatchObject({ code: 'unavailable' });
	} finally {
		ownClient().middlewareStack.remove('down');
	}
	expect(await who(me)).toMatchObject({ mail });
});
