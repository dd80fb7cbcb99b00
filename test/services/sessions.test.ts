import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultRequest } from '#infra/local/faults.ts';
import type { Action } from '#shared/domain/action.ts';
import type { Usual } from '#shared/domain/defaults.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import { PRESETS, SESSION_PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';

let demo: Demo;
let priya: Person;
let jonas: Person;
let tenant: string;
let base: string;

beforeAll(async () => {
	demo = await startDemo();
	const engagement = demo.world.engagements.find(({ coachee }) => coachee.name === 'Priya Raman')!;
	priya = engagement.coachee;
	jonas = engagement.coach;
	tenant = `/api/tenants/${demo.world.tenantId}`;
	base = `${tenant}/engagements/${engagement.engagementId}`;
});
beforeEach(() => demo.system.faults.clear());
afterAll(() => demo.stop());

const drafted = (...rules: ReminderRule[]) => rules.map((rule) => ({ reminderId: newId('rem'), rule }));
const when = { date: '2031-05-05', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
const plan = (change: object = {}) =>
	jonas.do<Session>('POST', `${base}/sessions`, { ...when, sessionId: newId('ses'), ...change }, cause());
const turn = (session: Session, verb: string, body?: object) =>
	jonas.do<Session>('POST', `${base}/sessions/${session.sessionId}/${verb}`, body, cause());
const act = (change: object = {}, by = jonas) =>
	by.do<Action>(
		'POST',
		`${base}/actions`,
		{ actionId: newId('act'), title: 'After it', dueOn: '2031-06-01', ...change },
		cause(),
	);
const read = (action: Action) => priya.do<Action>('GET', `${base}/actions/${action.actionId}`);
const statuses = ({ reminders }: Action | Session) => reminders.map(({ status }) => status);

describe('a session’s reminders', () => {
	test('are the usual ones unless somebody says otherwise, in the coachee’s own zone', async () => {
		const { session } = await priya.do<Usual>('GET', `${base}/defaults`);
		expect(session).toEqual([SESSION_PRESETS.dayBefore]);
		expect((await plan()).reminders).toMatchObject([
			{ rule: session[0], wall: '2031-05-04T09:00', zone: 'Asia/Kolkata' },
		]);
		expect((await plan({ reminders: [] })).reminders).toEqual([]);
		const own = await plan({ reminders: drafted(SESSION_PRESETS.threeDaysAfter) });
		expect(own.reminders.map(({ wall }) => wall)).toEqual(['2031-05-08T09:00']);
	});

	test('either of the two sets them, and finds them in the trajectory as they were set', async () => {
		const { sessionId } = await plan();
		const path = `${base}/sessions/${sessionId}/reminders`;
		const reminders = drafted(SESSION_PRESETS.dayBefore, SESSION_PRESETS.threeDaysAfter);
		const set = await priya.do<Session>('PUT', path, { reminders }, cause());
		expect(set.reminders).toHaveLength(2);
		const { sessions } = await jonas.do<Trajectory>('GET', base);
		expect(sessions.find((one) => one.sessionId === sessionId)).toEqual(set);
		expect((await jonas.do<Session>('PUT', path, { reminders: [] }, cause())).reminders).toEqual([]);
	});

	test('what cannot be is refused in words, on a session as on an action', async () => {
		const session = await plan();
		const action = await act();
		const says = async (path: string, reminders: object[]) => {
			const { status, body } = await jonas.send<{ error: { message: string; fields: object } }>(
				'PUT',
				`${base}/${path}/reminders`,
				{ reminders },
				cause(),
			);
			return [status, body.error.message, Object.keys(body.error.fields)[0]];
		};
		const of = (change: object, many = 1) =>
			Array.from({ length: many }, () => drafted({ ...SESSION_PRESETS.dayBefore, ...change })[0]!);
		for (const [path, fits] of [
			[`sessions/${session.sessionId}`, {}],
			[`actions/${action.actionId}`, { anchor: 'deadline' }],
		] as const) {
			for (const many of [21, 200])
				expect(await says(path, of(fits, many))).toEqual([422, 'At most 20 reminders on one thing', 'reminders']);
			const amount = 'reminders.0.rule.amount';
			expect(await says(path, of({ ...fits, amount: 3651 }))).toEqual([422, 'At most ten years after', amount]);
			expect(await says(path, of({ ...fits, amount: -3651 }))).toEqual([422, 'At most ten years before', amount]);
			expect(await says(path, of({ ...fits, amount: 600, unit: 'week' }))).toEqual([422, 'At most ten years', amount]);
			const twice = of(fits);
			expect(await says(path, [...twice, ...twice])).toEqual([422, 'Two reminders carry the same id', 'reminders']);
		}
		expect(await says(`sessions/${session.sessionId}`, of({ anchor: 'deadline' }))).toEqual([
			422,
			'A session has no deadline; count from the session itself',
			'reminders',
		]);
		expect(await says(`actions/${action.actionId}`, of({}))).toEqual([
			422,
			'A reminder after the session needs an action that belongs to a session',
			'reminders',
		]);
	});

	test('on the day, ten years before and ten years after are fine; what is over says so', async () => {
		const tenYears = [0, -3650, 3650].map((amount) => ({ ...SESSION_PRESETS.dayBefore, amount }));
		const session = await plan({ reminders: drafted(...tenYears) });
		expect(session.reminders.map(({ wall, status }) => [wall, status])).toEqual([
			['2031-05-05T09:00', 'armed'],
			['2021-05-07T09:00', 'past'],
			['2041-05-02T09:00', 'armed'],
		]);
		const action = await act({
			reminders: drafted(...tenYears.map((rule) => ({ ...rule, anchor: 'deadline' as const }))),
		});
		expect(statuses(action)).toEqual(['armed', 'past', 'armed']);
	});

	test('a zone that does not exist is refused in words', async () => {
		const draft = { ...when, sessionId: newId('ses'), zone: 'Mars/Olympus' };
		expect(await jonas.send('POST', `${base}/sessions`, draft, cause())).toMatchObject({
			status: 422,
			body: { error: { message: 'This time zone is not known' } },
		});
	});
});

describe('called off', () => {
	test('a session takes the reminders along that count from it, its actions’ too, and brings them back', async () => {
		const session = await plan({ reminders: drafted(SESSION_PRESETS.dayBefore) });
		const { sessionId } = session;
		const action = await act({ sessionId, reminders: drafted(PRESETS.afterSession, PRESETS.dayBefore) });
		const done = await act({ sessionId, reminders: drafted(PRESETS.afterSession) });
		await priya.do('POST', `${base}/actions/${done.actionId}/complete`, undefined, cause());
		expect(statuses(await turn(session, 'cancel'))).toEqual(['stopped']);
		expect(statuses(await read(action))).toEqual(['stopped', 'armed']);
		// Opened again while the session is off: there is nothing to count from.
		await priya.do('POST', `${base}/actions/${done.actionId}/reopen`, undefined, cause());
		expect(statuses(await read(done))).toEqual(['stopped']);
		expect(statuses(await turn(session, 'reopen'))).toEqual(['armed']);
		for (const one of [action, done]) expect(new Set(statuses(await read(one)))).toEqual(new Set(['armed']));
	});

	test('an action of a session that is planned anew by a move counts from it again', async () => {
		const session = await plan();
		const action = await act({ sessionId: session.sessionId, reminders: drafted(PRESETS.afterSession) });
		await turn(session, 'cancel');
		await turn(session, 'move', { ...when, date: '2031-05-20' });
		expect((await read(action)).reminders).toMatchObject([{ status: 'armed', wall: '2031-05-23T09:00' }]);
	});
});

describe('what is usual', () => {
	const defaults = (of: Person) => (usual: object) => of.do('PATCH', `${tenant}/me`, { defaults: usual }, cause());

	test('for an action it is its owner’s own word, else the coach’s, else the firm’s; none is a word too', async () => {
		expect((await act()).reminders.map(({ rule }) => rule)).toEqual([PRESETS.dayBefore]);
		expect((await act({ reminders: [] })).reminders).toEqual([]);
		await defaults(jonas)({ action: [PRESETS.weekBefore] });
		expect((await act()).reminders.map(({ rule }) => rule)).toEqual([PRESETS.weekBefore]);
		await defaults(priya)({ action: [PRESETS.onTheDay] });
		expect((await act()).reminders.map(({ rule }) => rule)).toEqual([PRESETS.onTheDay]);
		// What the coach takes upon themselves is none of the coachee's word.
		expect((await act({ ownerId: jonas.memberId })).reminders.map(({ rule }) => rule)).toEqual([PRESETS.weekBefore]);
		await defaults(priya)({ action: [], silenceDays: 21 });
		expect((await act()).reminders).toEqual([]);
		expect(await jonas.do<Usual>('GET', `${base}/defaults`)).toMatchObject({
			action: [],
			session: [SESSION_PRESETS.dayBefore],
			silenceDays: 21,
		});
	});

	test('the same request twice makes one thing, whatever became usual meanwhile', async () => {
		const key = cause();
		const draft = { actionId: newId('act'), title: 'Only once', dueOn: '2031-06-01' };
		const first = await jonas.do<Action>('POST', `${base}/actions`, draft, key);
		await defaults(priya)({ action: [PRESETS.dayBefore] });
		expect(await jonas.do('POST', `${base}/actions`, draft, key)).toEqual(first);
	});

	test('a firm’s admin sets it for the firm, part by part', async () => {
		const path = `/api/console/tenants/${demo.world.tenantId}/defaults`;
		const set = await demo.world.admin.do<{ defaults: object; version: number }>('PATCH', path, { silenceDays: 30 });
		expect(set.defaults).toEqual({
			action: [PRESETS.dayBefore],
			session: [SESSION_PRESETS.dayBefore],
			silenceDays: 30,
		});
		const refused = await demo.world.admin.send('PATCH', path, { action: [PRESETS.afterSession] });
		expect(refused).toMatchObject({ status: 422, body: { error: { message: 'Count from the deadline' } } });
		const coachee = { memberId: newId('mbr'), invitationId: newId('inv'), name: 'Silent', mail: 'silent@x.example' };
		const begun = await jonas.do<Engagement>(
			'POST',
			`${tenant}/engagements`,
			{ engagementId: newId('eng'), coachee: { ...coachee, zone: 'Europe/Warsaw', language: 'en' }, goals: [] },
			cause(),
		);
		expect(begun).toMatchObject({ silenceDays: 30, nextAt: begun.silenceAt });
		expect(begun).not.toHaveProperty('silenceBy');
	});
});

test('after how many days of silence a letter asks: the coach proposes, and the coachee’s word stands', async () => {
	const say = (person: Person, days: number | null) =>
		person.send<Engagement>('PUT', `${base}/silence`, { days }, cause());
	expect((await say(jonas, 14)).body).toMatchObject({ silenceDays: 14, silenceBy: 'coach' });
	expect((await say(priya, null)).body).toMatchObject({ silenceDays: null, nextAt: 'never' });
	expect(await say(jonas, 14)).toMatchObject({
		status: 403,
		body: { error: { message: 'Priya Raman has chosen this already. Ask them, if it should be otherwise' } },
	});
	expect((await say(priya, 2)).status).toBe(422);
	expect((await say(priya, 5)).body).toMatchObject({ silenceDays: 5, silenceBy: 'coachee' });
});

describe('two at one moment', () => {
	/** Until it was read. */
	const looked = () => vi.waitFor(() => expect(demo.system.faults.waiting).toBe(0), { timeout: 5000, interval: 5 });

	/** Whoever reads this row first is answered late, by what it was before. */
	const slowRead = (id: string) =>
		demo.system.faults.queue(
			'table',
			'GetItem',
			{ kind: 'delay', ms: 1000 },
			{
				when: ({ Key }) => JSON.stringify(Key).includes(id),
			},
		);

	test('an action made while its session moves counts from where the session is', async () => {
		const session = await plan();
		slowRead(session.sessionId.slice(4));
		const [action] = await Promise.all([
			act({ sessionId: session.sessionId, reminders: drafted(PRESETS.afterSession) }),
			looked().then(() => turn(session, 'move', { ...when, date: '2031-07-07' })),
		]);
		expect((await read(action)).reminders).toMatchObject([{ wall: '2031-07-10T09:00' }]);
	});

	test('an action tied to a session while that is called off rests with it', async () => {
		const session = await plan();
		const action = await act();
		slowRead(session.sessionId.slice(4));
		const match = { 'if-match': `"${action.version}"` };
		const tie = priya.do(
			'PATCH',
			`${base}/actions/${action.actionId}`,
			{ sessionId: session.sessionId },
			{ ...cause(), ...match },
		);
		await looked();
		await Promise.all([tie, turn(session, 'cancel')]);
		expect(await read(action)).toMatchObject({ sessionOff: true });
	});

	test('an action tied to a session while whoever calls it off has looked already rests with it all the same', async () => {
		const session = await plan();
		const action = await act();
		await demo.system.settled();
		const looksSlowly = ({ ExpressionAttributeValues: values }: FaultRequest) =>
			JSON.stringify(values).includes(base.slice(-26));
		demo.system.faults.queue('table', 'Query', { kind: 'delay', ms: 1500 }, { when: looksSlowly });
		const off = turn(session, 'cancel');
		await looked();
		const match = { 'if-match': `"${action.version}"` };
		const tie = { sessionId: session.sessionId };
		await priya.do('PATCH', `${base}/actions/${action.actionId}`, tie, { ...cause(), ...match });
		expect(await read(action)).not.toHaveProperty('sessionOff');
		await off;
		expect(await read(action)).toMatchObject({ sessionOff: true });
	});
});
