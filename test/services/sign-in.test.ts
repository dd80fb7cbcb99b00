import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { ownClient } from '#services/clients.ts';
import { enrol } from '#services/sign-in/account.ts';
import { readSignIn } from '#services/sign-in/session.ts';
import { codeIn, linkIn, ORIGIN, startSignIn, type Browser } from './sign-in.world.ts';

const { app, browser, letterTo, lettersTo, faults, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

const EXPIRED = '/sign-in?problem=link-expired';
const DAY = 86_400_000;
let people = 0;

/** Somebody with an account. */
async function somebody(language: 'en' | 'nl' = 'en') {
	const mail = `person${++people}@firm.example`;
	const membership = {
		tenantId: newId('tnt'),
		memberId: newId('mbr'),
		roles: ['coach' as const],
		organization: 'Firm',
	};
	return enrol({ mail, name: 'Priya <b>', language }, membership);
}

async function signedIn(mail: string, one: Browser = browser()) {
	await one.form('/letter', { mail });
	expect((await one.form('/code', { code: codeIn(letterTo(mail)) })).location).toBe('/');
	return one;
}

const who = (one: Browser) =>
	readSignIn(new Headers({ cookie: [...one.cookies].map((pair) => pair.join('=')).join('; ') }));

/** Moves the clock by which everything expires; timers run on. */
const later = (milliseconds: number) =>
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds, shouldAdvanceTime: false });

test('a letter brings one in by its code, and on to where one wanted to go', async () => {
	const { mail, accountId } = await somebody();
	const me = browser();
	const asked = await me.form('/letter', { mail: ` ${mail.toUpperCase()} `, to: '/t/somewhere?x=1' });
	expect([asked.status, asked.location]).toEqual([303, '/sign-in/code']);
	expect(decodeURIComponent(me.cookies.get('fc.mail')!)).toBe(mail);
	const typed = await me.form('/code', { code: codeIn(letterTo(mail)) });
	expect([typed.status, typed.location]).toEqual([303, '/t/somewhere?x=1']);
	expect(await (await me.get('/get-session')).json()).toMatchObject({ mail, accountId, name: 'Priya <b>' });
	expect(me.cookies.has('fc.mail') || me.cookies.has('fc.proof')).toBe(false);
});

test('the link of a letter works in any browser, once, and also switches its code off', async () => {
	const { mail } = await somebody();
	const [desk, phone] = [browser(), browser()];
	await desk.form('/letter', { mail });
	const token = linkIn(letterTo(mail));
	expect((await phone.form('/link', { token })).location).toBe('/');
	expect(await who(phone)).toMatchObject({ mail });
	expect((await phone.form('/link', { token })).location).toBe(EXPIRED);
	expect((await desk.form('/code', { code: codeIn(letterTo(mail)) })).location).toBe('/sign-in?problem=code-expired');
	expect(await who(desk)).toBeUndefined();
});

test('of eight who press the link at once, one gets in', async () => {
	const { mail } = await somebody();
	await browser().form('/letter', { mail });
	const token = linkIn(letterTo(mail));
	const answers = await Promise.all(Array.from({ length: 8 }, () => browser().form('/link', { token })));
	expect(answers.map(({ location }) => location).sort()).toEqual(['/', ...Array.from({ length: 7 }, () => EXPIRED)]);
});

test('following the link in a letter changes nothing: no path takes its token by GET', async () => {
	const { mail } = await somebody();
	const me = browser();
	await me.form('/letter', { mail });
	const token = linkIn(letterTo(mail));
	for (const path of [`/link?token=${token}`, `/magic-link/verify?token=${token}`, '/code', '/letter', '/sign-out']) {
		expect((await me.get(path)).status).toBe(404);
	}
	expect((await me.form('/link', { token })).location).toBe('/');
});

test('link and code run out after a quarter of an hour', async () => {
	const { mail } = await somebody();
	const me = browser();
	await me.form('/letter', { mail });
	later(15 * 60_000 + 2_000);
	expect((await me.form('/link', { token: linkIn(letterTo(mail)) })).location).toBe(EXPIRED);
	expect((await me.form('/code', { code: codeIn(letterTo(mail)) })).location).toBe('/sign-in?problem=code-expired');
});

