import type { Actor, MemberActor } from '#shared/domain/actor.ts';
import { requireParty } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/goal.ts';
import type { Goal, GoalDraft, GoalEdit, Rating, RatingDraft } from '#shared/domain/goal.ts';
import { Refusal } from '#shared/errors.ts';
import * as commits from '#services/commit.ts';
import type { Occasion } from '#services/change.ts';
import { requireUnchanged } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as revision from '#services/revisions/revision.ts';
import { still } from '#services/rows.ts';
import * as session from '#services/sessions/session.ts';
import { as, entities, strong, whole } from '#services/table.ts';

export interface GoalKey {
	engagementId: string;
	goalId: string;
}

async function peek(actor: Actor, { engagementId, goalId }: GoalKey): Promise<Goal | undefined> {
	const { data } = await entities.goal
		.get({ tenantId: actor.tenantId, engagementId, goalId })
		.go({ ...as(actor), ...strong });
	return (data as Goal | null) ?? undefined;
}

/** A goal as it stands now. Throws `not-found`. */
export async function find(actor: Actor, key: GoalKey): Promise<Goal> {
	const goal = await peek(actor, key);
	if (!goal) throw new Refusal('not-found', 'This goal is not here');
	requireParty(actor, goal);
	return goal;
}

export const create = (actor: MemberActor, engagementId: string, draft: GoalDraft, occasion: Occasion): Promise<Goal> =>
	commits.create(
		actor,
		'goal',
		occasion,
		() => peek(actor, { engagementId, goalId: draft.goalId }),
		async () => {
			const [around, others] = await Promise.all([engagement.find(actor, { engagementId }), all(actor, engagementId)]);
			return { after: rules.create(around, others, draft, actor, occasion.now), upon: [still('engagement', around)] };
		},
	);

/** Its text, on the version that was read. Throws `stale` with the newer one. */
export const edit = (
	actor: MemberActor,
	key: GoalKey,
	change: GoalEdit,
	version: number,
	occasion: Occasion,
): Promise<Goal> =>
	commits.revise(
		actor,
		'goal',
		occasion,
		() => find(actor, key),
		(goal) => {
			requireUnchanged(goal, version);
			return rules.edit(goal, change, actor);
		},
	);

export const turn = (actor: MemberActor, key: GoalKey, status: Goal['status'], occasion: Occasion): Promise<Goal> =>
	commits.revise(
		actor,
		'goal',
		occasion,
		() => find(actor, key),
		(goal) => rules.turn(goal, status, actor),
	);

/** Where the coachee stands now, with their sentence. Every rating stays. */
export const rate = (actor: MemberActor, key: GoalKey, draft: RatingDraft, occasion: Occasion): Promise<Rating> =>
	commits.create(
		actor,
		'rating',
		occasion,
		async () => {
			const { data } = await entities.rating
				.get({ tenantId: actor.tenantId, ...key, ratingId: draft.ratingId })
				.go({ ...as(actor), ...strong });
			return (data as Rating | null) ?? undefined;
		},
		async () => {
			if (draft.sessionId) await session.find(actor, { engagementId: key.engagementId, sessionId: draft.sessionId });
			await revision.requireNew(actor, draft.ratingId);
			const [goal, around] = await Promise.all([find(actor, key), engagement.find(actor, key)]);
			return { after: rules.rate(goal, around, draft, actor, occasion.now), upon: [still('engagement', around)] };
		},
	);

async function all(actor: Actor, engagementId: string): Promise<Goal[]> {
	const { data } = await entities.goal.query
		.main({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong, ...whole });
	return data as Goal[];
}
