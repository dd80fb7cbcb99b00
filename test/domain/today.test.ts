import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/calendar.ts';
import { arrange, linesOn, nextSession, otherDays, proposedDay, running } from '#shared/domain/today.ts';

const day = '2026-11-04'; // a Wednesday
const due = (away: number, more: object = {}) => ({
	actionId: `act_${away}`,
	dueOn: addDays(day, away),
	ownerId: 'mbr_robin',
	coacheeId: 'mbr_robin',
	status: 'open' as const,
	...more,
});
const nextOf = (...aways: number[]) =>
	arrange(
		aways.map((away) => due(away)),
		day,
	).next?.actionId;

describe('the next step', () => {
	it('is what is due today', () => {
		expect(nextOf(-1, 0, 1)).toBe('act_0');
	});
	it('is else what was due these last days, the newest first', () => {
		expect(nextOf(-5, -2, 1)).toBe('act_-2');
		expect(nextOf(-7, 1)).toBe('act_-7');
	});
	it('is else what is ahead, before what is long past', () => {
		expect(nextOf(-30, -8, 3, 40)).toBe('act_3');
	});
	it('is what is long past when nothing else is open, the newest first', () => {
		expect(nextOf(-30, -8)).toBe('act_-8');
	});
	it('is never the coach’s, and never something closed', () => {
		const actions = [due(0, { ownerId: 'mbr_coach' }), due(0, { status: 'done' }), due(2)];
		expect(arrange(actions, day).next?.actionId).toBe('act_2');
	});
	it('is not there on an empty day', () => {
		expect(arrange([], day)).toEqual({ next: undefined, rest: [], ofCoach: [] });
	});
});

describe('what else is open', () => {
	it('stands by date, each once, the coach’s apart', () => {
		const away = fc.integer({ min: -400, max: 400 });
		const actions = fc.uniqueArray(fc.tuple(away, fc.boolean(), fc.constantFrom('open', 'done', 'dropped')), {
			selector: ([one]) => one,
		});
		fc.assert(
			fc.property(actions, (drawn) => {
				const all = drawn.map(([one, mine, status]) =>
					due(one, { ownerId: mine ? 'mbr_robin' : 'mbr_coach', status: status as 'open' }),
				);
				const { next, rest, ofCoach } = arrange(all, day);
				const shown = [...(next ? [next] : []), ...rest, ...ofCoach];
				expect(new Set(shown)).toEqual(new Set(all.filter(({ status }) => status === 'open')));
				expect(shown.length).toBe(new Set(shown).size);
				for (const list of [rest, ofCoach])
					expect(list.map(({ dueOn }) => dueOn)).toEqual(list.map(({ dueOn }) => dueOn).toSorted());
				expect(rest.every(({ ownerId }) => ownerId === 'mbr_robin')).toBe(true);
				expect(ofCoach.every(({ ownerId }) => ownerId === 'mbr_coach')).toBe(true);
			}),
		);
	});
});

describe('the next session', () => {
	const at = (startsAt: string, status: 'planned' | 'held' | 'cancelled' = 'planned') => ({
		startsAt,
		minutes: 60,
		status,
	});

	it('is the first that is planned and not over', () => {
		const sessions = [at('2026-11-12T09:00:00.000Z'), at('2026-11-05T09:00:00.000Z'), at('2026-11-04T09:00:00.000Z')];
		expect(nextSession(sessions, '2026-11-04T12:00:00.000Z')?.startsAt).toBe('2026-11-05T09:00:00.000Z');
	});
	it('is still the next while it lasts', () => {
		const sessions = [at('2026-11-04T09:00:00.000Z')];
		expect(nextSession(sessions, '2026-11-04T09:59:00.000Z')).toBeDefined();
		expect(nextSession(sessions, '2026-11-04T10:00:00.000Z')).toBeUndefined();
	});
	it('is never a cancelled one', () => {
		expect(nextSession([at('2026-11-05T09:00:00.000Z', 'cancelled')], '2026-11-04T12:00:00.000Z')).toBeUndefined();
	});
});

describe('a proposed deadline', () => {
	it('is the day of the next session', () => expect(proposedDay(day, '2026-11-12')).toBe('2026-11-12'));
	it('is in a week without one, or when it is today', () => {
		expect(proposedDay(day)).toBe('2026-11-11');
		expect(proposedDay(day, day)).toBe('2026-11-11');
	});
});

describe('days to move to', () => {
	it('are tomorrow, next Monday and the day before the session', () => {
		expect(otherDays('2026-11-02', day, '2026-11-13')).toEqual([
			{ name: 'tomorrow', date: '2026-11-05' },
			{ name: 'nextWeek', date: '2026-11-09' },
			{ name: 'beforeSession', date: '2026-11-12' },
		]);
	});
	it('are a week away when today is Monday, and tomorrow when it is Sunday', () => {
		expect(otherDays('2026-11-02', '2026-11-09').at(-1)?.date).toBe('2026-11-16');
		expect(otherDays('2026-11-02', '2026-11-08')).toEqual([{ name: 'tomorrow', date: '2026-11-09' }]);
	});
	it('are never its own day, one that is over, or the same twice', () => {
		const date = fc.integer({ min: -20, max: 20 }).map((away) => addDays(day, away));
		fc.assert(
			fc.property(date, date, fc.option(date, { nil: undefined }), (dueOn, today, session) => {
				const dates = otherDays(dueOn, today, session).map((one) => one.date);
				expect(dates).not.toContain(dueOn);
				expect(new Set(dates).size).toBe(dates.length);
				expect(dates.every((one) => one >= today)).toBe(true);
			}),
		);
	});
});

describe('running trajectories', () => {
	const of = (coachName: string, status: 'active' | 'paused' | 'ended') => ({ coachName, status });

	it('leave the ended out, by coach', () => {
		const names = running([of('Yara', 'paused'), of('Anna', 'ended'), of('Bo', 'active')]).map((one) => one.coachName);
		expect(names).toEqual(['Bo', 'Yara']);
	});
	it('are the ended ones when nothing else is there', () => {
		expect(running([of('Anna', 'ended')])).toHaveLength(1);
	});
});

describe('a coach’s lines', () => {
	const line = (text: string, away: number, actionId?: string) => ({
		text,
		actionId,
		createdAt: `${addDays(day, away)}T09:00:00.000Z`,
	});
	const lines = [
		line('old', -8),
		line('last week', -6),
		line('today', 0),
		line('a', -30, 'act_1'),
		line('b', -2, 'act_1'),
	];
	const on = (actionId?: string) => linesOn(lines, `${day}T12:00:00.000Z`, actionId).map(({ text }) => text);

	it('stand with their action, the newest alone, however old it is', () => {
		expect(on('act_1')).toEqual(['b']);
		expect(on('act_2')).toEqual([]);
	});
	it('stand above all of it for a week when they are about nothing in particular', () => {
		expect(on()).toEqual(['today', 'last week']);
	});
});
