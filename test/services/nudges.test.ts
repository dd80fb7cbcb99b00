import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { BUDGET } from '#shared/domain/budget.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { HistoryPage, Trajectory } from '#shared/domain/trajectory.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';

let demo: Demo;
let jonas: Person;
let priya: Person;
let tenant: string;

/** No letter leaves while these tests look: what waits, waits. */
beforeAll(async () => {
	demo = await startDemo();
	({ coach: jonas, coachee: priya } = demo.world.engagements.find(({ coachee }) => coachee.name === 'Priya Raman')!);
	tenant = `/api/tenants/${demo.world.tenantId}`;
	const pausedUntil = addToDate(demo.system.clock.now().toISOString().slice(0, 10), { days: 30 });
	await priya.do('PATCH', `${tenant}/me`, { budget: { ...BUDGET, pausedUntil } }, cause());
});
afterAll(() => demo.stop());

/** A trajectory of its own, of the same two. */
async function begin(): Promise<string> {
	const engagementId = newId('eng');
	const coachee = {
		memberId: newId('mbr'),
		invitationId: newId('inv'),
		name: priya.name,
		mail: priya.mail,
		zone: 'Asia/Kolkata',
		language: 'en',
	};
	await jonas.do<Engagement>('POST', `${tenant}/engagements`, { engagementId, coachee, goals: [] }, cause());
	return `${tenant}/engagements/${engagementId}`;
}
const say = (base: string, change: object = {}, key = cause()) =>
	jonas.send<Nudge>('POST', `${base}/nudges`, { nudgeId: newId('nud'), text: 'I think of you', ...change }, key);
const act = (base: string) =>
	jonas.do<Action>(
		'POST',
		`${base}/actions`,
		{ actionId: newId('act'), title: 'Ask Priya', dueOn: '2031-06-01' },
		cause(),
	);

test('a coach’s line is kept once, in the trajectory of the two, with its life', async () => {
	const base = await begin();
	const { actionId } = await act(base);
	const [draft, key] = [{ nudgeId: newId('nud'), actionId }, cause()];
	const first = await say(base, draft, key);
	expect(first).toMatchObject({ status: 200, body: { status: 'waiting', actionId } });
	expect((await say(base, draft, key)).body).toMatchObject({ ...draft, version: 1 });
	expect((await say(base, draft)).status).toBe(409);
	expect((await jonas.do<Trajectory>('GET', base)).nudges).toMatchObject([{ ...draft, version: 1 }]);
	const withdraw = `${base}/nudges/${draft.nudgeId}/withdraw`;
	expect(await jonas.do<Nudge>('POST', withdraw, undefined, cause())).toMatchObject({ status: 'withdrawn' });
	await jonas.do('POST', withdraw, undefined, cause());
	const { revisions } = await jonas.do<HistoryPage>('GET', `${base}/history/${draft.nudgeId}`);
	expect(revisions.map(({ state }) => state.status)).toEqual(['waiting', 'withdrawn']);
});

test('it is about an open action of this trajectory, or about the trajectory', async () => {
	const [base, other] = [await begin(), await begin()];
	const elsewhere = await act(other);
	expect((await say(base, { actionId: elsewhere.actionId })).status).toBe(404);
	const done = await act(base);
	await jonas.do('POST', `${base}/actions/${done.actionId}/complete`, undefined, cause());
	expect(await say(base, { actionId: done.actionId })).toMatchObject({
		status: 409,
		body: { error: { code: 'conflict' } },
	});
	expect((await say(base, { text: '  ' })).status).toBe(422);
	expect((await say(base, { text: 'x'.repeat(281) })).status).toBe(422);
});

test('three wait at most, taken back or not five are written in a day, and none where no letter leaves', async () => {
	const base = await begin();
	const made = [];
	for (let count = 0; count < 3; count += 1) made.push((await say(base)).body);
	expect(await say(base)).toMatchObject({
		status: 429,
		body: { error: { message: '3 lines are waiting for the next letter already' } },
	});
	for (const { nudgeId } of made) await jonas.do('POST', `${base}/nudges/${nudgeId}/withdraw`, undefined, cause());
	expect([(await say(base)).status, (await say(base)).status]).toEqual([200, 200]);
	expect(await say(base)).toMatchObject({ status: 429, body: { error: { code: 'too-many' } } });
	const paused = await begin();
	await jonas.do('POST', `${paused}/pause`, undefined, cause());
	expect((await say(paused)).status).toBe(409);
	await jonas.do('POST', `${paused}/end`, undefined, cause());
	expect((await say(paused)).status).toBe(409);
});
