import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as action from '#shared/domain/action-rules.ts';
import { Action, ActionDraft, isLate } from '#shared/domain/action.ts';
import { PRESETS, type ReminderDraft } from '#shared/domain/reminder.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { admin, around, bearerOf, coach, coachee, NOW, otherCoach } from './people.ts';

const draft = (change: Partial<ActionDraft> = {}): ActionDraft =>
	ActionDraft.parse({ actionId: newId('act'), title: 'Ask Priya for feedback', dueOn: '2026-11-27', ...change });
const made = (change: Partial<ActionDraft> = {}) => action.create(around, draft(change), coachee, NOW);
const refusal = (code: string) => expect.objectContaining({ code });
const dayBefore = () => ({ reminderId: newId('rem'), rule: PRESETS.dayBefore });
const at = (startsAt: string, status: 'planned' | 'cancelled' = 'planned') => ({ startsAt, status });
const LATER = '2026-11-23T09:00:00.000Z';

describe('making an action', () => {
	test('without an owner it is the coachee’s, open, and of the stored shape', () => {
		const one = made();
		expect(one).toMatchObject({ ownerId: coachee.memberId, status: 'open', nextAt: 'never' });
		expect(Action.parse({ ...one, version: 1 })).toBeTruthy();
	});

	test('it stands on a date that exists, today at the earliest, in the owner’s own zone', () => {
		expect(() => draft({ dueOn: '2026-02-30' })).toThrow(/does not exist/);
		expect(() => made({ dueOn: '2026-11-21' })).toThrow(refusal('invalid'));
		expect(made({ dueOn: '2026-11-22' }).dueOn).toBe('2026-11-22');
		const tokyo = { ...around, zone: 'Asia/Tokyo' };
		expect(() => action.create(tokyo, draft({ dueOn: '2026-11-22' }), coachee, '2026-11-22T20:00:00.000Z')).toThrow(
			/has passed/,
		);
		expect(() => made({ dueOn: '2032-01-01' })).toThrow(/within 5 years/);
	});

	test('strangers, other coaches and admins find nothing to add to', () => {
		for (const stranger of [otherCoach, admin]) {
			expect(() => action.create(around, draft(), stranger, NOW)).toThrow(refusal('not-found'));
		}
		expect(() => made({ ownerId: otherCoach.memberId })).toThrow(refusal('invalid'));
		expect(() => action.create({ ...around, status: 'ended' }, draft(), coachee, NOW)).toThrow(refusal('conflict'));
	});

	test('a title is one line of at most 200 characters, counted as people count them', () => {
		expect(draft({ title: '🧗'.repeat(200) }).title).toHaveLength(400);
		expect(() => draft({ title: 'x'.repeat(201) })).toThrow(/within 200/);
		expect(() => draft({ title: '   ' })).toThrow(/write something/);
		expect(draft({ title: ' <b>שלום</b>\tעולם ' }).title).toBe('<b>שלום</b> עולם');
	});

	test('what nobody could see is no title; what would turn the words around it is left out', () => {
		for (const unseen of ['\u200b\u2060', '\u3164', '\u2800 \u00ad'])
			expect(() => draft({ title: unseen })).toThrow(/write something/);
		expect(draft({ title: 'Call \u202eKees\u2069' }).title).toBe('Call Kees');
		expect(draft({ title: '👩‍👩‍👧 می‌خواهم' }).title).toBe('👩‍👩‍👧 می‌خواهم');
		expect(() => draft({ title: 'Call\u0000Kees' })).toThrow(/cannot be shown/);
	});

	test('half a character is kept as a sign for it, so that it can be stored', () => {
		const [emoji = ''] = '🧗'.split('');
		const { title, note } = draft({ title: `Climb ${emoji}`, note: `${emoji}\r\nthen rest` });
		expect([title, note]).toEqual(['Climb \ufffd', '\ufffd\nthen rest']);
	});
});

