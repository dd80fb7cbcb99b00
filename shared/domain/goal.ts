import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { GoalId, MemberId, RatingId, SessionId } from '#shared/ids.ts';
import { isCoacheeOf, requireParty, type Actor, type Parties } from './actor.ts';
import { Item, line, newItem, text } from './item.ts';

export const GOAL_TITLE_MAX = 160;
export const GOAL_WHY_MAX = 1000;
export const RATING_SENTENCE_MAX = 280;

export const GoalDraft = z.object({ goalId: GoalId, title: line(GOAL_TITLE_MAX), why: text(GOAL_WHY_MAX).default('') });
export type GoalDraft = z.infer<typeof GoalDraft>;

export const GoalEdit = z.object({ title: line(GOAL_TITLE_MAX).optional(), why: text(GOAL_WHY_MAX).optional() });
export type GoalEdit = z.infer<typeof GoalEdit>;

/** Where the coachee stands, 0 (not at all) to 10 (fully there), with one sentence of their own. */
export const RatingDraft = z.object({
	ratingId: RatingId,
	value: z.number().int().min(0, 'From 0 to 10').max(10, 'From 0 to 10'),
	sentence: z.union([line(RATING_SENTENCE_MAX), z.literal('')]).default(''),
	sessionId: SessionId.optional(),
});
export type RatingDraft = z.infer<typeof RatingDraft>;

/** What the engagement works towards. */
export const Goal = Item.extend({
	goalId: GoalId,
	title: z.string(),
	why: z.string(),
	status: z.enum(['open', 'reached', 'dropped']),
});
export type Goal = z.infer<typeof Goal>;

export const Rating = Item.extend({
	ratingId: RatingId,
	goalId: GoalId,
	value: z.number().int(),
	sentence: z.string(),
	sessionId: SessionId.optional(),
	ratedBy: MemberId,
});
export type Rating = z.infer<typeof Rating>;

/** What one trajectory works towards at a time. */
export const OPEN_GOALS_MAX = 20;

type Around = Parties & { tenantId: string; engagementId: string; status: 'active' | 'paused' | 'ended' };

/** A new goal beside the others. Throws `conflict` when the engagement has ended, `too-many` when enough are open. */
export function create(
	around: Around,
	others: readonly Pick<Goal, 'status'>[],
	draft: GoalDraft,
	actor: Actor,
	now: string,
): Goal {
	requireParty(actor, around);
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; nothing can be added to it');
	if (others.filter(({ status }) => status === 'open').length >= OPEN_GOALS_MAX)
		throw new Refusal(
			'too-many',
			`${OPEN_GOALS_MAX} goals are open here. Reach one or let one go before you set another`,
		);
	return { ...newItem(around, now), goalId: draft.goalId, title: draft.title, why: draft.why, status: 'open' };
}

export function edit(goal: Goal, change: GoalEdit, actor: Actor): Goal {
	requireParty(actor, goal);
	return {
		...goal,
		...(change.title !== undefined && { title: change.title }),
		...(change.why !== undefined && { why: change.why }),
	};
}

/** Reached, dropped, or open again. Repeating what stands changes nothing. */
export function turn(goal: Goal, status: Goal['status'], actor: Actor): Goal {
	requireParty(actor, goal);
	return goal.status === status ? goal : { ...goal, status };
}

/** Only the coachee rates their own goals, while the engagement lasts. Throws `forbidden` for the coach. */
export function rate(
	goal: Goal,
	{ status }: Pick<Around, 'status'>,
	draft: RatingDraft,
	actor: Actor,
	now: string,
): Rating {
	requireParty(actor, goal);
	if (!isCoacheeOf(actor, goal) || actor.kind === 'system')
		throw new Refusal('forbidden', 'Only the coachee rates a goal');
	if (status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; nothing can be added to it');
	return {
		...newItem(goal, now),
		ratingId: draft.ratingId,
		goalId: goal.goalId,
		value: draft.value,
		sentence: draft.sentence,
		sessionId: draft.sessionId,
		ratedBy: actor.memberId,
	};
}
