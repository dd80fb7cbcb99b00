import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NEVER, REMINDERS_MAX, SESSION_PRESETS, PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import * as session from '#shared/domain/session.ts';
import { wantsTelling, toldTo, notToldTo } from '#shared/domain/telling.ts';
import { Session, SessionDraft, SessionReminders, SessionTime } from '#shared/domain/session.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { begun, bearerOf, coach, coachee, NOW, otherCoach } from './people.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const drafted = (...rules: ReminderRule[]) => rules.map((rule) => ({ reminderId: newId('rem'), rule }));
const time = (change: object = {}) =>
	SessionTime.parse({ date: '2026-12-01', time: '10:00', zone: 'Europe/Amsterdam', ...change });
const draft = (change: object = {}) => SessionDraft.parse({ ...time(), sessionId: newId('ses'), ...change });
const planned = (change: object = {}) => session.planned(begun, [], draft(change), coach, NOW);
const LATER = '2026-11-23T09:00:00.000Z';
const AFTER = '2026-12-02T09:00:00.000Z';
/** Both were told how it stands. */
const told = (one: Session, now = LATER) =>
	toldTo(toldTo(one, 'coach', one.sequence, now), 'coachee', one.sequence, now);

describe('what calendars are told', () => {
	test('a session ahead is told at once, to each of the two once', () => {
		const one = planned();
		expect(one).toMatchObject({ sequence: 0, told: { coach: -1, coachee: -1 }, tellAt: NOW, nextAt: NOW });
		expect(Session.parse({ ...one, version: 1 })).toBeTruthy();
		const half = toldTo(one, 'coach', 0, LATER);
		expect(half).toMatchObject({ told: { coach: 0, coachee: -1 }, tellAt: NOW });
		expect([wantsTelling(half, 'coach'), wantsTelling(half, 'coachee')]).toEqual([false, true]);
		expect(toldTo(half, 'coachee', 0, LATER)).toMatchObject({ tellAt: NEVER, nextAt: NEVER });
	});

	test('one that is written down afterwards is news to no calendar', () => {
		const past = planned({ date: '2026-11-20' });
		expect(past).toMatchObject({ tellAt: NEVER, nextAt: NEVER });
		expect(wantsTelling(past, 'coachee')).toBe(false);
		expect(session.move(past, time({ date: '2026-11-19' }), coach, NOW).tellAt).toBe(NEVER);
		expect(session.cancel(past, coach, NOW).tellAt).toBe(NEVER);
		expect(session.move(past, time(), coach, LATER)).toMatchObject({ sequence: 1, tellAt: LATER });
	});

	test.each([
		['another time', { time: '11:00' }],
		['another day', { date: '2026-12-02' }],
		['another place', { place: 'Room Birch' }],
		['another length', { minutes: 90 }],
	])('%s is told again', (_, change) => {
		const moved = session.move(told(planned()), time(change), coach, LATER);
		expect(moved).toMatchObject({ sequence: 1, tellAt: LATER, nextAt: LATER });
		expect(wantsTelling(moved, 'coachee')).toBe(true);
		expect(told(moved).tellAt).toBe(NEVER);
	});

	test('the same moment as another clock shows it is no news', () => {
		const same = session.move(told(planned()), time({ time: '09:00', zone: 'Europe/London' }), coach, LATER);
		expect(same).toMatchObject({ sequence: 0, tellAt: NEVER, zone: 'Europe/London' });
	});

	test('off is told to whoever had it in their calendar, and to nobody else', () => {
		const off = session.cancel(toldTo(planned(), 'coach', 0, LATER), coach, LATER);
		expect(off).toMatchObject({ sequence: 1, tellAt: LATER });
		expect([wantsTelling(off, 'coach'), wantsTelling(off, 'coachee')]).toEqual([true, false]);
		expect(toldTo(off, 'coach', 1, LATER).tellAt).toBe(NEVER);
		expect(session.cancel(planned(), coach, LATER)).toMatchObject({ tellAt: NEVER, nextAt: NEVER });
	});

	test('a letter that was on its way when it was called off makes the cancellation wanted', () => {
		const off = session.cancel(planned(), coach, LATER);
		expect(off.tellAt).toBe(NEVER);
		const arrived = toldTo(off, 'coachee', 0, AFTER);
		expect(arrived.tellAt).toBe(AFTER);
		expect(wantsTelling(arrived, 'coachee')).toBe(true);
	});

	test('on again is told again; what was held is told no more', () => {
		const on = session.reopen(told(session.cancel(told(planned()), coach, LATER)), coach, LATER);
		expect(on).toMatchObject({ sequence: 2, tellAt: LATER, status: 'planned' });
		const held = session.hold(planned(), coach, AFTER);
		expect(held).toMatchObject({ tellAt: NEVER, nextAt: NEVER });
		expect(session.reopen(held, coach, AFTER)).toMatchObject({ sequence: 0, tellAt: NEVER });
		expect(session.reopen(session.hold(planned(), coach, NOW), coach, LATER).tellAt).toBe(LATER);
	});

	test('who cannot be told is waited for no longer, and hears of the next change', () => {
		const one = notToldTo(toldTo(planned(), 'coach', 0, LATER), 'coachee', 0, LATER);
		expect(one).toMatchObject({ tellAt: NEVER, told: { coach: 0, coachee: -1 } });
		const moved = session.move(one, time({ time: '11:00' }), coach, LATER);
		expect(wantsTelling(moved, 'coachee')).toBe(true);
		expect(wantsTelling(session.cancel(one, coach, LATER), 'coachee')).toBe(false);
	});
});

