import { describe, expect, it } from 'vitest';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { programOf } from '#lib/coachee/program.ts';

const now = '2026-11-20T12:00:00.000Z';
const session = (number: number, startsAt: string, status: string) => ({
	sessionId: `ses_${number}`,
	number,
	startsAt,
	minutes: 60,
	status,
	...(status === 'held' && { heldAt: startsAt }),
});
const trajectory = {
	goals: [
		{ goalId: 'gol_1', status: 'reached', createdAt: '2026-09-01' },
		{ goalId: 'gol_2', status: 'open', createdAt: '2026-09-02' },
	],
	ratings: [
		{ goalId: 'gol_2', value: 3, createdAt: '2026-09-05T10:00:00.000Z' },
		{ goalId: 'gol_1', value: 9, createdAt: '2026-11-11T10:00:00.000Z' },
		{ goalId: 'gol_2', value: 6, createdAt: '2026-10-05T10:00:00.000Z' },
	].toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
	sessions: [
		session(1, '2026-09-10T10:00:00.000Z', 'held'),
		session(2, '2026-11-10T10:00:00.000Z', 'held'),
		session(3, '2026-11-15T10:00:00.000Z', 'cancelled'),
		session(4, '2026-11-20T11:30:00.000Z', 'planned'),
		session(5, '2026-12-01T10:00:00.000Z', 'planned'),
	],
	notes: [{ sessionId: 'ses_2', text: 'what we said' }],
	actions: [
		{ actionId: 'act_1', goalId: 'gol_2', sessionId: 'ses_2' },
		{ actionId: 'act_2', sessionId: 'ses_2' },
		{ actionId: 'act_3' },
	],
	nudges: [
		{ nudgeId: 'nud_1', text: 'first', status: 'sent' },
		{ nudgeId: 'nud_2', text: 'taken back', status: 'withdrawn' },
		{ nudgeId: 'nud_3', text: 'about it', status: 'waiting', actionId: 'act_2' },
		{ nudgeId: 'nud_4', text: 'second', status: 'waiting' },
	],
} as unknown as Trajectory;
const program = programOf(trajectory, now);

describe('a program', () => {
	it('begins with the goals that are open', () => {
		expect(program.goals.map(({ goal }) => goal.goalId)).toEqual(['gol_2', 'gol_1']);
	});
	it('knows where each goal started and where it is now', () => {
		expect(program.goals[0]!.ratings.map(({ value }) => value)).toEqual([3, 6]);
	});
	it('asks for a rating after the last session that was held, until it is there', () => {
		expect(program.goals[0]!.after?.sessionId).toBe('ses_2');
		expect(program.goals[1]!.after).toBeUndefined();
	});
	it('has the next session first, still while it lasts, and the last one first of those past', () => {
		expect(program.ahead.map(({ session }) => session.number)).toEqual([4, 5]);
		expect(program.past.map(({ session }) => session.number)).toEqual([3, 2, 1]);
	});
	it('puts notes and actions with their session, and what belongs nowhere apart', () => {
		const second = program.past.find(({ session }) => session.number === 2)!;
		expect(second.note?.text).toBe('what we said');
		expect(second.actions.map(({ actionId }) => actionId)).toEqual(['act_1', 'act_2']);
		expect(program.others.map(({ actionId }) => actionId)).toEqual(['act_3']);
	});
	it('has the coach’s lines, the newest first, with what they are about; what was taken back is gone', () => {
		expect(program.lines.map(({ text }) => text)).toEqual(['second', 'first']);
		expect(program.linesAbout('act_2').map(({ text }) => text)).toEqual(['about it']);
		expect(program.linesAbout('act_1')).toEqual([]);
	});
});
