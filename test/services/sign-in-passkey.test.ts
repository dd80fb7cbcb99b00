import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Authenticator } from './sign-in.authenticator.ts';
import { later, startSignIn, type Browser } from './sign-in.world.ts';

const { browser, signedIn, somebody, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

const ask = async (me: Browser, path: string) => {
	const answer = await me.get(path);
	return { status: answer.status, body: (await answer.json()) as { challenge: string; rp: { id: string } } };
};
const REGISTER = '/passkey/generate-register-options';
const AUTHENTICATE = '/passkey/generate-authenticate-options';

async function withPasskey() {
	const { mail, accountId } = await somebody();
	const me = await signedIn(mail);
	const phone = new Authenticator();
	const { body: options } = await ask(me, REGISTER);
	expect(options.rp.id).toBe('focuscoachee.example');
	const added = await me.json('/passkey/verify-registration', { ...phone.register(options), name: 'My phone' });
	expect([added.status, added.body]).toEqual([200, { passkeyId: expect.any(String) }]);
	return { me, accountId, phone };
}

test('a passkey is added once signed in, and then brings one in without a letter', async () => {
	const { accountId, phone } = await withPasskey();
	const elsewhere = browser();
	for (let time = 0; time < 2; time++) {
		const { body: options } = await ask(elsewhere, AUTHENTICATE);
		const entered = await elsewhere.json('/passkey/verify-authentication', phone.authenticate(options));
		expect([entered.status, entered.body]).toEqual([200, { to: '/' }]);
		expect(await (await elsewhere.get('/get-session')).json()).toMatchObject({ accountId });
	}
	expect(elsewhere.cookies.has('__Secure-fc.session_token')).toBe(true);
});

test('a challenge is answered once, and only for our own site', async () => {
	const { phone } = await withPasskey();
	const one = browser();
	const { body: options } = await ask(one, AUTHENTICATE);
	const answer = phone.authenticate(options);
	const cookies = new Map(one.cookies);
	expect((await one.json('/passkey/verify-authentication', answer)).status).toBe(200);
	const replay = browser();
	for (const [name, value] of cookies) replay.cookies.set(name, value);
	expect((await replay.json('/passkey/verify-authentication', answer)).status).toBe(422);
	const { body: again } = await ask(replay, AUTHENTICATE);
	const phished = phone.authenticate(again, 'https://evil.example');
	expect((await replay.json('/passkey/verify-authentication', phished)).status).toBe(422);
	expect(await (await replay.get('/get-session')).json()).toBeNull();
});

test('a passkey nobody added brings nobody in', async () => {
	const me = browser();
	const { body: options } = await ask(me, AUTHENTICATE);
	const { status, body } = await me.json('/passkey/verify-authentication', new Authenticator().authenticate(options));
	expect([status, body]).toMatchObject([404, { error: { code: 'not-found' } }]);
});

test('only who is signed in, and that of late, adds a passkey', async () => {
	expect((await ask(browser(), REGISTER)).status).toBe(401);
	const me = await signedIn((await somebody()).mail);
	later(2 * 86_400_000);
	const { status, body } = await ask(me, REGISTER);
	expect([status, body]).toMatchObject([403, { error: { code: 'forbidden' } }]);
});

test('one sees one’s passkeys and removes them; nobody else does', async () => {
	const { me, phone } = await withPasskey();
	const other = await signedIn((await somebody()).mail);
	const [mine] = (await (await me.get('/passkeys')).json()) as { passkeyId: string; name: string }[];
	expect(mine).toEqual({ passkeyId: expect.any(String), name: 'My phone', since: expect.any(String) });
	expect(await (await other.get('/passkeys')).json()).toEqual([]);
	expect((await browser().get('/passkeys')).status).toBe(401);
	expect((await other.json(`/passkeys/${mine!.passkeyId}/delete`)).status).toBe(404);
	expect((await me.form(`/passkeys/${mine!.passkeyId}/delete`)).location).toBe('/account');
	expect(await (await me.get('/passkeys')).json()).toEqual([]);
	const { body: options } = await ask(me, AUTHENTICATE);
	expect((await me.json('/passkey/verify-authentication', phone.authenticate(options))).status).toBe(404);
});
