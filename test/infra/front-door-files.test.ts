import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HASHED, type House, openHouse } from './fixtures/house.ts';

let house: House;
let origin: string;
beforeAll(async () => {
	house = await openHouse();
	({ origin } = house);
});
beforeEach(() => house.clear());
afterAll(() => house.stop());

describe('built files', () => {
	test('come with their type, for ever when their name holds a hash', async () => {
		const script = await fetch(origin + HASHED, { headers: { 'accept-encoding': 'gzip, br' } });
		expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
		expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(script.headers.get('content-encoding')).toBe('br');
		expect(await script.text()).toContain('export const words');
		const manifest = await fetch(`${origin}/manifest.webmanifest`);
		expect(manifest.headers.get('content-type')).toBe('application/manifest+json');
		expect(manifest.headers.get('cache-control')).toBe('no-cache');
		expect(house.asked).toEqual([]);
	});

	test('are not sent again to who has them', async () => {
		const { etag } = (await house.raw(HASHED, { 'accept-encoding': 'br' })).headers;
		const again = await house.raw(HASHED, { 'if-none-match': String(etag) });
		expect([again.status, again.body.length]).toEqual([304, 0]);
		expect((await house.raw(HASHED, { 'if-none-match': '"other"' })).status).toBe(200);
	});

	test('of another folder can not be had, however one writes it', async () => {
		for (const path of ['/_app/../../secret.js', '/_app/%2e%2e/%2e%2e/secret.js', '/_app/..%2f..%2fsecret.js', '/_app/..\\..\\secret.js', '/_app/%00', '/_app/%zz', '/_app/', '/_app/immutable'])
			expect([path, (await house.raw(path)).status]).toEqual([path, 404]);
	}); // prettier-ignore

	test('can only be read', async () => {
		expect((await house.raw(HASHED, {}, 'POST')).status).toBe(405);
		const head = await house.raw(HASHED, {}, 'HEAD');
		expect([head.status, head.body.length, Number(head.headers['content-length'])]).toEqual([200, 0, 2400]);
	});
});

describe('the clock of this machine', () => {
	const post = (body: BodyInit, headers: Record<string, string> = {}) =>
		fetch(`${origin}/local/clock`, { method: 'POST', body, headers, redirect: 'manual' });
	const json = { 'content-type': 'application/json' };

	test('is told and moved on', async () => {
		const before = house.clock.now().getTime();
		const moved = (await (await post(JSON.stringify({ advance: 'P1D' }), json)).json()) as { now: string };
		expect(Date.parse(moved.now) - before).toBeGreaterThanOrEqual(86_400_000);
		const { now } = (await (await fetch(`${origin}/local/clock`)).json()) as { now: string };
		expect(Date.parse(now)).toBeGreaterThanOrEqual(Date.parse(moved.now));
	});

	test('goes back to the page a form stood on', async () => {
		const form = new URLSearchParams({ advance: 'PT1H' });
		const there = await post(form, { referer: `${origin}/o/1/today?x=1`, origin });
		expect([there.status, there.headers.get('location')]).toEqual([303, '/o/1/today?x=1']);
		const elsewhere = await post(form, { referer: 'https://evil.example/x' });
		expect(elsewhere.headers.get('location')).toBe('/');
	});

	test('is not moved by other sites, nor back, nor by nonsense', async () => {
		const before = house.clock.now().getTime();
		const hour = JSON.stringify({ advance: 'PT1H' });
		expect((await post(hour, { ...json, origin: 'https://evil.example' })).status).toBe(403);
		expect((await post(JSON.stringify({ advance: '-P1D' }), json)).status).toBe(422);
		expect((await post(JSON.stringify({ to: '2020-01-01T00:00:00Z' }), json)).status).toBe(422);
		expect((await post('nonsense', json)).status).toBe(400);
		expect(house.clock.now().getTime() - before).toBeLessThan(60_000);
	});
});