describe('its reminders', () => {
	const both = () => drafted(SESSION_PRESETS.dayBefore, SESSION_PRESETS.threeDaysAfter);
	const statuses = (one: Session) => one.reminders.map(({ status }) => status);

	test('count from it, in the coachee’s own zone', () => {
		const one = told(session.planned({ ...begun, zone: 'Asia/Tokyo' }, [], draft({ reminders: both() }), coach, NOW));
		expect(one.reminders.map(({ wall }) => wall)).toEqual(['2026-11-30T09:00', '2026-12-04T09:00']);
		expect(one.nextAt).toBe('2026-11-30T00:00:00.000Z');
		expect(Session.parse({ ...one, version: 1 })).toBeTruthy();
	});

	test('follow a move, end with a cancellation, and come back with the session', () => {
		const one = told(planned({ reminders: both() }));
		const moved = session.move(one, time({ date: '2026-12-10' }), coach, LATER);
		expect(moved.reminders.map(({ wall }) => wall)).toEqual(['2026-12-09T09:00', '2026-12-13T09:00']);
		const off = session.cancel(one, coach, LATER);
		expect(statuses(off)).toEqual(['stopped', 'stopped']);
		expect(told(off).nextAt).toBe(NEVER);
		expect(statuses(session.reopen(off, coach, LATER))).toEqual(['armed', 'armed']);
		expect(statuses(session.reopen(off, coach, '2026-12-01T08:00:00.000Z'))).toEqual(['past', 'armed']);
	});

	test('held, what was to come before it does not come any more, and what comes after it does', () => {
		const early = session.hold(planned({ reminders: both() }), coach, LATER);
		expect(statuses(early)).toEqual(['stopped', 'armed']);
		expect(early.nextAt).toBe('2026-12-04T08:00:00.000Z');
		expect(statuses(session.remind(early, both(), coachee, LATER))).toEqual(['stopped', 'armed']);
	});

	test('are set by either of the two, by nobody else, and not on what is off', () => {
		const one = planned();
		expect(session.remind(one, both(), coachee, NOW).reminders).toHaveLength(2);
		expect(session.remind(one, both(), coach, NOW).reminders).toHaveLength(2);
		expect(() => session.remind(one, both(), otherCoach, NOW)).toThrow(refusal('not-found'));
		expect(() => session.remind(one, both(), bearerOf(coachee, one.sessionId), NOW)).toThrow(refusal('not-found'));
		expect(() => session.remind(session.cancel(one, coach, NOW), both(), coach, NOW)).toThrow(refusal('conflict'));
	});

	test('sent stays sent, and what passes without a letter is over', () => {
		const one = told(planned({ reminders: both() }));
		const due = '2026-11-30T08:00:00.000Z';
		const letterId = newId('let');
		const sent = session.reminded(one, letterId, due);
		expect(sent.reminders[0]).toMatchObject({ status: 'sent', letterId });
		expect(sent.nextAt).toBe('2026-12-04T08:00:00.000Z');
		expect(statuses(session.passedOver(one, due))).toEqual(['stopped', 'armed']);
		expect(statuses(session.remind(sent, sent.reminders, coachee, due))).toEqual(['sent', 'armed']);
	});

	test('fall at the same time on the clock of a coachee who moves; nothing is lost by it and nothing sent twice', () => {
		const one = told(planned({ reminders: both() }));
		const tokyo = session.rezone(one, 'Asia/Tokyo', LATER);
		expect(tokyo).toMatchObject({ remindZone: 'Asia/Tokyo', nextAt: '2026-11-30T00:00:00.000Z' });
		expect(session.rezone(tokyo, 'Asia/Tokyo', LATER)).toBe(tokyo);
		// Half past midnight in Amsterdam: nine has passed in Tokyo.
		expect(statuses(session.rezone(one, 'Asia/Tokyo', '2026-11-30T00:30:00.000Z'))).toEqual(['armed', 'armed']);
		const sent = session.reminded(one, newId('let'), '2026-11-30T08:00:00.000Z');
		expect(statuses(session.rezone(sent, 'America/New_York', '2026-11-30T08:30:00.000Z'))).toEqual(['sent', 'armed']);
	});

	test('what cannot be is refused in words', () => {
		const says = (reminders: object[]) => SessionReminders.safeParse({ reminders }).error?.issues[0]?.message;
		const rule = (change: object) => [{ reminderId: newId('rem'), rule: { ...SESSION_PRESETS.dayBefore, ...change } }];
		expect(says(drafted(PRESETS.dayBefore))).toMatch(/no deadline/);
		expect(says(Array.from({ length: REMINDERS_MAX + 1 }, () => drafted(SESSION_PRESETS.dayBefore)[0]!))).toMatch(
			/At most 20 reminders/,
		);
		expect(says(rule({ amount: 3651 }))).toMatch(/ten years after/);
		expect(says(rule({ amount: -3651 }))).toMatch(/ten years before/);
		expect(says(rule({ amount: 522, unit: 'week' }))).toMatch(/ten years/);
		for (const fine of [{ amount: 0 }, { amount: 3650 }, { amount: -3650 }, { amount: -521, unit: 'week' }])
			expect(says(rule(fine))).toBeUndefined();
		expect(() => session.remind(planned(), drafted(PRESETS.dayBefore), coach, NOW)).toThrow(/no deadline/);
		expect(() => time({ zone: 'Mars/Olympus' })).toThrow(/time zone is not known/);
	});
});

