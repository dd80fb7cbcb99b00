import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { HistoryPage } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import * as revision from '#services/revisions/revision.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';

let demo: Demo;
let robin: Person;
let jonas: Person;
let base: string;

beforeAll(async () => {
	demo = await startDemo();
	const engagement = demo.world.engagements.find(({ coachee }) => coachee.name === 'Robin Vermeer')!;
	robin = engagement.coachee;
	jonas = engagement.coach;
	base = `/api/tenants/${demo.world.tenantId}/engagements/${engagement.engagementId}`;
});
afterAll(() => demo.stop());

const make = async (): Promise<Action> => {
	const draft = { actionId: newId('act'), title: 'Call Kees', dueOn: '2030-01-15' };
	return robin.do<Action>('POST', `${base}/actions`, draft, cause());
};

test('the history is read page by page, with a cursor that only its reader can use', async () => {
	const seen = new Set<string>();
	let cursor: string | undefined;
	let pages = 0;
	do {
		const page: HistoryPage = await jonas.do(
			'GET',
			`${base}/history${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
		);
		for (const { revisionId } of page.revisions) {
			expect(seen.has(revisionId)).toBe(false);
			seen.add(revisionId);
		}
		({ cursor } = page);
		pages += 1;
		if (cursor) {
			expect((await robin.send('GET', `${base}/history?cursor=${encodeURIComponent(cursor)}`)).status).toBe(422);
			expect(
				(await jonas.send('GET', `${base}/history?cursor=${encodeURIComponent(`A${cursor.slice(1)}`)}`)).status,
			).toBe(422);
		}
	} while (cursor);
	expect(pages).toBeGreaterThan(1);
	expect(seen.size).toBeGreaterThan(50);
});

test('a span of the history holds what happened in it, to the millisecond, and its cursor continues it alone', async () => {
	await make();
	const asked = (span: Record<string, string>) =>
		robin.send<HistoryPage>('GET', `${base}/history?${new URLSearchParams(span)}`);
	const all = (await asked({})).body;
	const { at: newest } = all.revisions[0]!;
	const { at: older } = all.revisions.find(({ at: one }) => one < newest)!;
	expect((await asked({ from: newest })).body.revisions.every(({ at: one }) => one === newest)).toBe(true);
	expect((await asked({ from: older, to: newest })).body.revisions.every(({ at: one }) => one === older)).toBe(true);
	const second = `${newest.slice(0, 19)}Z`;
	expect((await asked({ from: second })).body.revisions).not.toHaveLength(0);
	expect((await asked({ to: second })).body.revisions.some(({ at: one }) => one >= `${newest.slice(0, 19)}.`)).toBe(
		false,
	);
	const backward = { from: newest, to: older };
	for (const wrong of [backward, { from: newest, to: newest }, { ...backward, from: '9999-01-01T00:00:00Z' }])
		expect((await asked(wrong)).status).toBe(422);
	expect((await asked({ cursor: all.cursor! })).status).toBe(200);
	expect((await asked({ cursor: all.cursor!, from: '2026-01-01T00:00:00Z' })).status).toBe(422);
});

test('a life has no gaps when a busy table answers a part of what it is asked for', async () => {
	const { actionId, engagementId, tenantId } = await make();
	for (let day = 1; day < 10; day += 1)
		await robin.do('POST', `${base}/actions/${actionId}/move`, { dueOn: `2030-02-0${day}` }, cause());
	const busy = await answeringThree();
	const { system } = demo;
	Object.assign(process.env, system.environment(system.credentials('tenant', { tenantId })), {
		AWS_ENDPOINT_URL_DYNAMODB: busy.url,
		TABLE_NAME: 'focuscoachee',
	});
	const lived = await revision.life({ kind: 'system', tenantId, name: 'test' }, actionId, engagementId);
	busy.stop();
	expect(busy.asked).toBe(4);
	expect(lived.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
});

/** The table, but of a batch it answers three keys at a time. */
async function answeringThree() {
	const busy = { url: '', asked: 0, stop: () => void server.close() };
	const server = createServer(async (request, response) => {
		const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as {
			RequestItems?: Record<string, { Keys: object[] }>;
		};
		const [[name, batch] = []] = Object.entries(body.RequestItems ?? {});
		const left = batch?.Keys.splice(3) ?? [];
		if (name) busy.asked += 1;
		const headers = Object.entries(request.headers).filter(([one]) => /^(authorization|content-type|x-amz-)/.test(one));
		const answer = await fetch(demo.system.endpoints.dynamodb, {
			method: 'POST',
			headers: headers as [string, string][],
			body: JSON.stringify(body),
		});
		const said = (await answer.json()) as object;
		const more = name && left.length > 0 ? { UnprocessedKeys: { [name]: { ...batch, Keys: left } } } : {};
		response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
		response.end(JSON.stringify({ ...said, ...more }));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	busy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return busy;
}