test('a code is worth nothing in another browser, and is gone after five wrong ones', async () => {
	const { mail } = await somebody();
	const [me, thief] = [browser(), browser()];
	await me.form('/letter', { mail });
	await thief.form('/letter', { mail: 'nobody@else.example' });
	const code = codeIn(letterTo(mail));
	expect((await thief.form('/code', { code })).location).toContain('problem=code-wrong');
	expect((await browser().form('/code', { code })).location).toBe('/sign-in?problem=code-expired');
	const wrong = code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
	for (const guess of [wrong, '', 'x', '123', '99999999999']) {
		const { location } = await me.form('/code', { code: guess });
		expect(location).toBe('/sign-in/code?problem=code-wrong&fields=code');
	}
	expect((await me.form('/code', { code })).location).toBe('/sign-in?problem=code-expired');
});

test('guesses made at once count one by one', async () => {
	const { mail } = await somebody();
	const me = browser();
	await me.form('/letter', { mail });
	const guesses = await Promise.all(Array.from({ length: 8 }, (_, n) => me.form('/code', { code: `0000000${n}` })));
	const heard = guesses.filter(({ location }) => location?.includes('code-wrong'));
	expect(heard.length).toBeLessThanOrEqual(5);
});

test('a code may be typed as one likes', async () => {
	const { mail } = await somebody();
	const me = browser();
	await me.json('/letter', { mail });
	const code = codeIn(letterTo(mail)).replaceAll(' ', '');
	const typed = await me.json('/code', { code: ` ${code.slice(0, 3)}-${code.slice(3, 5)} ${code.slice(5)} ` });
	expect([typed.status, typed.body]).toEqual([200, { to: '/' }]);
});

test('an address we do not know gets the same answer, at the same pace, and no letter', async () => {
	const { mail } = await somebody();
	const ask = async (address: string) => {
		const started = performance.now();
		const me = browser();
		const { status, location, response } = await me.form('/letter', { mail: address });
		const cookies = response.headers.getSetCookie().map((one) => one.replace(/=[^;]*/, ''));
		const wrong = await me.form('/code', { code: '1234 5678' });
		return { took: performance.now() - started, answer: { status, location, cookies, wrong: wrong.location } };
	};
	const [known, unknown] = [await ask(mail), await ask('stranger@nowhere.example')];
	expect(unknown.answer).toEqual(known.answer);
	expect(Math.min(known.took, unknown.took)).toBeGreaterThan(195);
	expect(lettersTo('stranger@nowhere.example')).toEqual([]);
	expect(lettersTo(mail)).toHaveLength(1);
});

test('a mail service that is down says so to everybody alike, and its throttling too', async () => {
	const { mail } = await somebody();
	for (const address of [mail, 'stranger@nowhere.example']) {
		faults.queue('ses', 'SendEmail', { kind: 'refuse', error: 'InternalServiceErrorException', status: 500 });
		expect((await browser().form('/letter', { mail: address })).location).toBe('/sign-in?problem=unavailable');
		faults.queue('ses', 'SendEmail', { kind: 'throttle' });
		const { status, body } = await browser().json('/letter', { mail: address });
		expect([status, body]).toMatchObject([503, { error: { code: 'unavailable' } }]);
	}
});

test('what is no mail address is named, and one of another alphabet is understood', async () => {
	for (const mail of ['', 'x', 'a@b', 'a b@firm.example', `${'x'.repeat(250)}@firm.example`]) {
		expect((await browser().form('/letter', { mail })).location).toBe('/sign-in?problem=mail-invalid&fields=mail');
	}
	const { status, body } = await browser().json('/letter', {});
	expect([status, body]).toMatchObject([422, { error: { code: 'invalid', fields: { mail: expect.any(String) } } }]);
	expect((await browser().form('/letter', { mail: 'anna@MÜNCHEN.example' })).location).toBe('/sign-in/code');
});

test('nobody is sent on to another site', async () => {
	const { mail } = await somebody();
	for (const to of [
		'//evil.example',
		'https://evil.example/',
		'/\\evil.example',
		'/\t/evil.example',
		'javascript:x',
		' /',
	]) {
		const me = browser();
		await me.form('/letter', { mail, to });
		expect((await me.form('/code', { code: codeIn(letterTo(mail)) })).location, to).toBe('/');
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 900_000 });
	}
});

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

