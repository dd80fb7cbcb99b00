import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { OPEN_ACTIONS_MAX } from '#shared/domain/action-rules.ts';
import { OPEN_GOALS_MAX } from '#shared/domain/goal.ts';
import { PRESETS, SESSION_PRESETS } from '#shared/domain/reminder.ts';
import { PLANNED_SESSIONS_MAX, type Session } from '#shared/domain/session.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';
import type { WorldEngagement } from '#test/support/world.ts';

let demo: Demo;
let tenant: string;

beforeAll(async () => {
	demo = await startDemo();
	tenant = `/api/tenants/${demo.world.tenantId}`;
});
beforeEach(() => demo.system.faults.clear());
afterAll(() => demo.stop());

const of = (name: string): WorldEngagement => demo.world.engagements.find(({ coachee }) => coachee.name === name)!;
const at = ({ engagementId }: WorldEngagement, rest = '') => `${tenant}/engagements/${engagementId}${rest}`;
const when = { date: '2031-05-05', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
const post = (person: Person, path: string, body?: object, key = cause()) =>
	person.send<{ error?: { code: string; message: string } }>('POST', path, body, key);
const session = () => ({ ...when, sessionId: newId('ses') });
/** Whoever reads this trajectory's own row first is answered late, by what it was before. */
const slowRead = ({ engagementId }: WorldEngagement) =>
	demo.system.faults.queue(
		'table',
		'GetItem',
		{ kind: 'delay', ms: 1000 },
		{
			when: ({ Key }) => JSON.stringify(Key).includes(engagementId) && JSON.stringify(Key).includes('#engagement_1'),
		},
	);
/** Until they were read. */
const looked = () => vi.waitFor(() => expect(demo.system.faults.waiting).toBe(0), { timeout: 5000, interval: 5 });
const action = (change: object = {}) => ({
	actionId: newId('act'),
	title: 'One of many',
	dueOn: '2031-06-01',
	...change,
});

describe('one trajectory holds', () => {
	test.each([
		['goals', OPEN_GOALS_MAX, 5, () => ({ goalId: newId('gol'), title: 'One of many' })],
		['sessions', PLANNED_SESSIONS_MAX, 1, session],
		['actions', OPEN_ACTIONS_MAX, 8, () => action({ reminders: [] })],
	])('as many %s at a time as the README says, and says so', async (noun, most, abreast, draft) => {
		const { coach } = of('Oskar Nowak');
		const add = () => post(coach, at(of('Oskar Nowak'), `/${noun}`), draft());
		let answers = [await add()];
		for (let count = 1; !answers.some(({ status }) => status === 429); count += abreast) {
			expect(count).toBeLessThan(2 * most);
			answers = await Promise.all(Array.from({ length: abreast }, add));
		}
		const { status, body } = await add();
		expect([status, body.error?.code]).toEqual([429, 'too-many']);
		expect(body.error?.message).toMatch(new RegExp(`^${most} ${noun} `));
	});
});

describe('after the end', () => {
	test('nothing is added: no rating and no note, and it is said in words', async () => {
		const ended = of('Leila Haddad');
		const { coach, coachee, goalIds, sessionIds } = ended;
		await coach.do('POST', at(ended, '/end'), undefined, cause());
		const rating = { ratingId: newId('rtg'), value: 6, sentence: 'Afterwards' };
		const rated = await post(coachee, at(ended, `/goals/${goalIds[0]}/ratings`), rating);
		expect(rated).toMatchObject({ status: 409, body: { error: { message: /has ended; nothing can be added/ } } });
		for (const notes of ['notes', 'private-notes']) {
			const { status, body } = await coach.send<{ error: { message: string } }>(
				'PUT',
				at(ended, `/sessions/${sessionIds[1]}/${notes}`),
				{ noteId: newId('nte'), text: 'Afterwards' },
				{ ...cause(), 'if-match': '"0"' },
			);
			expect([status, body.error.message]).toEqual([409, 'This trajectory has ended; its notes stay as they are']);
		}
		expect((await post(coach, at(ended, '/sessions'), session())).status).toBe(409);
		expect((await post(coach, at(ended, '/actions'), action())).status).toBe(409);
		expect((await coach.send('PUT', at(ended, '/silence'), { days: 9 }, cause())).status).toBe(409);
	});

	test('an action that was on its way when it ended is refused', async () => {
		const ending = of('Noah Berg');
		slowRead(ending);
		const made = post(ending.coachee, at(ending, '/actions'), action({ reminders: [] }));
		await looked();
		await ending.coach.do('POST', at(ending, '/end'), undefined, cause());
		expect((await made).status).toBe(409);
	});
});

test('an id that something else carries is refused, also under another goal or session', async () => {
	const here = of('Robin Vermeer');
	const { coach, coachee, goalIds } = here;
	const rating = { ratingId: newId('rtg'), value: 6, sentence: 'Once' };
	const rate = (goal: number) => post(coachee, at(here, `/goals/${goalIds[goal]}/ratings`), rating);
	expect([(await rate(0)).status, (await rate(1)).status, (await rate(0)).status]).toEqual([200, 409, 409]);

	const [one, other] = [session(), session()];
	for (const draft of [one, other]) await coach.do('POST', at(here, '/sessions'), draft, cause());
	const note = { noteId: newId('nte'), text: 'Once' };
	const write = async ({ sessionId }: { sessionId: string }, notes: string, by = coach) =>
		(await by.send('PUT', at(here, `/sessions/${sessionId}/${notes}`), note, { ...cause(), 'if-match': '"0"' })).status;
	expect([await write(one, 'notes'), await write(other, 'notes')]).toEqual([200, 409]);
});

describe('a coachee who moves zones', () => {
	test('takes along the reminders of sessions and actions, those of a minute ago too, and of what is off', async () => {
		const here = of('Inès Moreau');
		const { coach, coachee } = here;
		const reminders = () => [{ reminderId: newId('rem'), rule: SESSION_PRESETS.dayBefore }];
		const sessions = [session(), session()].map((one) => ({ ...one, reminders: reminders() }));
		for (const draft of sessions) await coach.do('POST', at(here, '/sessions'), draft, cause());
		const off = sessions[1]!.sessionId;
		await coach.do('POST', at(here, `/sessions/${off}/cancel`), undefined, cause());
		const after = { reminderId: newId('rem'), rule: PRESETS.afterSession };
		const [open, done] = [action({ sessionId: sessions[0]!.sessionId, reminders: [after] }), action()];
		for (const draft of [open, done]) await coach.do('POST', at(here, '/actions'), draft, cause());
		await coachee.do('POST', at(here, `/actions/${done.actionId}/complete`), undefined, cause());

		await coachee.do('PATCH', `${tenant}/me`, { zone: 'Asia/Tokyo' }, cause());
		const all = await coach.do<Trajectory>('GET', at(here));
		const own = all.sessions.filter(({ sessionId }) => sessions.some((one) => one.sessionId === sessionId));
		expect(own.map(({ remindZone }) => remindZone)).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
		const ahead = own.find(({ sessionId }) => sessionId !== off)!;
		expect(ahead.reminders).toMatchObject([{ wall: '2031-05-04T09:00', instant: '2031-05-04T00:00:00.000Z' }]);
		expect(all.actions.find(({ actionId }) => actionId === open.actionId)!.reminders).toMatchObject([
			{ wall: '2031-05-08T09:00', zone: 'Asia/Tokyo' },
		]);
		const again = await coachee.do<Action>('POST', at(here, `/actions/${done.actionId}/reopen`), undefined, cause());
		expect(again).toMatchObject({ zone: 'Asia/Tokyo' });
		const on = await coach.do<Session>('POST', at(here, `/sessions/${off}/reopen`), undefined, cause());
		expect(on.reminders).toMatchObject([{ status: 'armed', instant: '2031-05-04T00:00:00.000Z' }]);
	});

	test('has what is made in the same moment on the new clock', async () => {
		const here = of('Femke Jansen');
		slowRead(here);
		const draft = action({ reminders: [{ reminderId: newId('rem'), rule: PRESETS.dayBefore }] });
		const made = here.coach.do<Action>('POST', at(here, '/actions'), draft, cause());
		await looked();
		await here.coachee.do('PATCH', `${tenant}/me`, { zone: 'Asia/Tokyo' }, cause());
		await made;
		const stands = await here.coach.do<Action>('GET', at(here, `/actions/${draft.actionId}`));
		expect(stands).toMatchObject({ zone: 'Asia/Tokyo', reminders: [{ zone: 'Asia/Tokyo' }] });
	});
});
