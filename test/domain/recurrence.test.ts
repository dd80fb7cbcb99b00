import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opening, Recurrence } from '#shared/domain/recurrence.ts';
import { wallTime, weekdayOf } from '#shared/domain/time.ts';

const zone = 'Europe/Amsterdam';
const rule = (given: object): Recurrence => Recurrence.parse(given);
const weekly = (more: object = {}) =>
	rule({ kind: 'weekly', every: 2, days: [4], at: '17:00', from: '2026-11-02', ...more });
const at = (of: Recurrence, since: string, sessions: Parameters<typeof opening>[3] = []) =>
	opening(of, zone, since, sessions).at;
const session = (sessionId: string, startsAt: string, status: 'planned' | 'held' | 'cancelled' = 'planned') => ({
	sessionId,
	startsAt,
	minutes: 60,
	status,
});

describe('every second Thursday at five', () => {
	it('opens on the clock of the coachee, summer and winter', () => {
		expect(at(weekly(), '2026-11-02T08:00:00.000Z')).toBe('2026-11-05T16:00:00.000Z');
		expect(at(weekly(), '2026-11-05T16:00:00.000Z')).toBe('2026-11-19T16:00:00.000Z');
		expect(at(weekly({ from: '2027-03-15' }), '2027-03-19T00:00:00.000Z')).toBe('2027-04-01T15:00:00.000Z');
	});

	it('ends on its last day', () => {
		const until = '2026-11-20';
		expect(at(weekly({ until }), '2026-11-05T16:00:00.000Z')).toBe('2026-11-19T16:00:00.000Z');
		expect(at(weekly({ until }), '2026-11-19T16:00:00.000Z')).toBe('never');
	});

	it('moves on for ever, always to a chosen weekday and hour, whatever the zone', () => {
		const zones = fc.constantFrom(
			'Europe/Amsterdam',
			'America/St_Johns',
			'Asia/Kathmandu',
			'Pacific/Apia',
			'Australia/Lord_Howe',
		);
		const rules = fc.record({
			every: fc.integer({ min: 1, max: 12 }),
			days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
			time: fc.constantFrom('00:00', '09:00', '17:30', '23:59'),
		});
		fc.assert(
			fc.property(
				zones,
				rules,
				fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true }),
				(where, { every, days, time }, since) => {
					const of = rule({ kind: 'weekly', every, days, at: time, from: '2026-11-04' });
					const first = opening(of, where, since.toISOString(), []).at;
					const second = opening(of, where, first, []).at;
					expect(first > since.toISOString() && second > first).toBe(true);
					const [day, wall] = wallTime(first, where).split('T') as [string, string];
					expect(days).toContain(weekdayOf(day));
					expect(wall).toBe(time);
				},
			),
			{ numRuns: 60 },
		);
	});

	it.each([
		['every minute', { kind: 'minutely', every: 1 }],
		['no day', { kind: 'weekly', every: 1, days: [], at: '09:00', from: '2026-11-02' }],
		['every thirteenth week', { kind: 'weekly', every: 13, days: [1], at: '09:00', from: '2026-11-02' }],
		['a day that does not exist', { kind: 'once', on: '2027-02-29', at: '09:00' }],
		['a time that does not exist', { kind: 'once', on: '2027-02-28', at: '24:00' }],
		['eight days after a session', { kind: 'afterSession', hours: 192 }],
	])('refuses %s', (_, given) => {
		expect(Recurrence.safeParse(given).success).toBe(false);
	});
});

describe('after every session', () => {
	const of = rule({ kind: 'afterSession', hours: 2 });
	const [first, second] = [session('one', '2026-11-03T09:00:00.000Z'), session('two', '2026-11-10T09:00:00.000Z')];
	it('opens when the next one is over, and so long after', () => {
		expect(opening(of, zone, '2026-11-02T00:00:00.000Z', [second, first])).toEqual({
			at: '2026-11-03T12:00:00.000Z',
			sessionId: 'one',
		});
		expect(opening(of, zone, '2026-11-03T10:00:00.000Z', [first, second]).sessionId).toBe('two');
	});

	it('never for one that was cancelled, and not while none is planned', () => {
		expect(at(of, '2026-11-02T00:00:00.000Z', [{ ...first, status: 'cancelled' }])).toBe('never');
		expect(at(of, '2026-11-02T00:00:00.000Z')).toBe('never');
	});

	it('of one session alone, for that one', () => {
		const only = rule({ kind: 'afterSession', hours: 0, sessionId: 'ses_00000000000000000000000000' });
		const named = session('ses_00000000000000000000000000', '2026-11-10T09:00:00.000Z');
		expect(at(only, '2026-11-02T00:00:00.000Z', [first, named])).toBe('2026-11-10T10:00:00.000Z');
	});
});
