import { expect, test } from 'vitest';
import * as engagement from '#shared/domain/engagement.ts';
import * as goal from '#shared/domain/goal.ts';
import * as member from '#shared/domain/member.ts';
import * as note from '#shared/domain/note.ts';
import * as session from '#shared/domain/session.ts';
import { delta } from '#shared/domain/participation.ts';
import { newId } from '#shared/ids.ts';
import { admin, around, begun, coach, coachee, NOW, otherCoach } from './people.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const draft = engagement.EngagementDraft.parse({
	engagementId: around.engagementId,
	coachee: {
		memberId: coachee.memberId,
		invitationId: newId('inv'),
		name: 'Robin',
		mail: ' Robin@Lumenworks.Example ',
		zone: 'Europe/Amsterdam',
		language: 'en',
	},
	goals: [],
});
const start = { startedOn: '2026-11-22', silenceDays: null };
const time = session.SessionTime.parse({ date: '2026-12-01', time: '10:00', zone: 'Europe/Amsterdam' });
const planned = session.planned(begun, [], { ...time, sessionId: newId('ses') }, coach, NOW);

test('only a coach begins, and an address is one address however it is typed', () => {
	expect(draft.coachee.mail).toBe('robin@lumenworks.example');
	expect(() => engagement.begin(draft, start, coachee, NOW)).toThrow(refusal('not-found'));
	expect(() => engagement.begin(draft, start, admin, NOW)).toThrow(refusal('not-found'));
});

test('the coach pauses, resumes and ends; what has ended stays ended', () => {
	const paused = engagement.turn(begun, 'paused', coach, NOW);
	expect(engagement.turn(paused, 'paused', coach, NOW)).toBe(paused);
	expect(engagement.turn(paused, 'active', coach, NOW).status).toBe('active');
	expect(() => engagement.turn(begun, 'ended', coachee, NOW)).toThrow(refusal('forbidden'));
	expect(() => engagement.turn(begun, 'ended', otherCoach, NOW)).toThrow(refusal('not-found'));
	const ended = engagement.turn(begun, 'ended', coach, NOW);
	expect(() => engagement.turn(ended, 'active', coach, NOW)).toThrow(refusal('conflict'));
	expect(() => session.planned(ended, [], { ...time, sessionId: newId('ses') }, coach, NOW)).toThrow(
		refusal('conflict'),
	);
	const late = goal.GoalDraft.parse({ goalId: newId('gol'), title: 'Too late' });
	expect(() => goal.create(ended, [], late, coachee, NOW)).toThrow(refusal('conflict'));
	expect(goal.create(paused, [], late, coachee, NOW).status).toBe('open');
});

test('a session is planned by the coach as a clock on the wall shows it', () => {
	expect(planned).toMatchObject({ number: 1, startsAt: '2026-12-01T09:00:00.000Z', status: 'planned' });
	expect(() => session.planned(begun, [], { ...time, sessionId: newId('ses') }, coachee, NOW)).toThrow(
		refusal('forbidden'),
	);
});

test('a session may lie in the past, but in no year that is a slip of the keys', () => {
	const on = (date: string) => session.SessionTime.safeParse({ ...time, date }).success;
	expect(['2019-03-01', '2099-12-31'].map(on)).toEqual([true, true]);
	expect(['0000-01-01', '0206-12-01', '1999-12-31', '2100-01-01', '9999-12-31'].map(on)).not.toContain(true);
});

test('held is held once; it can be undone, and what was held cannot be moved or cancelled', () => {
	const held = session.hold(planned, coach, NOW);
	expect(session.hold(held, coach, NOW)).toBe(held);
	expect(() => session.move(held, time, coach, NOW)).toThrow(refusal('conflict'));
	expect(() => session.cancel(held, coach, NOW)).toThrow(refusal('conflict'));
	expect(session.reopen(held, coach, NOW)).toEqual(planned);
	expect(session.move(session.cancel(planned, coach, NOW), time, coach, NOW).status).toBe('planned');
});