describe('closing and opening', () => {
	test('done twice is done once; undo opens it with what is still ahead', () => {
		const open = made({ reminders: [dayBefore()] });
		const done = action.complete(open, coachee, NOW);
		expect(done).toMatchObject({ status: 'done', closedAt: NOW, closedBy: coachee.memberId, nextAt: 'never' });
		expect(action.complete(done, coach, LATER)).toBe(done);
		const again = action.reopen(done, around.zone, coachee, LATER);
		expect(again).toMatchObject({ status: 'open', nextAt: open.nextAt });
		expect(again.closedAt).toBeUndefined();
		expect(action.reopen(again, around.zone, coachee, LATER)).toBe(again);
	});

	test('a reminder that fell due while it was done is past afterwards, not due', () => {
		const done = action.complete(made({ reminders: [dayBefore()] }), coachee, NOW);
		expect(action.reopen(done, around.zone, coachee, '2026-12-01T09:00:00.000Z')).toMatchObject({
			nextAt: 'never',
			reminders: [{ status: 'past' }],
		});
	});

	test('opened again, it is reminded of by its session as that stands now', () => {
		const session = { ...around, session: at('2026-11-24T10:00:00.000Z') };
		const after = { reminderId: newId('rem'), rule: PRESETS.afterSession };
		const one = action.create(session, draft({ sessionId: newId('ses'), reminders: [after] }), coachee, NOW);
		const moved = action.followSession(action.complete(one, coachee, NOW), at('2026-12-24T10:00:00.000Z'), NOW);
		expect(moved.nextAt).toBe('never');
		expect(action.reopen(moved, around.zone, coachee, LATER).nextAt).toBe('2026-12-27T08:00:00.000Z');
	});

	test('dropped keeps its first reason; a tick after a drop is refused and changes nothing', () => {
		const dropped = action.drop(made(), 'No longer needed', coachee, NOW);
		expect(action.drop(dropped, 'Another reason', coachee, LATER).dropReason).toBe('No longer needed');
		expect(() => action.complete(dropped, coachee, LATER)).toThrow(refusal('conflict'));
		expect(() => action.drop(action.complete(made(), coachee, NOW), 'x', coachee, LATER)).toThrow(refusal('conflict'));
		expect(() => action.move(dropped, '2026-12-01', coachee, LATER)).toThrow(/dropped/);
	});

	test('a coachee cannot close the coach’s action; the coach can close a coachee’s', () => {
		const ofCoach = made({ ownerId: coach.memberId });
		for (const verb of [
			() => action.complete(ofCoach, coachee, NOW),
			() => action.drop(ofCoach, 'x', coachee, NOW),
			() => action.move(ofCoach, '2026-12-01', coachee, NOW),
		]) {
			expect(verb).toThrow(refusal('forbidden'));
		}
		expect(action.complete(made(), coach, NOW).closedBy).toBe(coach.memberId);
	});

	test('the holder of a letter’s link may close that item and no other', () => {
		const one = made();
		expect(action.complete(one, bearerOf(coachee, one.actionId), NOW).status).toBe('done');
		expect(() => action.complete(one, bearerOf(coachee, newId('act')), NOW)).toThrow(refusal('not-found'));
		expect(() => action.complete(one, bearerOf(otherCoach, one.actionId), NOW)).toThrow(refusal('not-found'));
	});
});

