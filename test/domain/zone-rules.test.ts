import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOfRule, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate, daysBetween, instantOf, today, wallTime } from '#shared/domain/time.ts';
import { momentData, type Stretch } from './zone-oracle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.UTC(2005, 0, 1);
const UNTIL = Date.UTC(2036, 0, 1);

/** Zones that do something unlike the others. */
const ODD = [
	'Europe/Amsterdam',
	'America/New_York',
	'Europe/Dublin', // its winter is the exception, by law
	'Africa/Casablanca', // back for Ramadan, until 2026
	'Australia/Lord_Howe', // by half an hour
	'Pacific/Chatham', // 45 minutes off, at 02:45
	'Antarctica/Troll', // by two hours
	'America/Santiago', // at midnight, which one day a year lacks
	'Africa/Cairo', // likewise, on a Friday
	'Asia/Gaza',
	'Pacific/Apia', // left out a whole day
	'America/Caracas', // once, by half an hour, for good
];
const STILL = ['Asia/Kathmandu', 'Asia/Kolkata', 'Australia/Eucla', 'Pacific/Kiritimati', 'Etc/GMT+12', 'UTC'];
const { zones } = momentData();

interface Change {
	zone: string;
	at: number;
	before: number;
	after: number;
}

const changes: Change[] = ODD.flatMap((zone) => {
	const stretches: readonly Stretch[] = zones.get(zone)!;
	return stretches.flatMap((stretch, index) => {
		const before = stretches[index - 1]?.offset;
		const within = stretch.from >= FROM && stretch.from < UNTIL;
		return before === undefined || before === stretch.offset || !within
			? []
			: [{ zone, at: stretch.from, before, after: stretch.offset }];
	});
});
const forward = fc.constantFrom(...changes.filter(({ before, after }) => after > before));
const back = fc.constantFrom(...changes.filter(({ before, after }) => after < before));
const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const zone = fc.constantFrom(...ODD, ...STILL);
const date = fc
	.date({ min: new Date(FROM), max: new Date(UNTIL), noInvalidDate: true })
	.map((day) => day.toISOString().slice(0, 10));
const time = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const iso = (instant: number) => new Date(instant).toISOString();
const at = (shown: number, zone: string) => instantOf(iso(shown).slice(0, 10), iso(shown).slice(11, 16), zone);
/** A whole minute of the time that the clocks leave out or show twice. */
const within = ({ before, after }: Change, part: number) =>
	Math.floor((part * Math.abs(after - before)) / MINUTE) * MINUTE;