test('only the coachee rates, from 0 to 10, with a sentence or without', () => {
	const one = goal.create(begun, [], goal.GoalDraft.parse({ goalId: newId('gol'), title: 'Speak first' }), coach, NOW);
	const rating = goal.RatingDraft.parse({ ratingId: newId('rtg'), value: 7, sentence: 'Twice this week' });
	expect(goal.rate(one, begun, rating, coachee, NOW)).toMatchObject({ value: 7, ratedBy: coachee.memberId });
	expect(() => goal.rate(one, begun, rating, coach, NOW)).toThrow(refusal('forbidden'));
	expect(() => goal.rate(one, begun, rating, admin, NOW)).toThrow(refusal('not-found'));
	for (const value of [-1, 11, 2.5]) expect(goal.RatingDraft.safeParse({ ...rating, value }).success).toBe(false);
	expect(goal.RatingDraft.safeParse({ ...rating, sentence: '' }).success).toBe(true);
	expect(goal.turn(one, 'open', coachee)).toBe(one);
	const ended = engagement.turn(begun, 'ended', coach, NOW);
	expect(() => goal.rate(one, ended, rating, coachee, NOW)).toThrow(refusal('conflict'));
});

test('a note is written by one of the two; the same text again is no change', () => {
	const first = note.write(
		begun,
		undefined,
		planned.sessionId,
		{ noteId: newId('nte'), text: 'Where the evenings go' },
		coach,
		NOW,
	);
	expect(note.write(begun, first, planned.sessionId, { noteId: first.noteId, text: first.text }, coachee, NOW)).toBe(
		first,
	);
	expect(() =>
		note.write(begun, first, planned.sessionId, { noteId: first.noteId, text: 'x' }, otherCoach, NOW),
	).toThrow(refusal('not-found'));
	const own = note.writePrivate(
		begun,
		undefined,
		planned.sessionId,
		{ noteId: newId('nte'), text: 'mine' },
		coach,
		NOW,
	);
	expect(own.ownerId).toBe(coach.memberId);
	expect(note.NoteDraft.safeParse({ noteId: newId('nte'), text: 'é'.repeat(note.NOTE_MAX + 1) }).success).toBe(false);
});

test('participation counts that something happened, never what', () => {
	const open = { status: 'open' };
	expect(delta('action', undefined, open)).toEqual({ openActions: 1 });
	expect(delta('action', open, { status: 'done' })).toEqual({ openActions: -1, doneActions: 1 });
	expect(delta('action', open, open)).toEqual({});
	expect(delta('session', planned, { status: 'held' })).toEqual({ heldSessions: 1 });
	expect(delta('session', { status: 'held' }, planned)).toEqual({ heldSessions: -1 });
	expect(delta('rating', undefined, {})).toEqual({ ratings: 1 });
	expect(delta('note', undefined, {})).toEqual({});
});

test('a note is written while the trajectory lasts, paused or not', () => {
	const write = (status: 'paused' | 'ended') => () =>
		note.write(
			engagement.turn(begun, status, coach, NOW),
			undefined,
			planned.sessionId,
			{ noteId: newId('nte'), text: 'Afterwards' },
			coach,
			NOW,
		);
	expect(write('paused')().text).toBe('Afterwards');
	expect(write('ended')).toThrow(/its notes stay as they are/);
});

test('a trajectory works towards twenty goals at a time', () => {
	const make = (others: { status: 'open' | 'reached' }[]) => () =>
		goal.create(begun, others, goal.GoalDraft.parse({ goalId: newId('gol'), title: 'Rest' }), coach, NOW);
	const open = Array.from({ length: goal.OPEN_GOALS_MAX }, () => ({ status: 'open' as const }));
	expect(make(open)).toThrow(/20 goals are open here/);
	expect(make([...open.slice(1), { status: 'reached' }])().status).toBe('open');
});

test('a firm invites a hundred people a day and no more', () => {
	const invited = Array.from({ length: member.INVITATIONS_A_DAY }, () => ({ createdAt: NOW }));
	expect(() => member.requireInvitationLeft(invited.slice(1), NOW)).not.toThrow();
	expect(() => member.requireInvitationLeft(invited, NOW)).toThrow(refusal('too-many'));
	expect(() => member.requireInvitationLeft(invited, '2026-11-23T12:00:01.000Z')).not.toThrow();
});
