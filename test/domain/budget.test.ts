import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUDGET, Budget, isQuiet, leavesAt } from '#shared/domain/budget.ts';
import { addToInstant, today, wallTime } from '#shared/domain/time.ts';

const zone = 'Europe/Amsterdam';
// A Tuesday, 09:00 in Amsterdam.
const tuesday = '2026-11-03T08:00:00.000Z';

describe('when a letter may leave', () => {
	test('at the moment it is wanted, when nothing is in the way', () => {
		expect(leavesAt(BUDGET, zone, [], tuesday)).toEqual({ at: tuesday });
	});

	test('in the quiet hours it waits for the morning, of the next day where midnight lies between', () => {
		expect(leavesAt(BUDGET, zone, [], '2026-11-03T20:30:00.000Z')).toEqual({
			at: '2026-11-04T08:00:00.000Z',
			why: 'quiet',
		});
		expect(leavesAt(BUDGET, zone, [], '2026-11-03T05:00:00.000Z')).toEqual({ at: tuesday, why: 'quiet' });
	});

	test('on a full day it waits for the next, in a full week for Monday', () => {
		const later = '2026-11-03T13:00:00.000Z';
		expect(leavesAt(BUDGET, zone, [tuesday], later)).toEqual({ at: '2026-11-04T08:00:00.000Z', why: 'dayFull' });
		const two = { ...BUDGET, perDay: 5, perWeek: 2 };
		expect(leavesAt(two, zone, ['2026-11-02T08:00:00.000Z', tuesday], later)).toEqual({
			at: '2026-11-09T08:00:00.000Z',
			why: 'weekFull',
		});
	});

	test('days off and a pause are left out', () => {
		expect(leavesAt({ ...BUDGET, daysOff: [2, 3] }, zone, [], tuesday)).toEqual({
			at: '2026-11-05T08:00:00.000Z',
			why: 'dayOff',
		});
		expect(leavesAt({ ...BUDGET, pausedUntil: '2026-12-01' }, zone, [], tuesday)).toEqual({
			at: '2026-12-01T08:00:00.000Z',
			why: 'paused',
		});
	});

	test('what counts is the day on the reader’s own clock', () => {
		const late = '2026-11-03T22:30:00.000Z';
		expect(today(late, zone)).toBe('2026-11-03');
		const night = { ...BUDGET, quietFrom: '03:00', quietUntil: '04:00' };
		expect(leavesAt(night, zone, [tuesday], '2026-11-03T23:30:00.000Z')).toEqual({ at: '2026-11-03T23:30:00.000Z' });
	});

	test('a time that the night of the clock change leaves out is kept clear of the quiet hours', () => {
		// 02:30 does not exist on 29 March 2026; an hour later would be quiet.
		const budget = { ...BUDGET, quietFrom: '03:00', quietUntil: '04:00', at: '02:30' };
		const { at } = leavesAt(budget, zone, ['2026-03-28T11:00:00.000Z'], '2026-03-28T12:00:00.000Z');
		expect(wallTime(at, zone)).toBe('2026-03-30T02:30');
		// And on 25 October it comes twice: the first one counts.
		const autumn = leavesAt(
			{ ...budget, quietFrom: '12:00', quietUntil: '12:00' },
			zone,
			['2026-10-24T11:00:00.000Z'],
			'2026-10-24T12:00:00.000Z',
		);
		expect(autumn.at).toBe('2026-10-25T00:30:00.000Z');
	});

	test('a day that a zone leaves out holds no letter, and no place for one', () => {
		// Samoa had no 30 December 2011.
		const budget = { ...BUDGET, pausedUntil: '2011-12-30', daysOff: [6] };
		const { at } = leavesAt(budget, 'Pacific/Apia', [], '2011-12-29T20:00:00.000Z');
		expect(wallTime(at, 'Pacific/Apia')).toBe('2012-01-01T09:00');
	});

	test('over a year of wishes: never early, never in the quiet hours, never over a cap, and none waits for ever', () => {
		const wishes = fc.array(fc.integer({ min: 0, max: 24 * 366 }), { maxLength: 60 });
		fc.assert(
			fc.property(wishes, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }), (hours, perDay, perWeek) => {
				const budget = { ...BUDGET, daysOff: [6, 7], perDay, perWeek };
				let taken: string[] = [];
				const instants = hours.sort((a, b) => a - b).map((h) => addToInstant('2026-01-01T00:00:00.000Z', { hours: h }));
				// A letter at a time: it waits where the rule says, and takes its place when it leaves.
				for (const wanted of instants) {
					let at = wanted;
					for (let step = 0; ; step += 1) {
						expect(step).toBeLessThan(5);
						const leave = leavesAt(
							budget,
							zone,
							taken.filter((one) => one > addToInstant(at, { hours: -192 })),
							at,
						);
						if (leave.at === at) break;
						expect(leave.at > at).toBe(true);
						at = leave.at;
					}
					taken = [...taken, at].sort();
				}
				const weekOf = (at: string) => Math.floor((Date.parse(`${today(at, zone)}T00:00:00Z`) / 86_400_000 + 3) / 7);
				for (const letters of Map.groupBy(taken, (at) => today(at, zone)).values())
					expect(letters.length).toBeLessThanOrEqual(perDay);
				for (const letters of Map.groupBy(taken, weekOf).values()) expect(letters.length).toBeLessThanOrEqual(perWeek);
				for (const at of taken) expect(isQuiet(budget, wallTime(at, zone).slice(11))).toBe(false);
			}),
			{ numRuns: 40 },
		);
	});

	test('never early, never in the quiet hours, never over a cap', () => {
		const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${String(h).padStart(2, '0')}:00`);
		const budgets = fc
			.record({
				quietFrom: hour,
				quietUntil: hour,
				at: hour,
				daysOff: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
				perDay: fc.integer({ min: 1, max: 5 }),
				perWeek: fc.integer({ min: 1, max: 20 }),
			})
			.filter((budget) => Budget.safeParse(budget).success);
		const hours = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 });
		const zones = fc.constantFrom(zone, 'America/Santiago', 'Pacific/Apia', 'Asia/Kathmandu', 'Australia/Lord_Howe');
		fc.assert(
			fc.property(budgets, hours, zones, (budget, wants, where) => {
				const taken: string[] = [];
				for (const wanted of wants
					.sort((a, b) => a - b)
					.map((h) => addToInstant('2026-10-20T00:00:00.000Z', { hours: h }))) {
					const { at, why } = leavesAt(budget, where, taken, wanted);
					expect(at >= wanted).toBe(true);
					expect(why === undefined).toBe(at === wanted);
					if (at === wanted) expect(isQuiet(budget, wallTime(at, where).slice(11))).toBe(false);
					if (at !== wanted) continue;
					taken.push(at);
					expect(taken.filter((one) => today(one, where) === today(at, where)).length).toBeLessThanOrEqual(
						budget.perDay,
					);
				}
			}),
			{ numRuns: 200 },
		);
	});
});

test('a budget whose time lies in its own quiet hours is refused', () => {
	expect(Budget.safeParse({ ...BUDGET, at: '22:00' }).success).toBe(false);
	expect(Budget.safeParse({ ...BUDGET, daysOff: [1, 2, 3, 4, 5, 6, 7] }).success).toBe(false);
	expect(Budget.safeParse({ ...BUDGET, quietFrom: '08:00', at: '08:00' }).success).toBe(true);
});
