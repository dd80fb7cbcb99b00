import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateExists, dateIn, daysFrom, instantAt, wallIn, weekdayOf } from '#shared/domain/calendar.ts';
import * as time from '#shared/domain/time.ts';

const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const instant = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
	.map((date) => `${date.toISOString().slice(0, 16)}:00.000Z`);
const clockTime = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map((pair) => pair.map((part) => String(part).padStart(2, '0')).join(':'));

describe('the calendar of the browser', () => {
	it('reads a clock in any zone as Temporal does', () => {
		fc.assert(
			fc.property(instant, zone, (at, zone) => {
				expect(wallIn(at, zone)).toBe(time.wallTime(at, zone));
				expect(dateIn(at, zone)).toBe(time.today(at, zone));
			}),
		);
	});

	it('takes the zones that Temporal can count in, and no others', () => {
		const at = '2026-03-29T00:30:00.000Z';
		for (const zone of [...Intl.supportedValuesOf('timeZone'), 'UTC', 'europe/amsterdam', 'US/Pacific', 'Etc/GMT+5'])
			expect([zone, time.isZone(zone), dateIn(at, zone)]).toEqual([zone, true, time.today(at, zone)]);
		// Known to Intl as what they meant somewhere, once.
		for (const zone of ['PST', 'IST', 'JST', 'AET', 'Mars/Olympus', '+01:00', '', 'constructor'])
			expect([zone, time.isZone(zone)]).toEqual([zone, false]);
	});

	it('finds the instant of a wall-clock time as Temporal does, gaps and overlaps included', () => {
		fc.assert(
			fc.property(instant, clockTime, zone, (at, wall, zone) => {
				const date = at.slice(0, 10);
				expect(instantAt(date, wall, zone)).toBe(time.instantOf(date, wall, zone));
			}),
			{ numRuns: 500 },
		);
		for (const [date, wall] of [
			['2026-03-29', '02:30'],
			['2026-10-25', '02:30'],
			['2026-10-25', '03:00'],
		] as const) {
			expect(instantAt(date, wall, 'Europe/Amsterdam')).toBe(time.instantOf(date, wall, 'Europe/Amsterdam'));
		}
	});

	it('counts days as Temporal does', () => {
		fc.assert(
			fc.property(instant, fc.integer({ min: -4000, max: 4000 }), (at, days) => {
				const date = at.slice(0, 10);
				const other = addDays(date, days);
				expect(other).toBe(time.addToDate(date, { days }));
				expect(daysFrom(date, other)).toBe(days);
			}),
		);
	});

	it('knows which dates exist, and their weekday', () => {
		expect(dateExists('2028-02-29')).toBe(true);
		for (const date of ['2026-02-29', '2026-02-31', '2026-13-01', '2026-00-10', '26-1-1', '']) {
			expect(dateExists(date)).toBe(false);
		}
		expect(weekdayOf('2026-11-06')).toBe(5);
	});
});