describe('moving and changing', () => {
	test('moving takes the reminders along; the same date again changes nothing', () => {
		const one = made({ reminders: [dayBefore()] });
		expect(action.move(one, '2026-11-27', coachee, NOW)).toBe(one);
		expect(action.move(one, '2026-12-10', coachee, NOW).nextAt).toBe('2026-12-09T08:00:00.000Z');
		expect(() => action.move(one, '2026-11-01', coachee, NOW)).toThrow(/has passed/);
	});

	test('the move of a late action can be undone, though its day has passed; any other past day is refused', () => {
		const one = made();
		const late = '2026-12-05T12:00:00.000Z';
		const moved = action.move(one, '2026-12-10', coachee, late);
		expect(action.move(moved, one.dueOn, coachee, late).dueOn).toBe(one.dueOn);
		expect(() => action.move(moved, '2026-11-26', coachee, late)).toThrow(/has passed/);
	});

	test('a reminder after the session needs a session, and keeps the action with it', () => {
		const after = { reminderId: newId('rem'), rule: PRESETS.afterSession };
		expect(() => made({ reminders: [after] })).toThrow(refusal('invalid'));
		const session = { ...around, session: at('2026-11-24T10:00:00.000Z') };
		const one = action.create(session, draft({ sessionId: newId('ses'), reminders: [after] }), coachee, NOW);
		expect(one.nextAt).toBe('2026-11-27T08:00:00.000Z');
		expect(action.followSession(one, at('2026-11-26T10:00:00.000Z'), NOW).nextAt).toBe('2026-11-29T08:00:00.000Z');
		expect(() => action.edit(one, { sessionId: null }, {}, coachee, NOW)).toThrow(refusal('invalid'));
	});

	test('an edit changes what it names and nothing else', () => {
		const one = made({ note: 'as it was', goalId: newId('gol') });
		expect(action.edit(one, { title: 'Anew' }, {}, coachee, NOW)).toEqual({ ...one, title: 'Anew' });
		expect(action.edit(one, { goalId: null }, {}, coachee, NOW).goalId).toBeUndefined();
	});

	test('late begins the day after the deadline, in the owner’s zone', () => {
		const one = made();
		expect(isLate(one, '2026-11-27T22:59:59.000Z')).toBe(false);
		expect(isLate(one, '2026-11-27T23:00:00.000Z')).toBe(true);
		expect(isLate(action.complete(one, coachee, NOW), '2027-01-01T00:00:00.000Z')).toBe(false);
	});
});

test('whatever is done to an action, it stays of its shape and wants a letter only while it is open', () => {
	const step = fc.constantFrom('complete', 'drop', 'reopen', 'move', 'remind', 'edit');
	fc.assert(
		fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 60 })), { maxLength: 12 }), (steps) => {
			let one = made({ reminders: [dayBefore()] });
			let minutes = 0;
			for (const [verb, amount] of steps) {
				minutes += amount * 60;
				const now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
				try {
					if (verb === 'complete') one = action.complete(one, coachee, now);
					if (verb === 'drop') one = action.drop(one, 'because', coachee, now);
					if (verb === 'reopen') one = action.reopen(one, around.zone, coach, now);
					if (verb === 'move')
						one = action.move(one, `2027-01-${String((amount % 28) + 1).padStart(2, '0')}`, coachee, now);
					if (verb === 'remind') one = action.remind(one, [dayBefore()], coachee, now);
					if (verb === 'edit') one = action.edit(one, { note: `note ${amount}` }, {}, coachee, now);
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
				Action.parse({ ...one, version: 1 });
				expect(one.nextAt === 'never' || one.status === 'open').toBe(true);
				expect(one.nextAt === 'never' || one.nextAt > NOW).toBe(true);
			}
		}),
	);
});

