import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { Session } from '#shared/domain/session.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
let other: Person;
let elsewhere: string;
beforeAll(async () => {
	firm = await Firm.start();
	other = new Person(firm.system, 'Noah Berg', 'noah@berg.example');
	elsewhere = newId('eng');
	await firm.begin(other, elsewhere);
});
afterAll(() => firm.stop());

interface Opened {
	active: boolean;
	titles: boolean;
	createdAt: string;
	address: string;
}
const open = (person: Person, titles = true) =>
	person.do<Opened>('POST', firm.path('me/calendar'), { titles }, cause());
const state = (person: Person) => person.do<object>('GET', firm.path('me/calendar'));
const shut = (person: Person) => person.do<object>('DELETE', firm.path('me/calendar'), undefined, cause());

const plan = (date: string, { with: engagementId = firm.engagementId, place = '' } = {}) =>
	firm.coach.do<Session>(
		'POST',
		firm.path(`engagements/${engagementId}/sessions`),
		{ sessionId: newId('ses'), date, time: '10:00', zone: 'Europe/Amsterdam', minutes: 45, place },
		cause(),
	);
const act = ({ engagementId, sessionId }: Session, verb: string, body?: object) =>
	firm.coach.do<Session>('POST', firm.path(`engagements/${engagementId}/sessions/${sessionId}/${verb}`), body, cause());

