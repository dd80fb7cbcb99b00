import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { HistoryPage, Trajectory } from '#shared/domain/trajectory.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import { refusalOf } from '#services/http/errors.ts';
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

const make = async (change: object = {}, by = robin): Promise<Action> =>
	by.do<Action>(
		'POST',
		`${base}/actions`,
		{ actionId: newId('act'), title: 'Call Kees', dueOn: '2030-01-15', ...change },
		cause(),
	);
const at = ({ actionId }: Action, verb = '') => `${base}/actions/${actionId}${verb && `/${verb}`}`;
const read = (action: Action) => robin.do<Action>('GET', at(action));
const life = async (action: Action) =>
	(await robin.do<HistoryPage>('GET', `${base}/history/${action.actionId}`)).revisions;
const participation = async () => {
	const rows = await demo.world.admin.do<{ engagementId: string; openActions: number; doneActions: number }[]>(
		'GET',
		`/api/console/tenants/${demo.world.tenantId}/participation`,
	);
	return rows.find(({ engagementId }) => base.endsWith(engagementId))!;
};

describe('once is once', () => {
	test('the same request twice makes one thing; another under its id is refused', async () => {
		const draft = { actionId: newId('act'), title: 'Only once', dueOn: '2030-01-15' };
		const key = cause();
		const first = await robin.do<Action>('POST', `${base}/actions`, draft, key);
		expect(await robin.do('POST', `${base}/actions`, draft, key)).toEqual(first);
		const other = await robin.send('POST', `${base}/actions`, { ...draft, title: 'Another' }, cause());
		expect(other.status).toBe(409);
		expect(await life(first)).toHaveLength(1);
	});

	test('completing what is done succeeds and leaves no second revision', async () => {
		const action = await make();
		await Promise.all([1, 2, 3].map(() => robin.do('POST', at(action, 'complete'), undefined, cause())));
		expect((await life(action)).map(({ state }) => state.status)).toEqual(['open', 'done']);
	});

	test('an edit that changes nothing leaves no revision, and the version stands for whoever reads it', async () => {
		const reminders = [{ reminderId: newId('rem'), rule: PRESETS.dayBefore }];
		const action = await make({ note: 'As it is', reminders });
		const match = { 'if-match': `"${action.version}"` };
		for (const same of [{}, { title: action.title, note: 'As it is', goalId: null }])
			expect(await jonas.do('PATCH', at(action), same, { ...cause(), ...match })).toEqual(action);
		expect(await jonas.do('PUT', at(action, 'reminders'), { reminders }, cause())).toEqual(action);
		expect(await life(action)).toHaveLength(1);
	});

	test('a replay after the thing moved on changes nothing, however much came after it', async () => {
		const action = await make();
		const key = cause();
		await robin.do('POST', at(action, 'move'), { dueOn: '2030-02-01' }, key);
		for (let day = 2; day < 10; day += 1)
			await robin.do('POST', at(action, 'move'), { dueOn: `2030-02-0${day}` }, cause());
		await demo.system.clock.advance('PT10M');
		expect((await robin.do<Action>('POST', at(action, 'move'), { dueOn: '2030-02-01' }, key)).dueOn).toBe('2030-02-09');
	});

	test('a key from a clock that runs an hour ahead is known as well', async () => {
		const action = await make();
		const key = { 'idempotency-key': newId('req', demo.system.clock.now().getTime() + 3_600_000) };
		await robin.do('POST', at(action, 'move'), { dueOn: '2030-02-01' }, key);
		for (let day = 2; day < 9; day += 1)
			await robin.do('POST', at(action, 'move'), { dueOn: `2030-02-0${day}` }, cause());
		expect((await robin.do<Action>('POST', at(action, 'move'), { dueOn: '2030-02-01' }, key)).dueOn).toBe('2030-02-08');
	});

	test('an answer lost after the commit leaves one revision and one count', async () => {
		const before = await participation();
		const action = await make();
		demo.system.faults.queue('table', 'TransactWriteItems', { kind: 'loseAnswer' });
		await robin.do('POST', at(action, 'complete'), undefined, cause());
		expect(demo.system.faults.waiting).toBe(0);
		expect(await life(action)).toHaveLength(2);
		expect(await participation()).toMatchObject({
			openActions: before.openActions,
			doneActions: before.doneActions + 1,
		});
	});

	test('conflicts and throttling are tried again; what cannot be saved is said, and nothing is half-written', async () => {
		const action = await make();
		demo.system.faults.queue('table', 'TransactWriteItems', { kind: 'conflict' }, { times: 3 });
		expect(await robin.do('POST', at(action, 'complete'), undefined, cause())).toMatchObject({ status: 'done' });
		const withdraw = demo.system.faults.queue('table', 'TransactWriteItems', { kind: 'conflict' }, { times: 99 });
		const refused = await robin.send<{ error: { code: string } }>('POST', at(action, 'reopen'), undefined, cause());
		withdraw();
		expect(refused).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
		expect(await read(action)).toMatchObject({ status: 'done' });
	});

	test('ten people at once: every change stands in the history, in one chain', async () => {
		const action = await make();
		const dates = Array.from({ length: 10 }, (_, day) => `2030-03-${String(day + 1).padStart(2, '0')}`);
		const answers = await Promise.all(dates.map((dueOn) => robin.send('POST', at(action, 'move'), { dueOn }, cause())));
		const moved = answers.filter(({ status }) => status === 200).length;
		expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
		expect((await life(action)).map(({ number }) => number)).toEqual(
			Array.from({ length: moved + 1 }, (_, n) => n + 1),
		);
	});
});

