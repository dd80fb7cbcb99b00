import { expect, it } from 'vitest';
import { caller } from '#lib/caller.ts';

interface Call {
	$get(given?: object): Promise<unknown>;
	$put(given?: object): Promise<unknown>;
}

const asked: [string, RequestInit][] = [];
const fetch = ((url: string, init: RequestInit) => {
	asked.push([url, init]);
	return Promise.resolve('answer');
}) as unknown as typeof globalThis.fetch;
const route = (caller(fetch, { 'idempotency-key': 'req_1' }) as { api: Record<string, Record<string, Call>> }).api
	.tenants![':tenantId']!;

it('a typed path becomes one request', async () => {
	expect(await route.$get({ param: { tenantId: 'tnt_1' }, query: { cursor: 'a b', from: undefined } })).toBe('answer');
	expect(asked.at(-1)![0]).toBe('/api/tenants/tnt_1?cursor=a+b');
	expect(asked.at(-1)![1]).toMatchObject({ method: 'GET', body: undefined });
});

it('what is written goes as JSON, under its key and its own headers', async () => {
	await route.$put({
		param: { tenantId: 'tnt_1' },
		header: { 'if-match': '"3"' },
		json: { text: 'a', gone: undefined },
	});
	expect(asked.at(-1)![1]).toEqual({
		method: 'PUT',
		headers: { 'idempotency-key': 'req_1', 'if-match': '"3"', 'content-type': 'application/json' },
		body: '{"text":"a"}',
	});
});

it('an id cannot leave its place in the path', async () => {
	await route.$get({ param: { tenantId: '../me?x=#' } });
	expect(asked.at(-1)![0]).toBe('/api/tenants/..%2Fme%3Fx%3D%23');
});

it('a path is not taken for a promise', async () => {
	expect(await route).toBe(route);
});