/** What a calendar program makes of what stands at an address. */
async function subscribed(address: string) {
	const answer = await fetch(address);
	expect(answer.status).toBe(200);
	const text = await answer.text();
	const whole = new ICAL.Component(ICAL.parse(text) as unknown[]);
	const events = whole.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component);
		return {
			uid: event.uid,
			summary: event.summary,
			location: event.location,
			start: event.startDate.toString(),
			status: component.getFirstPropertyValue('status'),
			url: String(component.getFirstPropertyValue('url')),
		};
	});
	return { answer, text, events, value: (name: string) => String(whole.getFirstPropertyValue(name)) };
}
/** What is compressed on its way has its tag weakened. */
const plain = (etag: string | null) => etag?.replace(/^W\//, '');
const uid = (id: string) => `${id}@focuscoachee`;

describe('a calendar', () => {
	test('holds one’s sessions and open deadlines over all trajectories, and nobody else’s', async () => {
		const planned = await plan('2026-11-10', { place: 'Room Birch' });
		const held = await act(await plan('2026-10-20'), 'hold');
		const off = await act(await plan('2026-11-17'), 'cancel');
		const away = await plan('2026-11-11', { with: elsewhere });
		const due = await firm.plan('Ask Priya for feedback', { days: 9 });
		const done = await firm.act(await firm.plan('Long done'), 'complete');
		const coachs = await firm.plan('Send the article', { more: { ownerId: firm.coach.memberId } });

		const { events, answer, value, text } = await subscribed((await open(firm.coachee)).address);
		expect(Object.fromEntries(events.map((event) => [event.uid, event]))).toEqual({
			[uid(planned.sessionId)]: {
				uid: uid(planned.sessionId),
				summary: 'Session 1 with Marta Kowalska',
				location: 'Room Birch',
				start: '2026-11-10T09:00:00Z',
				status: 'CONFIRMED',
				url: `${firm.system.origin}/t/${firm.tenantId}/program?with=${firm.engagementId}`,
			},
			[uid(held.sessionId)]: expect.objectContaining({ status: 'CONFIRMED', start: '2026-10-20T08:00:00Z' }) as object,
			[uid(off.sessionId)]: expect.objectContaining({ status: 'CANCELLED' }) as object,
			[uid(due.actionId)]: expect.objectContaining({
				summary: 'Ask Priya for feedback',
				start: due.dueOn,
				url: `${firm.system.origin}/t/${firm.tenantId}/engagements/${firm.engagementId}/actions/${due.actionId}`,
			}) as object,
		});
		for (const { actionId } of [done, coachs]) expect(text).not.toContain(actionId);
		expect(text).not.toContain(away.sessionId);
		expect(value('x-wr-calname')).toBe('Coaching at Northlight');
		expect([value('refresh-interval'), value('x-published-ttl')]).toEqual(['PT1H', 'PT1H']);
		expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		expect(answer.headers.get('cache-control')).toBe('private, no-cache');
		expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
		expect(answer.headers.getSetCookie()).toEqual([]);

		const coaching = await subscribed((await open(firm.coach)).address);
		const names = Object.fromEntries(coaching.events.map((event) => [event.uid, event.summary]));
		expect(names).toMatchObject({
			[uid(planned.sessionId)]: 'Session 1 with Robin Vermeer',
			[uid(away.sessionId)]: 'Session 1 with Noah Berg',
			[uid(coachs.actionId)]: 'Send the article',
		});
		expect(names).not.toHaveProperty([uid(due.actionId)]);
		expect((await subscribed((await open(other)).address)).events).toMatchObject([{ uid: uid(away.sessionId) }]);
	});

	test('says of deadlines no more than that, when it is asked to', async () => {
		const { text, events } = await subscribed((await open(firm.coachee, false)).address);
		expect(events.map(({ summary }) => summary)).toContain('Deadline');
		expect(text).not.toContain('Priya');
		expect(await state(firm.coachee)).toMatchObject({ active: true, titles: false });
	});

	test('is told once: whoever has it hears that it is the same, until something changes', async () => {
		const { address } = await open(firm.coachee);
		const { answer } = await subscribed(address);
		const tag = plain(answer.headers.get('etag'))!;
		const again = (etag: string, method = 'GET') => fetch(address, { method, headers: { 'if-none-match': etag } });
		firm.system.clock.advance('PT3H');
		for (const [etag, method] of [[tag], [`W/${tag}`], [tag, 'HEAD'], [`"other", ${tag}`]] as const) {
			const same = await again(etag!, method);
			expect([same.status, await same.text(), plain(same.headers.get('etag'))]).toEqual([304, '', tag]);
			expect(same.headers.get('cache-control')).toBe('private, no-cache');
		}
		const head = await fetch(address, { method: 'HEAD' });
		expect([head.status, await head.text(), plain(head.headers.get('etag'))]).toEqual([200, '', tag]);
		await plan('2026-12-01');
		await firm.system.settled();
		expect((await again(tag)).status).toBe(200);
	});

	test('changes nothing, whatever is sent to it', async () => {
		const { address } = await open(firm.coachee);
		for (const method of ['POST', 'PUT', 'DELETE']) expect((await fetch(address, { method })).status).toBe(404);
		await subscribed(address);
	});
});

test('letters and the calendar speak of one event: planned, moved, off', async () => {
	const { address } = await open(firm.coachee);
	const told = () =>
		firm.coachee
			.letters()
			.flatMap(({ files }) => files)
			.map(({ text }) => new ICAL.Component(ICAL.parse(text) as unknown[]))
			.map((whole) => ({
				method: whole.getFirstPropertyValue('method'),
				event: new ICAL.Event(whole.getFirstSubcomponent('vevent')!),
			}))
			.filter(({ event }) => event.uid === uid(session.sessionId))
			.map(({ method, event }) => [method, event.sequence, event.startDate.toString()]);
	/** Long enough for a letter that waits for a second thought, and for a sweep. */
	const pass = () => firm.pass('PT15M');
	const session = await plan('2026-12-08');
	await pass();
	expect(told()).toEqual([['REQUEST', 0, '2026-12-08T09:00:00Z']]);
	const later = { date: '2026-12-09', time: '11:00', zone: 'Europe/Amsterdam', minutes: 45, place: '' };
	await act(session, 'move', later);
	await pass();
	const moved = ['REQUEST', 1, '2026-12-09T10:00:00Z'];
	expect(told().at(-1)).toEqual(moved);
	const shown = async () => (await subscribed(address)).events.find((event) => event.uid === uid(session.sessionId));
	expect(await shown()).toMatchObject({ start: moved[2], status: 'CONFIRMED' });
	await act(session, 'cancel');
	await pass();
	expect(told().at(-1)).toEqual(['CANCEL', 2, moved[2]]);
	expect(await shown()).toMatchObject({ status: 'CANCELLED' });
	expect(told()).toHaveLength(3);
});

describe('an address', () => {
	const status = async (address: string) => (await fetch(address)).status;

	test('is replaced by the next and shut for good, and says so', async () => {
		const first = await open(firm.coachee);
		expect(first).toMatchObject({ active: true, titles: true });
		const second = await open(firm.coachee);
		expect(await Promise.all([first, second].map(({ address }) => status(address)))).toEqual([410, 200]);
		expect(await shut(firm.coachee)).toEqual({ active: false });
		expect(await shut(firm.coachee)).toEqual({ active: false });
		expect(await state(firm.coachee)).toEqual({ active: false });
		const gone = await fetch(second.address, { headers: { 'accept-language': 'nl' } });
		expect(gone.status).toBe(410);
		expect(gone.headers.get('cache-control')).toBe('no-store');
		expect(await gone.text()).toContain('<html lang="nl">');
		const third = await open(firm.coachee);
		expect(await Promise.all([first, second, third].map(({ address }) => status(address)))).toEqual([410, 410, 200]);
	});

	test('of two asked for at once, one stands', async () => {
		const opened = await Promise.all([open(firm.coachee), open(firm.coachee), open(firm.coachee)]);
		const found = await Promise.all(opened.map(({ address }) => status(address)));
		expect(found.sort()).toEqual([200, 410, 410]);
	});

	test('that we never gave out is not there', async () => {
		const base = `${firm.system.origin}/calendar/`;
		for (const file of ['A'.repeat(43), 'A'.repeat(43) + '.ics', 'x.ics', '.ics', '..%2f..%2fapi', 'A'.repeat(5000)])
			expect(await status(base + file), file.slice(0, 50)).toBe(404);
	});

	test('of somebody who has left is shut', async () => {
		const { address } = await open(other);
		expect(await status(address)).toBe(200);
		const { tenantId } = firm;
		const credentials = firm.system.credentials('tenant', { tenantId });
		const table = DynamoDBDocumentClient.from(
			new DynamoDBClient({ region: 'eu-west-1', endpoint: firm.system.endpoints.dynamodb, credentials }),
		);
		await table.send(
			new UpdateCommand({
				TableName: 'focuscoachee',
				Key: { pk: `$fc#t_${tenantId}`, sk: `$people#member_1#m_${other.memberId}` },
				ConditionExpression: 'attribute_exists(pk)',
				UpdateExpression: 'SET #status = :left',
				ExpressionAttributeNames: { '#status': 'status' },
				ExpressionAttributeValues: { ':left': 'left' },
			}),
		);
		expect(await status(address)).toBe(410);
	});

	test('stands in the table as a hash alone, and in no log', async () => {
		const { address } = await open(firm.coachee);
		await subscribed(address);
		const token = /([\w-]{43})\.ics$/.exec(address)![1]!;
		expect(JSON.stringify(await firm.system.rows())).not.toContain(token);
		for (const name of await readdir(join(firm.dataDir, 'logs')))
			expect(await readFile(join(firm.dataDir, 'logs', name), 'utf8')).not.toContain(token);
	});
});

test('a deadline takes a day and no hour', async () => {
	const due: Action = await firm.plan('At the turn of the year', { days: 59 });
	const { text } = await subscribed((await open(firm.coachee)).address);
	expect(text).toContain(`DTSTART;VALUE=DATE:${due.dueOn.replaceAll('-', '')}`);
});
