import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attention, QUIET_DAYS } from '#shared/domain/attention.ts';
import { addDays } from '#shared/domain/calendar.ts';
import type { Caseload, ListedAction, ListedEngagement, ListedSession } from '#shared/domain/trajectory.ts';

/** A Tuesday. */
const NOW = '2026-11-10T12:00:00.000Z';
const TODAY = '2026-11-10';
const parties = { coachId: 'coach', version: 1 };

const engagement = (name: string, more: Partial<ListedEngagement> = {}): ListedEngagement => ({
	...parties,
	engagementId: name,
	coacheeId: `coachee ${name}`,
	coacheeName: name,
	zone: 'Europe/Amsterdam',
	status: 'active',
	startedOn: '2026-06-01',
	...more,
});
const action = (name: string, dueOn: string, more: Partial<ListedAction> = {}): ListedAction => ({
	...parties,
	engagementId: name,
	coacheeId: `coachee ${name}`,
	actionId: `${name} ${dueOn}`,
	title: 'Ask for feedback',
	ownerId: `coachee ${name}`,
	dueOn,
	zone: 'Europe/Amsterdam',
	status: 'open',
	...more,
});
const session = (name: string, startsAt: string): ListedSession => ({
	...parties,
	engagementId: name,
	coacheeId: `coachee ${name}`,
	sessionId: `${name} ${startsAt}`,
	startsAt,
	zone: 'Europe/Amsterdam',
	minutes: 60,
	place: '',
	status: 'planned',
});
const seen = (name: string, coacheeActiveAt?: string): Caseload['participation'][number] => ({
	tenantId: 'firm',
	coachId: 'coach',
	engagementId: name,
	coacheeId: `coachee ${name}`,
	openActions: 0,
	doneActions: 0,
	droppedActions: 0,
	heldSessions: 0,
	ratings: 0,
	reflections: 0,
	coacheeActiveAt,
});
const list = (more: Partial<Caseload>): Caseload => ({
	reflections: [],
	engagements: [engagement('Priya')],
	actions: [],
	sessions: [session('Priya', '2026-11-12T09:00:00.000Z')],
	participation: [seen('Priya', '2026-11-09T08:00:00.000Z')],
	...more,
});
const one = (more: Partial<Caseload>) => attention(list(more), NOW)[0]!;

