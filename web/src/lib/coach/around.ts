import type { Around } from '#shared/domain/capture.ts';
import type { Defaults, Usual } from '#shared/domain/defaults.ts';
import type { Member } from '#shared/domain/member.ts';
import { nextSession } from '#shared/domain/today.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';

/** Who reads; and to show the usual reminders before they are set: the coachee's, and the firm's for who has none of their own. */
interface Reading {
	member: Pick<Member, 'name' | 'zone' | 'defaults'>;
	tenant: { defaults?: Defaults | undefined };
	usual?: Usual;
}

/** What a captured line is read against: the same on the server that makes the action and in the browser that shows it coming. */
export function aroundOf(
	{ engagement, goals, sessions }: Trajectory,
	{ member: coach, tenant, usual }: Reading,
	now: string,
	sessionId?: string,
): Around {
	const others = sessions.filter((session) => session.sessionId !== sessionId);
	return {
		now,
		coachee: { name: engagement.coacheeName, zone: engagement.zone },
		coach: { name: coach.name, zone: coach.zone },
		goals: goals.filter(({ status }) => status === 'open').map(({ goalId, title }) => ({ goalId, title })),
		sessionAt: sessions.find((session) => session.sessionId === sessionId)?.startsAt,
		nextSessionAt: nextSession(
			others.filter(({ startsAt }) => startsAt > now),
			now,
		)?.startsAt,
		usual: usual && { coachee: usual.action, coach: coach.defaults?.action ?? tenant.defaults?.action ?? [] },
	};
}