test('only so many may stand planned in one trajectory', () => {
	const many = Array.from({ length: session.PLANNED_SESSIONS_MAX }, () => ({ status: 'planned' as const }));
	expect(() => session.planned(begun, many, draft(), coach, NOW)).toThrow(refusal('too-many'));
	const held = [...many.slice(1), { status: 'held' as const }];
	expect(session.planned(begun, held, draft(), coach, NOW).status).toBe('planned');
});

test('whatever is done to a session, it wants a letter only for what is still to be said', () => {
	const step = fc.constantFrom('move', 'hold', 'cancel', 'reopen', 'remind', 'tell', 'skip', 'sent', 'rezone');
	const steps = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 200 })), { maxLength: 15 });
	fc.assert(
		fc.property(steps, (all) => {
			let one = planned({ reminders: drafted(SESSION_PRESETS.dayBefore) });
			let hours = 0;
			for (const [verb, amount] of all) {
				hours += amount;
				const now = new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
				const before = one;
				try {
					if (verb === 'move') one = session.move(one, time({ time: `1${amount % 10}:00` }), coach, now);
					if (verb === 'hold') one = session.hold(one, coach, now);
					if (verb === 'cancel') one = session.cancel(one, coach, now);
					if (verb === 'reopen') one = session.reopen(one, coach, now);
					if (verb === 'remind') one = session.remind(one, drafted(SESSION_PRESETS.threeDaysAfter), coachee, now);
					if (verb === 'tell') one = toldTo(one, amount % 2 ? 'coach' : 'coachee', one.sequence, now);
					if (verb === 'skip') one = notToldTo(one, amount % 2 ? 'coach' : 'coachee', one.sequence, now);
					if (verb === 'sent') one = session.reminded(one, newId('let'), now);
					if (verb === 'rezone') one = session.rezone(one, amount % 2 ? 'Asia/Tokyo' : 'America/New_York', now);
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
				Session.parse({ ...one, version: 1 });
				const wanted = (['coach', 'coachee'] as const).some((party) => wantsTelling(one, party));
				expect(one.tellAt !== NEVER).toBe(wanted);
				const armed = one.reminders.filter(({ status }) => status === 'armed').map(({ instant }) => instant);
				expect(one.nextAt).toBe([one.tellAt, ...armed].sort()[0]);
				if (one.status === 'cancelled') expect(armed).toEqual([]);
				expect(one.sequence >= before.sequence).toBe(true);
			}
		}),
	);
});