describe('attention', () => {
	it('is not asked for somebody who is on time, was here, and comes back', () => {
		const priya = one({ actions: [action('Priya', TODAY), action('Priya', '2026-11-20')] });
		expect(priya).toMatchObject({ reasons: [], need: 0, open: 2, late: 0 });
		expect(priya.next?.startsAt).toBe('2026-11-12T09:00:00.000Z');
	});

	it('tells what is late, since when, nothing since, and the next session', () => {
		const priya = one({
			actions: [action('Priya', '2026-11-08'), action('Priya', '2026-11-05'), action('Priya', '2026-11-20')],
			participation: [seen('Priya', '2026-11-03T08:00:00.000Z')],
		});
		expect(priya.reasons).toEqual([
			{ kind: 'late', count: 2, since: '2026-11-05' },
			{ kind: 'quiet', days: 7, since: '2026-11-03' },
		]);
		expect(priya).toMatchObject({ open: 3, late: 2 });
	});

	it('tells the coach’s own late actions apart', () => {
		const priya = one({ actions: [action('Priya', '2026-11-05', { ownerId: 'coach' })] });
		expect(priya.reasons).toEqual([{ kind: 'mine', count: 1, since: '2026-11-05' }]);
	});

	it('begins to call somebody quiet after a week, counted where they live', () => {
		const reasons = (at: string) => one({ participation: [seen('Priya', at)] }).reasons;
		expect(reasons('2026-11-03T22:59:00.000Z')).toMatchObject([{ kind: 'quiet', days: QUIET_DAYS }]);
		expect(reasons('2026-11-03T23:01:00.000Z')).toEqual([]);
	});

	it('says of a newcomer that they have not come yet, but not in their first week', () => {
		const newcomer = (startedOn: string) =>
			one({ engagements: [engagement('Priya', { startedOn })], participation: [seen('Priya')] }).reasons;
		expect(newcomer('2026-11-02')).toEqual([{ kind: 'unseen', days: 8, since: '2026-11-02' }]);
		expect(newcomer('2026-11-08')).toEqual([]);
	});

	it('says when no letter reaches somebody, before what may follow from it', () => {
		const priya = one({
			actions: [action('Priya', '2026-11-05')],
			participation: [{ ...seen('Priya', '2026-11-09T08:00:00.000Z'), unreached: 'bounced' }],
		});
		expect(priya.reasons.map(({ kind }) => kind)).toEqual(['bounced', 'late']);
		expect(priya.need).toBeGreaterThan(one({ actions: [action('Priya', '2026-11-05')] }).need);
	});

	it('asks for a session when none is planned, and for a word on one that is over', () => {
		expect(one({ sessions: [] }).reasons).toEqual([{ kind: 'unplanned' }]);
		const over = session('Priya', '2026-11-06T09:00:00.000Z');
		expect(one({ sessions: [over] }).reasons).toEqual([
			{ kind: 'unheld', sessionId: over.sessionId, startsAt: over.startsAt },
			{ kind: 'unplanned' },
		]);
	});

	it('counts a session that is going on as the next one', () => {
		const now = session('Priya', '2026-11-10T11:30:00.000Z');
		expect(one({ sessions: [now] })).toMatchObject({ reasons: [], next: now });
	});

	it('counts a deadline where its owner lives', () => {
		const tokyo = action('Priya', TODAY, { zone: 'Asia/Tokyo' });
		expect(attention(list({ actions: [tokyo] }), '2026-11-10T15:30:00.000Z')[0]!.late).toBe(1);
	});

	it('leaves who is paused or has ended in peace, below everyone else', () => {
		const rows = attention(
			list({
				engagements: [
					engagement('Ended', { status: 'ended' }),
					engagement('Paused', { status: 'paused' }),
					engagement('Priya'),
				],
				actions: [action('Paused', '2026-11-01'), action('Ended', '2026-11-01')],
			}),
			NOW,
		);
		expect(rows.map((row) => row.engagement.coacheeName)).toEqual(['Priya', 'Paused', 'Ended']);
		expect(rows[1]).toMatchObject({ reasons: [], need: 0, late: 1 });
	});

	it('puts who needs most first, then who is seen soonest', () => {
		const names = ['calm', 'late', 'quiet', 'very late', 'calm soon'];
		const rows = attention(
			{
				engagements: names.map((name) => engagement(name)),
				reflections: [],
				actions: [action('late', '2026-11-08'), ...[1, 2, 3].map((day) => action('very late', `2026-11-0${day}`))],
				sessions: names.map((name) =>
					session(name, name === 'calm soon' ? '2026-11-16T09:00:00.000Z' : '2026-11-18T09:00:00.000Z'),
				),
				participation: names.map((name) => seen(name, name === 'quiet' ? '2026-10-28T08:00:00.000Z' : NOW)),
			},
			NOW,
		);
		expect(rows.map((row) => row.engagement.coacheeName)).toEqual(['very late', 'late', 'quiet', 'calm soon', 'calm']);
	});

	it('never falls when one more action is late, whatever else there is', () => {
		const days = fc.integer({ min: -40, max: 40 });
		fc.assert(
			fc.property(fc.array(days, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), days, (open, late, last) => {
				const actions = open.map((day, index) => action('Priya', addDays(TODAY, day), { actionId: `${index}` }));
				const participation = [seen('Priya', `${addDays(TODAY, -Math.abs(last))}T08:00:00.000Z`)];
				const before = one({ actions, participation });
				const after = one({ actions: [...actions, action('Priya', addDays(TODAY, -late))], participation });
				expect(after.need).toBeGreaterThan(before.need);
				expect(after.late).toBe(before.late + 1);
			}),
		);
	});
});
