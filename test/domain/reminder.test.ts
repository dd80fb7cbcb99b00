import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	isDue,
	markSent,
	NEVER,
	nextAt,
	passOver,
	plan,
	PRESETS,
	REMINDERS_MAX,
	ReminderDrafts,
	replan,
	retimed,
	stop,
	type Anchors,
	type ReminderDraft,
	type ReminderRule,
} from '#shared/domain/reminder.ts';
import { addToDate, wallTime, zoneDataVersion } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { NOW } from './people.ts';

const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'];
const rules: fc.Arbitrary<ReminderRule> = fc.record({
	anchor: fc.constantFrom('deadline', 'session'),
	amount: fc.integer({ min: -400, max: 400 }),
	unit: fc.constantFrom('hour', 'day', 'week'),
	at: fc
		.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
		.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
});
const drafts: fc.Arbitrary<ReminderDraft[]> = fc
	.array(rules, { maxLength: REMINDERS_MAX })
	.map((all) => all.map((rule) => ({ reminderId: newId('rem'), rule })));
const instant = (from: string, to: string) =>
	fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString());
const moments = instant('2026-01-01', '2028-12-31');
const anchors: fc.Arbitrary<Anchors> = fc.record({
	dueOn: instant('2026-01-01', '2028-12-31').map((date) => date.slice(0, 10)),
	sessionAt: moments,
	zone: fc.constantFrom(...ZONES),
});
const one = (rule: ReminderRule, at: Anchors, now = NOW) => plan([{ reminderId: newId('rem'), rule }], at, now)[0]!;

describe('the moment of a reminder', () => {
	test('presets fall at nine in the morning of the recipient, in summer as in winter', () => {
		const at = { dueOn: '2026-03-30', zone: 'Europe/Amsterdam' };
		const winter = '2026-01-01T00:00:00.000Z';
		expect(one(PRESETS.dayBefore, at, winter).instant).toBe('2026-03-29T07:00:00.000Z');
		expect(one(PRESETS.weekBefore, at, winter).instant).toBe('2026-03-23T08:00:00.000Z');
		expect(one(PRESETS.onTheDay, at, winter).wall).toBe('2026-03-30T09:00');
	});

	test('a time the clocks skip comes after the gap; of a time they repeat, the first is meant', () => {
		const at = (dueOn: string, time: string) =>
			one(
				{ anchor: 'deadline', amount: 0, unit: 'day', at: time },
				{ dueOn, zone: 'Europe/Amsterdam' },
				'2026-01-01T00:00:00.000Z',
			);
		expect(at('2026-03-29', '02:30')).toMatchObject({ wall: '2026-03-29T03:30', instant: '2026-03-29T01:30:00.000Z' });
		expect(at('2026-10-25', '02:30')).toMatchObject({ wall: '2026-10-25T02:30', instant: '2026-10-25T00:30:00.000Z' });
	});

	test('hours count from the end of the deadline’s day, or from the session', () => {
		const at: Anchors = { dueOn: '2026-12-01', zone: 'Europe/Amsterdam', sessionAt: '2026-12-05T10:00:00.000Z' };
		const hours = (anchor: 'deadline' | 'session', amount: number) =>
			one({ anchor, amount, unit: 'hour', at: '09:00' }, at).instant;
		expect(hours('deadline', -2)).toBe('2026-12-01T21:00:00.000Z');
		expect(hours('session', 48)).toBe('2026-12-07T10:00:00.000Z');
	});

	test('whole days and weeks fall at their wall time on their day, wherever one lives', () => {
		fc.assert(
			fc.property(rules, anchors, (rule, at) => {
				fc.pre(rule.unit !== 'hour' && rule.anchor === 'deadline');
				const days = rule.amount * (rule.unit === 'week' ? 7 : 1);
				const { wall, instant: when } = one(rule, at);
				const wanted = `${addToDate(at.dueOn!, { days })}T${rule.at}`;
				// Only where the clocks skip that time may it be later, and then by the gap.
				expect(wall >= wanted).toBe(true);
				expect(wallTime(when, at.zone)).toBe(wall);
			}),
		);
	});
});

describe('what is due', () => {
	test('nothing is ever due before its moment, and what is past when it is set never is', () => {
		fc.assert(
			fc.property(drafts, anchors, moments, moments, (list, at, setAt, now) => {
				for (const reminder of plan(list, at, setAt)) {
					if (isDue(reminder, now)) expect(reminder.instant <= now && reminder.instant > setAt).toBe(true);
					if (reminder.status === 'past') expect(isDue(reminder, '2099-01-01T00:00:00.000Z')).toBe(false);
				}
			}),
		);
	});

	test('the next moment is the soonest one armed, and never when there is none', () => {
		fc.assert(
			fc.property(drafts, anchors, moments, (list, at, now) => {
				const planned = plan(list, at, now);
				const armed = planned.filter(({ status }) => status === 'armed').map((reminder) => reminder.instant);
				expect(nextAt(planned)).toBe(armed.sort()[0] ?? NEVER);
				expect(nextAt(stop(planned))).toBe(NEVER);
			}),
		);
	});

	test('sent or passed over, a moment is over for good, and only the ones that were due are', () => {
		fc.assert(
			fc.property(drafts, anchors, moments, moments, (list, at, setAt, now) => {
				const planned = plan(list, at, setAt);
				for (const [after, status] of [
					[markSent(planned, newId('let'), now), 'sent'],
					[passOver(planned, now), 'stopped'],
				] as const) {
					expect(after.some((reminder) => isDue(reminder, now))).toBe(false);
					for (const [index, reminder] of after.entries()) {
						const was = planned[index]!;
						expect(reminder.status).toBe(isDue(was, now) ? status : was.status);
					}
				}
				const opened = replan(stop(passOver(planned, now)), at, now);
				expect(opened.some((reminder) => isDue(reminder, now))).toBe(false);
			}),
		);
	});
});

