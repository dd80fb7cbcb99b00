import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import { Firm, wakeOf } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

/** Letters of this test alone. */
let seen = 0;
const letters = () => firm.reminders().slice(seen);
beforeEach(() => {
	seen = firm.reminders().length;
	firm.system.faults.clear();
});
/** Every fault that was asked for has come to pass. */
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

describe('a letter at its moment', () => {
	test('comes not a minute before, once, and is written down with its action', async () => {
		const action = await firm.plan('Ask Priya for feedback');
		await firm.system.settled();
		firm.system.clock.to(`${addToDate(firm.today, { days: 1 })}T07:59:00.000Z`);
		await firm.system.settled();
		expect(letters()).toHaveLength(0);
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: 'Ask Priya for feedback', to: firm.coachee.mail }]);
		const after = await firm.read(action);
		const [letter] = await firm.letterOf(action);
		expect(letter).toMatchObject({ status: 'sent', outcome: 'delivered', attempt: 1, nextAt: 'never' });
		expect(after.reminders).toMatchObject([{ status: 'sent', letterId: letter!.letterId }]);
		const { revisions } = await firm.coach.do<{ revisions: { actor: object }[] }>(
			'GET',
			firm.path(`engagements/${firm.engagementId}/history/${action.actionId}`),
		);
		expect(revisions.at(-1)!.actor).toMatchObject({ kind: 'system', name: 'reminders' });
		await firm.pass('P3D');
		expect(letters()).toHaveLength(1);
	});

	test('what was done, moved or dropped before it gets none', async () => {
		const [done, moved, dropped] = await Promise.all(['Done', 'Moved', 'Dropped'].map((title) => firm.plan(title)));
		await firm.system.settled();
		await firm.act(done!, 'complete');
		await firm.act(moved!, 'move', { dueOn: '2027-01-15' });
		await firm.act(dropped!, 'drop', { reason: 'Not needed' });
		await firm.pass('P2D');
		expect(letters()).toHaveLength(0);
		await firm.act(moved!, 'complete');
	});

	test('two things due at one moment come in one letter', async () => {
		const [one, two] = [await firm.plan('Call Kees'), await firm.plan('Write the plan')];
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: 'Call Kees and 1 more' }]);
		expect(letters()[0]!.text).toContain('Call Kees');
		expect(letters()[0]!.text).toContain('Write the plan');
		expect([await firm.statuses(one), await firm.statuses(two)]).toEqual([['sent'], ['sent']]);
		expect((await firm.letterOf(one))[0]!.letterId).toBe((await firm.letterOf(two))[0]!.letterId);
	});

	test('twenty-five at once come in two letters, each thing in one of them', async () => {
		const actions: Action[] = [];
		for (let number = 1; number <= 25; number += 1) actions.push(await firm.plan(`Thing ${number}.`));
		await firm.nine();
		expect(letters().map(({ subject }) => subject)).toEqual(['Thing 1. and 14 more', 'Thing 16. and 9 more']);
		for (const { title } of actions)
			expect(letters().filter(({ text }) => text.includes(`${title}\n`))).toHaveLength(1);
		for (const { html } of letters()) expect(Buffer.byteLength(html)).toBeLessThan(20_000);
	});

	test('a coach is reminded of what the coach will do', async () => {
		await firm.plan('Send the article', { more: { ownerId: firm.coach.memberId } });
		await firm.nine();
		expect(letters()).toHaveLength(0);
		expect(firm.reminders(firm.coach)).toMatchObject([{ subject: 'Send the article' }]);
		expect(firm.reminders(firm.coach)[0]!.from).toContain('Northlight');
	});
});

