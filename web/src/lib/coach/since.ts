import type { Session } from '#shared/domain/session.ts';
import type { Told, Trajectory } from '#shared/domain/trajectory.ts';

/** Kinds of which a coach wants to know what became of them. Sessions and notes stand on the page themselves. */
const TELLING = new Set<Told['kind']>(['action', 'goal', 'rating', 'engagement']);

/** From the end of the session before this one until this one began, or now. */
export function spanBefore(
	{ engagement, sessions }: Pick<Trajectory, 'engagement' | 'sessions'>,
	session: Session,
	now: string,
): { last: Session | undefined; from: string; to: string } {
	const last = sessions.filter(({ status, startsAt }) => status !== 'cancelled' && startsAt < session.startsAt).at(-1);
	const ended = last && new Date(Date.parse(last.startsAt) + last.minutes * 60_000).toISOString();
	return { last, from: ended ?? engagement.createdAt, to: session.startsAt < now ? session.startsAt : now };
}

/** What became of things: without letters, without what was written down in the last session itself, and without this one's own. */
export const telling = (revisions: readonly Told[], session: Session, last: Session | undefined): Told[] =>
	revisions.filter(({ kind, number, actor, state }) => {
		if (!TELLING.has(kind) || actor.kind === 'system') return false;
		if (kind !== 'action') return true;
		return state.sessionId !== session.sessionId && !(number === 1 && last && state.sessionId === last.sessionId);
	});
