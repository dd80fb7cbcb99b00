import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as engagement from '#shared/domain/engagement.ts';
import { silenceDueAt, silent, askedAfterSilence, lookedAgain, silence } from '#shared/domain/silence.ts';
import { SilenceEdit } from '#shared/domain/silence.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { addToDate, wallTime } from '#shared/domain/time.ts';
import { begun, coach, coachee, NOW, otherCoach } from './people.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const LATER = '2026-11-23T09:00:00.000Z';
const after = (days: number | null, by = coachee) => silence(begun, days, by, NOW);

describe('whose word it is', () => {
	test('either of the two says after how many days a letter asks, or that none does', () => {
		expect(begun).toMatchObject({ silenceDays: null, silenceAt: NEVER, nextAt: NEVER });
		// Said at one in the afternoon: a week later nine o’clock has not been a week yet.
		const at = '2026-11-30T08:00:00.000Z';
		expect(after(7, coach)).toMatchObject({ silenceDays: 7, silenceBy: 'coach', silenceAt: at, nextAt: at });
		expect(silence(after(7), null, coachee, LATER)).toMatchObject({ silenceAt: NEVER, nextAt: NEVER });
		expect(() => after(7, otherCoach)).toThrow(refusal('not-found'));
	});

	test('what the coachee chose stands, also when that is nothing', () => {
		for (const days of [10, null]) {
			const own = silence(after(7, coach), days, coachee, NOW);
			expect(own).toMatchObject({ silenceDays: days, silenceBy: 'coachee' });
			expect(() => silence(own, 30, coach, LATER)).toThrow(/Robin has chosen this already/);
			expect(silence(own, days, coach, LATER)).toBe(own);
			expect(silence(own, 12, coachee, LATER).silenceDays).toBe(12);
		}
	});

	test('the same word again changes nothing, and does not begin the days anew', () => {
		expect(silence(after(7), 7, coachee, LATER)).toEqual(after(7));
	});

	test('three days at least and sixty at most', () => {
		const takes = (days: unknown) => SilenceEdit.safeParse({ days }).success;
		expect([3, 60, null].map(takes)).toEqual([true, true, true]);
		expect([2, 0, -5, 61, 4.5, '7', undefined].map(takes)).not.toContain(true);
	});

	test('a new trajectory has what is usual', () => {
		const { silenceDays, silenceBy, nextAt } = lookedAgain({ ...begun, silenceDays: 5 }, LATER);
		expect({ silenceDays, silenceBy, nextAt }).toEqual({ silenceDays: 5, silenceBy: undefined, nextAt: LATER });
	});
});

test('paused or ended nobody looks; taken up again the days begin anew', () => {
	const paused = engagement.turn(after(7), 'paused', coach, LATER);
	expect(paused.nextAt).toBe(NEVER);
	const month = '2026-12-22T09:30:00.000Z';
	expect(engagement.turn(paused, 'active', coach, month).nextAt).toBe('2026-12-30T08:00:00.000Z');
	const ended = engagement.turn(after(7), 'ended', coach, LATER);
	expect(ended.nextAt).toBe(NEVER);
	expect(() => silence(ended, 9, coachee, LATER)).toThrow(refusal('conflict'));
	expect(silence(paused, 9, coachee, LATER)).toMatchObject({ silenceDays: 9, nextAt: NEVER });
});

describe('whether it is silent', () => {
	const one = after(7);

	test('not before the days are over since anybody did something; then when to look again', () => {
		const look = { due: '2026-12-01T08:00:00.000Z', isDue: false };
		expect(silent(one, LATER, '09:00', '2026-11-30T08:00:00.000Z')).toEqual(look);
		expect(silent(one, LATER, '09:00', '2026-12-01T07:59:59.000Z').isDue).toBe(false);
		expect(silent(one, LATER, '09:00', '2026-12-01T08:00:00.000Z').isDue).toBe(true);
		expect(lookedAgain(one, look.due)).toMatchObject({ silenceAt: look.due, nextAt: look.due });
	});

	test('a letter asks once; after somebody did something, it may ask again', () => {
		const asked = askedAfterSilence(one, '09:00', '2026-12-01T08:00:10.000Z');
		expect(asked).toMatchObject({ silenceToldAt: '2026-12-01T08:00:10.000Z', nextAt: '2026-12-09T08:00:00.000Z' });
		for (const month of ['2026-12-09T08:00:00.000Z', '2027-03-01T08:00:00.000Z'])
			expect(silent(asked, LATER, '09:00', month).isDue).toBe(false);
		expect(silent(asked, '2026-12-05T10:00:00.000Z', '09:00', '2026-12-13T08:00:00.000Z').isDue).toBe(true);
	});

	test('wherever one lives: at that time of day, after whole days and within one more', () => {
		const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
		const zones = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
		const times = fc.constantFrom('00:00', '02:30', '09:00', '23:59');
		fc.assert(
			fc.property(instants, fc.integer({ min: 3, max: 60 }), zones, times, (date, days, zone, at) => {
				const due = silenceDueAt(date.toISOString(), days, zone, at);
				const [said, since] = [wallTime(due, zone), wallTime(date.toISOString(), zone)];
				// Where the clocks skip that time it is later, by the gap.
				expect(said.slice(11) >= at).toBe(true);
				const whole = `${addToDate(since.slice(0, 10), { days })}${since.slice(10)}`;
				expect(said > whole).toBe(true);
				expect(addToDate(said.slice(0, 10), { days: -1 }) + said.slice(10) <= whole || said.slice(11) > at).toBe(true);
			}),
		);
	});
});
