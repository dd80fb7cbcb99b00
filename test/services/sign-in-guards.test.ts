import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { later, ORIGIN, startSignIn } from './sign-in.world.ts';

const { app, browser, lettersTo, faults, somebody, stop } = await startSignIn();
afterAll(stop);
afterEach(() => void vi.useRealTimers());

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

test('one mailbox gets twenty letters in a quarter of an hour, from whomever', async () => {
	const { mail } = await somebody();
	later(900_000 - (Date.now() % 900_000));
	for (const address of [mail, 'stranger@nowhere.example']) {
		const asked = await Promise.all(Array.from({ length: 21 }, () => browser().form('/letter', { mail: address })));
		const refused = asked.filter(({ location }) => location === '/sign-in?problem=too-many');
		expect([asked.length, refused.length]).toEqual([21, 1]);
	}
	expect(lettersTo(mail)).toHaveLength(20);
	later(900_000);
	expect((await browser().form('/letter', { mail })).location).toBe('/sign-in/code');
});

test('one mailbox gets a hundred letters in a day', async () => {
	const { mail } = await somebody();
	later(86_400_000 - (Date.now() % 86_400_000));
	const ask = async () => (await browser().form('/letter', { mail })).location;
	for (let quarter = 0; quarter < 5; quarter += 1) {
		expect(new Set(await Promise.all(Array.from({ length: 20 }, ask)))).toEqual(new Set(['/sign-in/code']));
		later(900_000);
	}
	expect(await ask()).toBe('/sign-in?problem=too-many');
	expect(lettersTo(mail)).toHaveLength(100);
	later(86_400_000);
	expect(await ask()).toBe('/sign-in/code');
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
