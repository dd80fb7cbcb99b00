import type { Action } from '#shared/domain/action.ts';
import type { Goal, Rating } from '#shared/domain/goal.ts';
import type { Note } from '#shared/domain/note.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';

export interface GoalInProgram {
	goal: Goal;
	/** Oldest first; the first says where it started. */
	ratings: Rating[];
	actions: Action[];
	/** The session after which to rate: held since the last rating. */
	after: Session | undefined;
}

export interface SessionInProgram {
	session: Session;
	note: Note | undefined;
	actions: Action[];
}

export interface Program {
	goals: GoalInProgram[];
	/** The next one first. */
	ahead: SessionInProgram[];
	/** The last one first. */
	past: SessionInProgram[];
	/** Actions of no goal and no session. */
	others: Action[];
	/** What the coach wrote about no action in particular, the newest first. */
	lines: Nudge[];
	/** What they wrote about an action, the newest first. */
	linesAbout(actionId: string): Nudge[];
}

/** A trajectory as its coachee reads it. */
export function programOf({ goals, ratings, sessions, notes, actions, nudges }: Trajectory, now: string): Program {
	const lastHeld = sessions.filter(({ status }) => status === 'held').at(-1);
	const withAll = (session: Session): SessionInProgram => ({
		session,
		note: notes.find(({ sessionId }) => sessionId === session.sessionId),
		actions: actions.filter(({ sessionId }) => sessionId === session.sessionId),
	});
	const isAhead = ({ status, startsAt, minutes }: Session) =>
		status === 'planned' && Date.parse(startsAt) + minutes * 60_000 > Date.parse(now);
	const lines = nudges.filter(({ status }) => status !== 'withdrawn').toReversed();
	const open = (goal: Goal) => (goal.status === 'open' ? 0 : 1);
	return {
		goals: goals
			.toSorted((a, b) => open(a) - open(b) || a.createdAt.localeCompare(b.createdAt))
			.map((goal) => {
				const own = ratings.filter(({ goalId }) => goalId === goal.goalId);
				const last = own.at(-1);
				return {
					goal,
					ratings: own,
					actions: actions.filter(({ goalId }) => goalId === goal.goalId),
					after: lastHeld && (!last || last.createdAt < (lastHeld.heldAt ?? lastHeld.startsAt)) ? lastHeld : undefined,
				};
			}),
		ahead: sessions.filter(isAhead).map(withAll),
		past: sessions
			.filter((session) => !isAhead(session))
			.map(withAll)
			.toReversed(),
		others: actions.filter(({ goalId, sessionId }) => !goalId && !sessionId),
		lines: lines.filter(({ actionId }) => actionId === undefined),
		linesAbout: (id) => lines.filter(({ actionId }) => actionId === id),
	};
}
