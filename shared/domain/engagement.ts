import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { EngagementId, GoalId, InvitationId, MemberId } from '#shared/ids.ts';
import { requireCoach, requireRole, type MemberActor } from './actor.ts';
import { SilenceDays } from './defaults.ts';
import { GOAL_TITLE_MAX } from './goal.ts';
import { Item, line, newItem } from './item.ts';
import { MailAddress } from './mail-address.ts';
import { NEVER } from './reminder.ts';
import { Language } from './tenant.ts';
import { firstLook, lookedAgain } from './silence.ts';
import { Zone } from './time.ts';

export const PERSON_NAME_MAX = 100;

/** What a coach sends to begin with a coachee: a person new to the firm, and what they will work towards. */
export const EngagementDraft = z.object({
	engagementId: EngagementId,
	coachee: z.object({
		memberId: MemberId,
		invitationId: InvitationId,
		name: line(PERSON_NAME_MAX),
		mail: MailAddress,
		zone: Zone,
		language: Language,
	}),
	goals: z
		.array(z.object({ goalId: GoalId, title: line(GOAL_TITLE_MAX) }))
		.max(10, 'At most ten goals at the start')
		.refine((goals) => new Set(goals.map(({ goalId }) => goalId)).size === goals.length, 'Two goals carry the same id'),
});
export type EngagementDraft = z.infer<typeof EngagementDraft>;

/** One coach with one coachee towards goals. Shown as "trajectory". */
export const Engagement = Item.extend({
	coachName: z.string(),
	coacheeName: z.string(),
	/** The coachee's own zone and language, as of their last change. */
	zone: Zone,
	language: Language,
	status: z.enum(['active', 'paused', 'ended']),
	startedOn: z.string(),
	/** Sessions planned so far; the next one gets the next number. */
	sessionCount: z.number().int(),
	/** After so many days without any activity a letter asks the coachee; null is never. */
	silenceDays: SilenceDays.nullable(),
	/** Whose word that is; without, it was the default when the trajectory began. */
	silenceBy: z.enum(['coach', 'coachee']).optional(),
	/** When somebody looks next whether it has been silent, or `never`. */
	silenceAt: z.string(),
	/** When a letter last asked. */
	silenceToldAt: z.iso.datetime().optional(),
	/** The next moment it wants a letter, or `never`. */
	nextAt: z.string(),
});
export type Engagement = z.infer<typeof Engagement>;

/** A coach begins, with the usual `silenceDays`. Throws `not-found` for anyone who is not a coach. */
export function begin(
	draft: EngagementDraft,
	{ startedOn, silenceDays }: Pick<Engagement, 'startedOn' | 'silenceDays'>,
	coach: MemberActor,
	now: string,
): Engagement {
	requireRole(coach, 'coach');
	return lookedAgain(
		{
			...newItem(
				{
					tenantId: coach.tenantId,
					engagementId: draft.engagementId,
					coachId: coach.memberId,
					coacheeId: draft.coachee.memberId,
				},
				now,
			),
			coachName: coach.name,
			coacheeName: draft.coachee.name,
			zone: draft.coachee.zone,
			language: draft.coachee.language,
			status: 'active',
			startedOn,
			sessionCount: 0,
			silenceDays,
			silenceAt: NEVER,
			nextAt: NEVER,
		},
		firstLook(draft.coachee.zone, silenceDays, now),
	);
}

/** Pause, resume or end. Repeating what stands changes nothing; what has ended stays ended. Taken up again, its silence begins anew. */
export function turn(
	engagement: Engagement,
	status: Engagement['status'],
	actor: MemberActor,
	now: string,
): Engagement {
	requireCoach(actor, engagement);
	if (engagement.status === status) return engagement;
	if (engagement.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended');
	const next = { ...engagement, status };
	return lookedAgain(next, firstLook(next.zone, next.silenceDays, now));
}

/** Counts one more planned session. */
export const nextSession = (engagement: Engagement): Engagement => ({
	...engagement,
	sessionCount: engagement.sessionCount + 1,
});

/** One of its two people has another name, zone or language now. */
export function know(
	engagement: Engagement,
	member: { memberId: string; name: string; zone: string; language: Language },
): Engagement {
	const { memberId, name, zone, language } = member;
	const next = { ...engagement };
	if (memberId === engagement.coachId) next.coachName = name;
	if (memberId === engagement.coacheeId) Object.assign(next, { coacheeName: name, zone, language });
	const same = (['coachName', 'coacheeName', 'zone', 'language'] as const).every(
		(field) => next[field] === engagement[field],
	);
	return same ? engagement : next;
}
