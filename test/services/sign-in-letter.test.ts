import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { codeIn, later, linkIn, startSignIn } from './sign-in.world.ts';

const { browser, letterTo, somebody, who, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

const EXPIRED = '/sign-in?problem=link-expired';

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
	const half = browser();
	half.cookies.set('fc.proof', linkIn(letterTo(mail)));
	expect((await half.form('/code', { code })).location).toBe('/sign-in?problem=code-expired');
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
		later(900_000);
	}
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
