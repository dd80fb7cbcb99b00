import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFrontDoor } from '#infra/local/front-door.ts';
import { type House, openHouse } from './fixtures/house.ts';

let house: House;
let origin: string;
beforeAll(async () => {
	house = await openHouse();
	({ origin } = house);
});
beforeEach(() => house.clear());
afterAll(() => house.stop());

const event = () => house.asked.at(-1)!.event;

describe('who answers', () => {
	test.each([
		['/', 'app'],
		['/api/actions', 'app'],
		['/l/token', 'app'],
		['/calendar/token.ics', 'app'],
		['/api/auth', 'sign-in'],
		['/api/auth/code', 'sign-in'],
		['/api/authors', 'app'],
	])('%s goes to %s', async (path, name) => {
		await fetch(origin + path);
		expect(house.asked.map((one) => one.name)).toEqual([name]);
	});

	test('a part that is not built says so', async () => {
		const answer = await fetch(`${origin}/api/console/figures`);
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } });
	});
});

describe('a request on its way to a function', () => {
	test('has the form of an HTTP API behind CloudFront', async () => {
		await house.raw('/a%20b?x=1&y=%3D&x=2', { 'X-Custom': 'Yes', cookie: 'one=1; two=2=2', 'user-agent': 'Test' });
		expect(event()).toMatchObject({
			version: '2.0',
			rawPath: '/a%20b',
			rawQueryString: 'x=1&y=%3D&x=2',
			queryStringParameters: { x: '1,2', y: '=' },
			cookies: ['one=1', 'two=2=2'],
			headers: { 'x-custom': 'Yes', 'user-agent': 'Test', 'x-origin-secret': 'the-word' },
			isBase64Encoded: false,
			requestContext: { http: { method: 'GET', path: '/a%20b', userAgent: 'Test' }, stage: '$default' },
		});
		expect(event().headers).not.toHaveProperty('cookie');
		expect(event().headers.host).not.toContain('localhost');
		expect(Math.abs(event().requestContext.timeEpoch - house.clock.now().getTime())).toBeLessThan(5000);
	});

	test('loses what only the edge may say', async () => {
		await house.raw('/', {
			'x-origin-secret': 'guessed',
			'x-forwarded-for': '1.2.3.4',
			'X-Forwarded-Host': 'evil.example',
			'x-viewer-address': '1.2.3.4',
			'cloudfront-viewer-address': '1.2.3.4:5',
			forwarded: 'for=1.2.3.4',
		});
		const { headers } = event();
		expect(JSON.stringify(headers)).not.toMatch(/guessed|1\.2\.3\.4|evil/);
		expect(headers['x-origin-secret']).toBe('the-word');
		expect(headers['x-viewer-address']).toMatch(/^(127\.0\.0\.1|::1)$/);
	});

	test('carries text as text and everything else in base64', async () => {
		const json = JSON.stringify({ title: 'Größe 😀' });
		await fetch(origin, { method: 'POST', body: json, headers: { 'content-type': 'application/json' } });
		expect(event()).toMatchObject({ body: json, isBase64Encoded: false });
		await fetch(origin, { method: 'POST', body: new URLSearchParams({ a: 'é' }) });
		expect(event()).toMatchObject({ body: Buffer.from('a=%C3%A9').toString('base64'), isBase64Encoded: true });
	});

	test('is refused in words when it is too large, and reaches nobody', async () => {
		const answer = await fetch(origin, { method: 'POST', body: Buffer.alloc(6 * 1024 * 1024 + 1) });
		expect(answer.status).toBe(413);
		expect(await answer.json()).toMatchObject({
			error: { code: 'too-large', message: expect.stringContaining('6 MB') },
		});
		const page = await fetch(origin, {
			method: 'POST',
			body: Buffer.alloc(7_000_000),
			headers: { accept: 'text/html' },
		});
		expect([page.status, page.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
		expect(house.asked).toEqual([]);
		await fetch(origin, { method: 'POST', body: Buffer.alloc(6 * 1024 * 1024) });
		expect(house.asked).toHaveLength(1);
	});
});

describe('an answer on its way back', () => {
	test('keeps status, headers, every cookie and binary bodies', async () => {
		const body = Buffer.from([0, 255, 1]);
		house.returned = {
			statusCode: 201,
			headers: { 'Content-Type': 'image/png', 'X-Kept': 'yes' },
			cookies: ['a=1; HttpOnly', 'b=2'],
			body: body.toString('base64'),
			isBase64Encoded: true,
		};
		const answer = await fetch(origin);
		expect(answer.status).toBe(201);
		expect(answer.headers.get('x-kept')).toBe('yes');
		expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
	});

	test('that is no HTTP answer is the body itself', async () => {
		house.returned = { hello: 'world' };
		expect(await (await fetch(origin)).json()).toEqual({ hello: 'world' });
	});

	test('carries the headers of the edge; a policy of its own wins', async () => {
		expect(Object.fromEntries((await fetch(origin)).headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'same-origin',
			'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
		});
		house.returned = { statusCode: 200, headers: { 'Referrer-Policy': 'no-referrer', 'X-Frame-Options': 'ALLOWALL' } };
		const { headers } = await fetch(origin);
		expect([headers.get('referrer-policy'), headers.get('x-frame-options')]).toEqual(['no-referrer', 'DENY']);
		expect(headers.has('strict-transport-security')).toBe(false);
	});

	test('is compressed when it is text of some length', async () => {
		house.returned = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: 'words '.repeat(1000) };
		const answer = await house.raw('/', { 'accept-encoding': 'gzip, deflate, br' });
		expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
		expect(answer.body.length).toBeLessThan(200);
		expect((await house.raw('/', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip');
		expect((await house.raw('/')).headers['content-encoding']).toBeUndefined();
		house.returned = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: 'short' };
		expect((await house.raw('/', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
	});

	test('of a function that fails tells nothing of it', async () => {
		house.returned = new TypeError('secret words at line 7');
		const answer = await fetch(origin);
		expect(answer.status).toBe(500);
		expect(await answer.text()).not.toMatch(/secret|line|stack|TypeError/);
		expect(house.reports).toEqual(['GET failed: TypeError']);
	});
});

test('a port that is taken is said in plain words', async () => {
	const again = openFrontDoor({ ...({} as Parameters<typeof openFrontDoor>[0]), port: house.door.port });
	await expect(again).rejects.toThrow(`Port ${house.door.port} is taken`);
});