describe('where the clocks are put forward or back', () => {
	it('a time they leave out comes as long after the gap as it lies after the gap’s beginning', () => {
		fc.assert(
			fc.property(forward, share, (change, part) => {
				const into = within(change, part);
				const instant = at(change.at + change.before + into, change.zone);
				expect(instant).toBe(iso(change.at + into));
				expect(wallTime(instant, change.zone)).toBe(iso(change.at + change.after + into).slice(0, 16));
			}),
			{ numRuns: 300 },
		);
	});

	it('of a time they show twice the first is meant, and no time is told before it is shown', () => {
		fc.assert(
			fc.property(back, share, (change, part) => {
				const into = within(change, part);
				const shown = change.at + change.after + into;
				const instant = at(shown, change.zone);
				expect(instant).toBe(iso(shown - change.before));
				const again = iso(shown - change.after);
				expect(again > instant).toBe(true);
				expect(wallTime(again, change.zone)).toBe(wallTime(instant, change.zone));
			}),
			{ numRuns: 300 },
		);
	});

	it('every other time is shown by the clocks at its moment', () => {
		fc.assert(
			fc.property(date, time, zone, (date, time, zone) => {
				const shown = wallTime(instantOf(date, time, zone), zone);
				const wanted = `${date}T${time}`;
				if (shown === wanted) return;
				const left = changes.find(
					(change) =>
						change.zone === zone &&
						Date.parse(`${wanted}Z`) >= change.at + change.before &&
						Date.parse(`${wanted}Z`) < change.at + change.after,
				);
				expect(left).toBeDefined();
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('hours, days and weeks', () => {
	it('hours are hours that pass, whatever the clocks do meanwhile', () => {
		fc.assert(
			fc.property(fc.constantFrom(...changes), fc.integer({ min: -100, max: 100 }), (change, amount) => {
				const sessionAt = iso(change.at - 40 * MINUTE);
				const rule: ReminderRule = { anchor: 'session', amount, unit: 'hour', at: '09:00' };
				const instant = instantOfRule(rule, { dueOn: '2030-01-01', sessionAt, zone: change.zone });
				expect(Date.parse(instant) - Date.parse(sessionAt)).toBe(amount * HOUR);
			}),
		);
	});

	it('a day of 23 or 25 hours is a day, and ends when the next begins', () => {
		const hours = (amount: number, dueOn: string) =>
			instantOfRule({ anchor: 'deadline', amount, unit: 'hour', at: '09:00' }, { dueOn, zone: 'Europe/Amsterdam' });
		expect(wallTime(hours(-24, '2027-03-28'), 'Europe/Amsterdam')).toBe('2027-03-27T23:00');
		expect(wallTime(hours(-24, '2027-10-31'), 'Europe/Amsterdam')).toBe('2027-10-31T01:00');
		expect(hours(0, '2027-10-31')).toBe('2027-10-31T23:00:00.000Z');
	});

	it('a day whose midnight is left out begins an hour later, and the day before ends then', () => {
		const rule: ReminderRule = { anchor: 'deadline', amount: 0, unit: 'hour', at: '09:00' };
		const end = instantOfRule(rule, { dueOn: '2026-09-05', zone: 'America/Santiago' });
		expect(end).toBe('2026-09-06T04:00:00.000Z');
		expect(wallTime(end, 'America/Santiago')).toBe('2026-09-06T01:00');
	});

	it('a week is seven days on the calendar at the same time, after the deadline as before it', () => {
		fc.assert(
			fc.property(date, time, zone, fc.integer({ min: -200, max: 200 }), (dueOn, at, zone, amount) => {
				const by = (unit: 'week' | 'day', amount: number) =>
					instantOfRule({ anchor: 'deadline', amount, unit, at }, { dueOn, zone });
				expect(by('week', amount)).toBe(by('day', 7 * amount));
				expect(by('day', 7 * amount)).toBe(instantOf(addToDate(dueOn, { days: 7 * amount }), at, zone));
			}),
		);
	});

	it('days after a session count from its day where the reader lives', () => {
		// Half past eleven in the evening in Amsterdam is the next morning in Auckland already.
		const sessionAt = '2026-12-01T22:30:00.000Z';
		const by = (zone: string) =>
			instantOfRule(
				{ anchor: 'session', amount: 2, unit: 'day', at: '09:00' },
				{ dueOn: '2026-12-24', sessionAt, zone },
			);
		expect(wallTime(by('Europe/Amsterdam'), 'Europe/Amsterdam')).toBe('2026-12-03T09:00');
		expect(wallTime(by('Pacific/Auckland'), 'Pacific/Auckland')).toBe('2026-12-04T09:00');
	});

	it('leap days and the turn of the year are days like any other', () => {
		const day = (dueOn: string, amount: number, unit: 'day' | 'week') =>
			wallTime(
				instantOfRule({ anchor: 'deadline', amount, unit, at: '00:30' }, { dueOn, zone: 'Asia/Kathmandu' }),
				'Asia/Kathmandu',
			);
		expect(day('2028-03-01', -1, 'day')).toBe('2028-02-29T00:30');
		expect(day('2027-03-01', -1, 'day')).toBe('2027-02-28T00:30');
		expect(day('2028-02-29', 1, 'week')).toBe('2028-03-07T00:30');
		expect(day('2028-02-29', -52, 'week')).toBe('2027-03-02T00:30');
		expect(day('2027-01-01', -1, 'day')).toBe('2026-12-31T00:30');
		expect(day('2026-12-31', 1, 'day')).toBe('2027-01-01T00:30');
		fc.assert(
			fc.property(date, fc.integer({ min: -3650, max: 3650 }), (from, days) => {
				expect(daysBetween(from, addToDate(from, { days }))).toBe(days);
				expect(Date.parse(addToDate(from, { days })) - Date.parse(from)).toBe(days * 24 * HOUR);
			}),
		);
	});
});

describe('places with clocks of their own', () => {
	const shown = (zone: string, dueOn: string, at: string, amount = 0) =>
		wallTime(instantOfRule({ anchor: 'deadline', amount, unit: 'day', at }, { dueOn, zone }), zone);
	const instant = (zone: string, dueOn: string, at: string) => instantOf(dueOn, at, zone);

	it('Samoa had no 30 December 2011: what fell on it comes on the 31st at its time', () => {
		expect(shown('Pacific/Apia', '2011-12-30', '09:00')).toBe('2011-12-31T09:00');
		expect(shown('Pacific/Apia', '2011-12-31', '09:00', -1)).toBe('2011-12-31T09:00');
		expect(shown('Pacific/Apia', '2011-12-29', '09:00')).toBe('2011-12-29T09:00');
		expect(today('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
	});

	it('three quarters of an hour stay three quarters of an hour', () => {
		expect(instant('Asia/Kathmandu', '2027-01-10', '09:00')).toBe('2027-01-10T03:15:00.000Z');
		expect(instant('Australia/Eucla', '2027-01-10', '09:00')).toBe('2027-01-10T00:15:00.000Z');
		// The Chatham Islands change at a quarter to three, and to a quarter to four.
		expect(shown('Pacific/Chatham', '2027-09-26', '02:44')).toBe('2027-09-26T02:44');
		expect(shown('Pacific/Chatham', '2027-09-26', '02:45')).toBe('2027-09-26T03:45');
		expect(instant('Pacific/Chatham', '2027-04-04', '03:00')).toBe('2027-04-03T13:15:00.000Z');
	});

	it('half an hour is left out and shown twice on Lord Howe Island', () => {
		expect(shown('Australia/Lord_Howe', '2027-10-03', '02:10')).toBe('2027-10-03T02:40');
		expect(instant('Australia/Lord_Howe', '2027-04-04', '01:45')).toBe('2027-04-03T14:45:00.000Z');
	});

	it('Ireland’s clocks go as Britain’s do, though its law has them the other way round', () => {
		for (const day of ['2027-03-28', '2027-10-31', '2027-07-01', '2027-12-01'])
			for (const at of ['00:30', '01:30', '02:30', '09:00'])
				expect(instant('Europe/Dublin', day, at)).toBe(instant('Europe/London', day, at));
		expect(shown('Europe/Dublin', '2027-03-28', '01:30')).toBe('2027-03-28T02:30');
	});

	it('Morocco went back for Ramadan and forward after it', () => {
		// Ramadan of 2026: back at three on 15 February, forward at two on 22 March.
		expect(instant('Africa/Casablanca', '2026-02-14', '09:00')).toBe('2026-02-14T08:00:00.000Z');
		expect(instant('Africa/Casablanca', '2026-02-15', '02:30')).toBe('2026-02-15T01:30:00.000Z');
		expect(instant('Africa/Casablanca', '2026-02-15', '09:00')).toBe('2026-02-15T09:00:00.000Z');
		expect(shown('Africa/Casablanca', '2026-03-22', '02:30')).toBe('2026-03-22T03:30');
		expect(instant('Africa/Casablanca', '2026-03-23', '09:00')).toBe('2026-03-23T08:00:00.000Z');
	});
});