test('what changes something must come from our own pages and through our own door', async () => {
	const { mail } = await somebody();
	const me = browser();
	const status = async (headers: Record<string, string>) => (await me.form('/letter', { mail }, headers)).status;
	expect(await status({ origin: 'https://evil.example' })).toBe(403);
	expect(await status({ origin: 'null' })).toBe(403);
	expect(await status({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403);
	expect(await status({ 'x-origin-secret': 'guess' })).toBe(403);
	expect(lettersTo(mail)).toEqual([]);
	expect(await status({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(303);
	const bare = await app.request(`${ORIGIN}/api/auth/sign-ins`);
	expect([bare.status, await bare.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
});

test('odd bodies get a clear no', async () => {
	const me = browser();
	const post = (headers: Record<string, string>, body: string) => me.send('/letter', { method: 'POST', headers, body });
	expect((await post({ 'content-type': 'text/plain' }, 'hello')).status).toBe(415);
	expect((await post({ 'content-type': 'application/json' }, '{')).status).toBe(422);
	expect((await post({ 'content-type': 'application/json' }, 'null')).status).toBe(422);
	expect((await post({ 'content-type': 'application/json' }, `"${'x'.repeat(1_000_000)}"`)).status).toBe(413);
	expect((await me.get('/nothing')).status).toBe(404);
	for (const path of ['/sign-up/email', '/sign-in/email', '/update-user', '/delete-user', '/list-sessions']) {
		expect((await me.json(path)).status, path).toBe(404);
	}
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

test('API Gateway’s event is understood, and its answer sets every cookie', async () => {
	const { mail } = await somebody();
	const { handler } = await import('#services/sign-in.handler.ts');
	const event = {
		version: '2.0',
		rawPath: '/api/auth/letter',
		rawQueryString: '',
		headers: {
			'x-origin-secret': process.env.ORIGIN_SECRET!,
			'cloudfront-viewer-address': '192.0.2.77:1234',
			'content-type': 'application/x-www-form-urlencoded',
			origin: ORIGIN,
		},
		body: Buffer.from(new URLSearchParams({ mail }).toString()).toString('base64'),
		isBase64Encoded: true,
		requestContext: { domainName: 'api.example', http: { method: 'POST', path: '/api/auth/letter' } },
	};
	const answer = (await handler(event as never, {} as never)) as unknown as Record<string, unknown>;
	expect(answer).toMatchObject({ statusCode: 303, headers: { location: `${ORIGIN}/sign-in/code` } });
	expect(answer.cookies).toHaveLength(2);
});

test('letters come in the language of the person, small, without a code in the subject or markup in a name', async () => {
	const [dutch, english] = [await somebody('nl'), await somebody()];
	for (const { mail } of [dutch, english]) await browser().form('/letter', { mail });
	const letter = letterTo(dutch.mail);
	expect(letter.subject).toBe('Inloggen bij FocusCoachee');
	expect(letterTo(english.mail)).toMatchObject({ subject: 'Sign in to FocusCoachee' });
	expect(letter.from).toContain('letters@mail.focuscoachee.example');
	expect(letter.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' });
	expect(letter.text).toContain('Priya <b>');
	expect(letter.html).not.toContain('<b>');
	expect(letter.html).not.toMatch(/<img|src=/);
	expect(letter.text.length + letter.html.length).toBeLessThan(20_000);
});

test('one mailbox gets ten letters in a quarter of an hour, from whomever', async () => {
	const { mail } = await somebody();
	later(900_000 - (Date.now() % 900_000));
	for (const address of [mail, 'stranger@nowhere.example']) {
		for (let n = 1; n <= 10; n++)
			expect((await browser().form('/letter', { mail: address })).location).toBe('/sign-in/code');
		expect((await browser().form('/letter', { mail: address })).location).toBe('/sign-in?problem=too-many');
	}
	expect(lettersTo(mail)).toHaveLength(10);
	later(900_000);
	expect((await browser().form('/letter', { mail })).location).toBe('/sign-in/code');
});

test('one network address cannot try without end, and cannot pretend to be another', async () => {
	later(600_000 - (Date.now() % 600_000));
	const machine = browser({ address: '2001:db8:1:2::7' });
	const tries = await Promise.all(Array.from({ length: 130 }, () => machine.json('/code', { code: '12345678' })));
	expect(tries.filter(({ status }) => status === 429)).toHaveLength(10);
	const neighbour = browser({ address: '2001:db8:1:2:ffff::8' });
	const lying = Object.fromEntries(
		['x-forwarded-for', 'x-fc-client-address', 'x-real-ip', 'cloudfront-viewer-address'].map((it) => [
			it,
			'203.0.113.9',
		]),
	);
	expect((await neighbour.form('/code', { code: '12345678' }, lying)).location).toBe('/sign-in/code?problem=too-many');
	expect((await browser({ address: '2001:db8:1:3::1' }).json('/code', { code: '12345678' })).status).toBe(410);
});
