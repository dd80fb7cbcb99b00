import type { Around } from '#shared/domain/capture.ts';
import type { Member } from '#shared/domain/member.ts';
import { nextSession } from '#shared/domain/today.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';

/** What a captured line is read against: the same on the server that makes the action and in the browser that shows it coming. */
export function aroundOf(
	{ engagement, goals, sessions }: Trajectory,
	coach: Pick<Member, 'name' | 'zone'>,
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
	};
}