describe('its session', () => {
	const after = () => ({ reminderId: newId('rem'), rule: PRESETS.afterSession });
	const before = () => ({ reminderId: newId('rem'), rule: PRESETS.dayBefore });
	const session = at('2026-11-24T10:00:00.000Z');
	const of = (...reminders: ReminderDraft[]) =>
		action.create({ ...around, session }, draft({ sessionId: newId('ses'), reminders }), coachee, NOW);
	const off = at(session.startsAt, 'cancelled');
	const statuses = (one: Action) => one.reminders.map(({ status }) => status);

	test('is off: what counts from it rests, whatever else is done to the action; what counts from the deadline stays', () => {
		const one = action.followSession(of(after(), before()), off, NOW);
		expect(statuses(one)).toEqual(['stopped', 'armed']);
		expect(one.nextAt).toBe('2026-11-26T08:00:00.000Z');
		const moved = action.move(one, '2026-12-10', coachee, NOW);
		expect(statuses(moved)).toEqual(['stopped', 'armed']);
		expect(statuses(action.remind(moved, [after()], coachee, NOW))).toEqual(['stopped']);
		expect(statuses(action.rezone(one, 'Asia/Tokyo', NOW))).toEqual(['stopped', 'armed']);
		const again = action.reopen(action.complete(one, coachee, NOW), around.zone, coachee, NOW);
		expect(statuses(again)).toEqual(['stopped', 'armed']);
		expect(Action.parse({ ...one, version: 1 })).toBeTruthy();
	});

	test('is on again: what is still ahead is armed again', () => {
		const one = action.followSession(of(after()), off, NOW);
		expect(action.isBehind(one, off)).toBe(false);
		expect(action.isBehind(one, session)).toBe(true);
		expect(action.followSession(one, session, NOW).nextAt).toBe('2026-11-27T08:00:00.000Z');
		expect(action.followSession(one, session, '2026-12-01T00:00:00.000Z').nextAt).toBe('never');
	});

	test('an action of a session that is off already rests from the start', () => {
		const one = action.create({ ...around, session: off }, draft({ reminders: [after()] }), coachee, NOW);
		expect(one).toMatchObject({ sessionOff: true, nextAt: 'never' });
		const tied = action.edit(made(), { sessionId: newId('ses') }, { session: off }, coachee, NOW);
		expect(tied.sessionOff).toBe(true);
		expect(action.edit(tied, { sessionId: null }, {}, coachee, NOW).sessionOff).toBeUndefined();
	});
});

test('two hundred may be open in one trajectory', () => {
	const full = { ...around, openActions: action.OPEN_ACTIONS_MAX };
	expect(() => action.create(full, draft(), coachee, NOW)).toThrow(/200 actions are open here/);
	expect(action.create({ ...full, openActions: 199 }, draft(), coachee, NOW).status).toBe('open');
});

describe('an owner who moves zones', () => {
	const one = made({ reminders: [dayBefore()] });

	test('loses no reminder whose time has passed there, and gets none twice', () => {
		// Half past one at night in Amsterdam: nine has passed in Tokyo.
		const east = action.rezone(one, 'Asia/Tokyo', '2026-11-26T00:30:00.000Z');
		expect(east).toMatchObject({ nextAt: '2026-11-26T00:00:00.000Z', reminders: [{ status: 'armed' }] });
		const sent = action.reminded(one, newId('let'), '2026-11-26T08:00:00.000Z');
		const west = action.rezone(sent, 'America/New_York', '2026-11-26T08:30:00.000Z');
		expect(west).toMatchObject({ nextAt: 'never', reminders: [{ status: 'sent' }] });
	});

	test('takes up again what was done before that on the new clock, and is not reminded twice', () => {
		const done = action.complete(one, coachee, NOW);
		expect(action.reopen(done, 'Asia/Tokyo', coachee, NOW)).toMatchObject({
			zone: 'Asia/Tokyo',
			nextAt: '2026-11-26T00:00:00.000Z',
		});
		const sent = action.reminded(one, newId('let'), '2026-11-26T08:00:00.000Z');
		const closed = action.complete(sent, coachee, '2026-11-26T08:10:00.000Z');
		const again = action.reopen(closed, 'America/New_York', coachee, '2026-11-26T08:30:00.000Z');
		expect(again).toMatchObject({ nextAt: 'never', reminders: [{ status: 'sent' }] });
	});
});

test('an owner who moves zones keeps their dates, and is reminded by their new clock', () => {
	const one = made({ reminders: [dayBefore()] });
	expect(one.nextAt).toBe('2026-11-26T08:00:00.000Z');
	const moved = action.rezone(one, 'Asia/Tokyo', NOW);
	expect(moved).toMatchObject({ dueOn: one.dueOn, nextAt: '2026-11-26T00:00:00.000Z' });
	expect(action.rezone(moved, 'Asia/Tokyo', NOW)).toBe(moved);
});