describe('another deadline', () => {
	test('every reminder follows it; where its moment stands, sent stays sent and due stays due', () => {
		fc.assert(
			fc.property(drafts, anchors, anchors, moments, moments, fc.boolean(), (list, from, to, setAt, now, left) => {
				const planned = plan(list, from, setAt);
				const before = left ? markSent(planned, newId('let'), now) : planned;
				const fresh = plan(list, to, now);
				for (const [index, reminder] of replan(before, to, now).entries()) {
					const { status, letterId, instant: when } = before[index]!;
					const { status: anew, ...stands } = fresh[index]!;
					const kept = when === stands.instant;
					expect(reminder).toEqual({ ...stands, status: kept ? status : anew, ...(kept && letterId && { letterId }) });
				}
			}),
		);
	});

	test('what was due stays due while its letter waits, whatever else is set', () => {
		const rule = { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' } as const;
		const at = { dueOn: '2026-12-01', zone: 'Europe/Amsterdam' };
		const waiting = plan([{ reminderId: newId('rem'), rule }], at, NOW);
		const later = '2026-11-30T10:00:00.000Z';
		const added = { reminderId: newId('rem'), rule: { ...rule, amount: 0 } };
		const after = replan(waiting, at, later, [...waiting, added]);
		expect(after.map(({ status }) => status)).toEqual(['armed', 'armed']);
		expect(isDue(after[0]!, later)).toBe(true);
		expect(replan(after, at, later, [added])).toHaveLength(1);
	});
});

describe('what a person may ask for', () => {
	const draft = <R extends object>(rule: R) => ({ reminderId: newId('rem'), rule });
	test('twenty reminders at most, ten years away at most, at a time that exists', () => {
		const many = Array.from({ length: REMINDERS_MAX + 1 }, () => draft(PRESETS.dayBefore));
		expect(ReminderDrafts.safeParse(many.slice(1)).success).toBe(true);
		expect(ReminderDrafts.safeParse(many).success).toBe(false);
		for (const wrong of [
			{ amount: 3651 },
			{ amount: -3651 },
			{ amount: 0.5 },
			{ at: '24:00' },
			{ at: '9:00' },
			{ unit: 'month' },
		])
			expect(ReminderDrafts.safeParse([draft({ ...PRESETS.dayBefore, ...wrong })]).success).toBe(false);
	});

	test('the same id twice is refused, and a rule on a session needs one', () => {
		const twice = draft(PRESETS.dayBefore);
		const at = { dueOn: '2026-12-01', zone: 'UTC' };
		expect(() => plan([twice, twice], at, NOW)).toThrow('same id');
		expect(() => one(PRESETS.afterSession, at)).toThrow('session');
	});
});

describe('other zone data', () => {
	const at = { dueOn: '2026-12-03', zone: 'Europe/Amsterdam' };
	/** As it was worked out when people still thought that this zone would not turn its clocks back. */
	const armed = { ...one(PRESETS.dayBefore, at), instant: '2026-12-02T07:00:00.000Z', tz: '2020a' };

	test('give what is armed the moment it has today; its time of day is what the person asked for, as before', () => {
		const [next] = retimed([armed], at, NOW);
		expect(next).toEqual({ ...armed, instant: '2026-12-02T08:00:00.000Z', tz: zoneDataVersion() });
		expect(next!.wall).toBe('2026-12-02T09:00');
	});

	test('change nothing where no moment changes: the very list comes back, and nobody writes it', () => {
		const same = [{ ...one(PRESETS.dayBefore, at), tz: '2020a' }];
		expect(retimed(same, at, NOW)).toBe(same);
		const known = [{ ...armed, tz: zoneDataVersion() }];
		expect(retimed(known, at, NOW)).toBe(known);
	});

	test('leave alone what is due, sent, stopped or past', () => {
		const others = (['sent', 'stopped', 'past'] as const).map((status) => ({ ...armed, status }));
		expect(retimed(others, at, NOW)).toBe(others);
		const due = [armed];
		expect(retimed(due, at, armed.instant)).toBe(due);
	});

	test('never let a reminder pass: a moment that turns out to be over is due at once', () => {
		const late = { ...armed, instant: '2026-12-02T09:00:00.000Z' };
		const now = '2026-12-02T08:30:00.000Z';
		const [next] = retimed([late], at, now);
		expect(isDue(next!, now)).toBe(true);
	});
});