describe('wake-ups come twice, late, or never', () => {
	test('fired twice, it is one letter', async () => {
		firm.system.faults.queue('scheduler', 'Fire', { kind: 'fireTwice' });
		const action = await firm.plan('Twice');
		await firm.nine();
		await Promise.all([1, 2, 3].map(() => firm.system.invoke('send', wakeOf(action))));
		expect(letters()).toHaveLength(1);
	});

	test('fired late, after it was done, it is none', async () => {
		firm.system.faults.queue('scheduler', 'Fire', { kind: 'fireLate', ms: 60_000 });
		const action = await firm.plan('Too late');
		await firm.system.settled();
		firm.morning();
		await firm.act(action, 'complete');
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(0);
	});

	test('a wake-up that went lost is made up for by the sweep, however old', async () => {
		firm.asleep();
		const action = await firm.plan('Nearly forgotten');
		await firm.nine();
		expect(letters()).toHaveLength(0);
		await firm.pass('PT7M');
		expect(letters()).toHaveLength(1);
		expect(await firm.statuses(action)).toEqual(['sent']);
	});

	test('many wake-ups for many things at many moments at once: each thing in exactly one letter', async () => {
		const lift = firm.asleep(1000);
		const actions: Action[] = [];
		for (let number = 0; number < 6; number += 1)
			actions.push(await firm.plan(`Race ${number}.`, { rules: [{ ...PRESETS.dayBefore, at: `09:0${number}` }] }));
		await firm.nine();
		await firm.pass('PT6M');
		lift();
		expect(letters()).toHaveLength(0);
		firm.system.faults.queue('table', 'TransactWriteItems', { kind: 'conflict' }, { times: 3 });
		// In a crowd like this a wake-up may give up; what it leaves is swept up.
		await Promise.allSettled([...actions, ...actions].map((action) => firm.system.invoke('send', wakeOf(action))));
		await firm.pass('PT10M');
		for (const { title } of actions)
			expect(letters().filter(({ text }) => text.includes(`${title}\n`))).toHaveLength(1);
	});
});

describe('who wants no letters gets none', () => {
	test('turned off: the moment passes, and does not come back', async () => {
		const me = firm.path('me');
		const action = await firm.plan('Quiet please');
		await firm.coachee.do('PATCH', me, { muted: TOPICS }, cause());
		await firm.nine();
		expect(await firm.statuses(action)).toEqual(['stopped']);
		await firm.coachee.do('PATCH', me, { muted: [] }, cause());
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		const lines = (await firm.decisions('send')).filter(({ itemId }) => itemId === action.actionId);
		expect(lines.map(({ decision }) => decision)).toContain('reminder suppressed');
	});

	test('while the trajectory is paused, nothing comes', async () => {
		const engagement = firm.path(`engagements/${firm.engagementId}`);
		const action = await firm.plan('Resting', {
			days: 3,
			rules: [{ ...PRESETS.onTheDay, amount: -2 }, PRESETS.dayBefore],
		});
		await firm.coach.do('POST', `${engagement}/pause`, undefined, cause());
		await firm.nine();
		await firm.coach.do('POST', `${engagement}/resume`, undefined, cause());
		expect(letters()).toHaveLength(0);
		await firm.nine();
		expect(letters()).toHaveLength(1);
		expect(await firm.statuses(action)).toEqual(['stopped', 'sent']);
	});

	test('an invitation that runs out before it could leave stays silent', async () => {
		const late = new Person(firm.system, 'Late Comer', 'late@comer.example');
		const lift = firm.mailing({ kind: 'throttle' }, 1000);
		await firm.invite(late, newId('eng'), 'nl');
		await firm.pass('PT10M');
		lift();
		firm.system.clock.advance('P31D');
		await firm.system.settled();
		await firm.pass('PT10M');
		expect(late.letters()).toHaveLength(0);
	});
});

test('a letter names its firm and coach, links to its page, and its tokens stand in the table as hashes alone', async () => {
	const action = await firm.plan('Look at the links');
	await firm.nine();
	const [letter] = letters();
	expect(letter!.from).toContain('Marta Kowalska via Northlight');
	expect(letter!.headers['Reply-To']).toContain(firm.coach.mail);
	expect(letter!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
	const token = tokenIn(letter!, '/l');
	const rows = JSON.stringify(await firm.system.rows());
	expect(rows).not.toContain(token);
	expect(rows).toContain(action.actionId);
	expect(JSON.stringify(await firm.decisions('send'))).not.toContain(action.title);
});
