import type { BearerActor, MemberActor } from '#shared/domain/actor.ts';
import type { Surroundings } from '#shared/domain/action-rules.ts';
import { begin, EngagementDraft } from '#shared/domain/engagement.ts';
import { newId } from '#shared/ids.ts';

/** The people most rules are about: two who belong together, and two who do not. */
export const tenantId = newId('tnt');
const member = (name: string, role: 'admin' | 'coach' | 'coachee'): MemberActor => ({
	kind: 'member',
	tenantId,
	memberId: newId('mbr'),
	name,
	roles: [role],
});
export const coach = member('Jonas', 'coach');
export const coachee = member('Robin', 'coachee');
export const otherCoach = member('Claire', 'coach');
export const admin = member('Marit', 'admin');
export const bearerOf = (person: MemberActor, itemId: string): BearerActor => ({
	...person,
	kind: 'bearer',
	itemId,
	letterId: newId('let'),
});

export const around: Surroundings = {
	tenantId,
	engagementId: newId('eng'),
	coachId: coach.memberId,
	coacheeId: coachee.memberId,
	status: 'active',
	zone: 'Europe/Amsterdam',
	openActions: 0,
};

export const NOW = '2026-11-22T12:00:00.000Z';

/** What the two have together: begun today, with nothing in it yet. */
export const begun = begin(
	EngagementDraft.parse({
		engagementId: around.engagementId,
		coachee: {
			memberId: coachee.memberId,
			invitationId: newId('inv'),
			name: 'Robin',
			mail: 'robin@lumenworks.example',
			zone: 'Europe/Amsterdam',
			language: 'en',
		},
		goals: [],
	}),
	{ startedOn: '2026-11-22', silenceDays: null },
	coach,
	NOW,
);