describe('two at one thing', () => {
	test('an edit of older text is refused with the newer one, and neither is lost', async () => {
		const action = await make({ note: 'as it was' });
		const match = { 'if-match': `"${action.version}"` };
		await jonas.do('PATCH', at(action), { note: 'the coach’s words' }, { ...cause(), ...match });
		const late = await robin.send<{ error: { code: string; current: Action } }>(
			'PATCH',
			at(action),
			{ note: 'mine' },
			{ ...cause(), ...match },
		);
		expect(late).toMatchObject({
			status: 409,
			body: { error: { code: 'stale', current: { note: 'the coach’s words' } } },
		});
	});

	test('a tick after a drop in another tab is refused in words', async () => {
		const action = await make();
		await robin.do('POST', at(action, 'drop'), { reason: 'Not mine after all' }, cause());
		const tick = await robin.send<{ error: { message: string } }>('POST', at(action, 'complete'), undefined, cause());
		expect(tick.status).toBe(409);
		expect(tick.body.error.message).toMatch(/dropped/);
	});

	test('the coach sees it done, with who and when', async () => {
		const action = await make();
		await robin.do('POST', at(action, 'complete'), undefined, cause());
		const { actions } = await jonas.do<Trajectory>('GET', base);
		expect(actions.find(({ actionId }) => actionId === action.actionId)).toMatchObject({
			status: 'done',
			closedBy: robin.memberId,
		});
		const { revisions } = await jonas.do<HistoryPage>('GET', `${base}/history`);
		expect(revisions[0]).toMatchObject({
			itemId: action.actionId,
			actor: { name: robin.name },
			state: { status: 'done' },
			before: { status: 'open' },
		});
	});
});

describe('bad input', () => {
	const refuse = async (change: object) => {
		const draft = { actionId: newId('act'), title: 'x', dueOn: '2030-01-15', ...change };
		const answer = await robin.send<{ error: { fields: Record<string, string> } }>(
			'POST',
			`${base}/actions`,
			draft,
			cause(),
		);
		expect(answer.status).toBe(422);
		return answer.body.error.fields;
	};

	test('dates that do not exist, that have passed, and titles that are too long are named by field', async () => {
		expect(await refuse({ dueOn: '2030-02-30' })).toHaveProperty('dueOn');
		expect(await refuse({ dueOn: '2020-01-01' })).toHaveProperty('dueOn');
		expect(await refuse({ title: 'x'.repeat(300) })).toHaveProperty('title');
		expect(await refuse({ actionId: 'act_1' })).toHaveProperty('actionId');
	});

	test('a reminder whose moment is over is kept and marked; twenty-one are too many', async () => {
		const today = demo.system.clock.now().toISOString().slice(0, 10);
		const rule = { ...PRESETS.weekBefore };
		const action = await make({ dueOn: today, reminders: [{ reminderId: newId('rem'), rule }] });
		expect(action.reminders).toMatchObject([{ status: 'past' }]);
		const many = Array.from({ length: 21 }, () => ({ reminderId: newId('rem'), rule }));
		expect(await refuse({ reminders: many })).toHaveProperty('reminders');
	});

	test('emoji, right-to-left text and HTML come back as typed', async () => {
		const title = '🧗🏽‍♀️ <script>alert(1)</script> שלום "quoted" & مرحبا';
		expect(await read(await make({ title }))).toMatchObject({ title });
	});

	test('a megabyte, another content type, broken JSON and half a body each get a clear no', async () => {
		const url = `${base}/actions`;
		const status = async (body: string, headers: Record<string, string> = {}) => {
			const answer = await robin.send<{ error: { message: string }; requestId: string }>('POST', url, body, {
				...cause(),
				...headers,
			});
			expect(answer.body.error.message).not.toMatch(/stack|undefined|\n\s+at /);
			expect(answer.body.requestId).toBeTruthy();
			return answer.status;
		};
		expect(await status(JSON.stringify({ title: 'x'.repeat(1_000_000) }))).toBe(413);
		expect(await status('title=x', { 'content-type': 'text/plain' })).toBe(415);
		expect(await status('title=x', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
		expect(await status('{"title":')).toBe(422);
		expect(await status('[]')).toBe(422);
		expect(await status('{}', { 'idempotency-key': 'again' })).toBe(422);
	});

	test('a request keeps the number it came with, unless that could say something', async () => {
		const number = async (given: string) =>
			(await robin.send('GET', base, undefined, { 'x-request-id': given })).headers.get('x-request-id');
		expect(await number('7f9c-12')).toBe('7f9c-12');
		for (const telling of ['what Robin said', 'x'.repeat(65)]) expect(await number(telling)).toMatch(/^req_/);
	});

	test('a row that a transaction holds just now is no defect of ours', () => {
		const held = Object.assign(new Error('ElectroDB'), {
			cause: Object.assign(new Error('Transaction is ongoing'), { name: 'TransactionConflictException' }),
		});
		expect(refusalOf(held)?.code).toBe('unavailable');
	});

	test('with the table away nothing is lost and the answer says so; afterwards all is as before', async () => {
		const action = await make();
		const withdraw = demo.system.faults.queue(
			'table',
			'*',
			{ kind: 'refuse', error: 'InternalServerError', status: 500 },
			{ times: 99 },
		);
		const answer = await robin.send<{ error: { code: string } }>('POST', at(action, 'complete'), undefined, cause());
		withdraw();
		expect(answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
		expect(await read(action)).toMatchObject({ status: 'open' });
	});
});
