import type { MemberActor } from '#shared/domain/actor.ts';
import { requireParty } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/nudge.ts';
import type { Nudge, NudgeDraft } from '#shared/domain/nudge.ts';
import { Refusal } from '#shared/errors.ts';
import * as action from '#services/actions/action.ts';
import * as commits from '#services/commit.ts';
import type { Occasion } from '#services/change.ts';
import * as engagement from '#services/engagements/engagement.ts';
import { rowOf, still } from '#services/rows.ts';
import { as, entities, strong, whole } from '#services/table.ts';

export interface NudgeKey {
	engagementId: string;
	nudgeId: string;
}

async function peek(actor: MemberActor, { engagementId, nudgeId }: NudgeKey): Promise<Nudge | undefined> {
	const { data } = await entities.nudge
		.get({ tenantId: actor.tenantId, engagementId, nudgeId })
		.go({ ...as(actor), ...strong });
	return (data as Nudge | null) ?? undefined;
}

/** A nudge as it stands now. Throws `not-found`. */
export async function find(actor: MemberActor, key: NudgeKey): Promise<Nudge> {
	const nudge = await peek(actor, key);
	if (!nudge) throw new Refusal('not-found', 'There is nothing here for you');
	requireParty(actor, nudge);
	return nudge;
}

/** A line of the coach for the coachee's next letter. The letter leaves by itself once this is committed. */
export const create = (
	actor: MemberActor,
	engagementId: string,
	draft: NudgeDraft,
	occasion: Occasion,
): Promise<Nudge> =>
	commits.create(
		actor,
		'nudge',
		occasion,
		() => peek(actor, { engagementId, nudgeId: draft.nudgeId }),
		async () => {
			const { actionId } = draft;
			const around = await engagement.find(actor, { engagementId });
			const [about, written] = await Promise.all([
				actionId ? action.find(actor, { engagementId, actionId }) : undefined,
				all(actor, engagementId),
			]);
			const after = rules.create(around, draft, about, written, actor, occasion.now);
			const upon = [still('engagement', around), ...(about ? [still('action', about)] : [])];
			const outlived = rules.outlived(written).map((nudge) => rowOf('nudge', nudge, nudge.version));
			return { after, upon: [...upon, ...outlived] };
		},
	);

export const withdraw = (actor: MemberActor, key: NudgeKey, occasion: Occasion): Promise<Nudge> =>
	commits.revise(
		actor,
		'nudge',
		occasion,
		() => find(actor, key),
		(nudge) => rules.withdraw(nudge, actor),
	);

async function all(actor: MemberActor, engagementId: string): Promise<Nudge[]> {
	const { data } = await entities.nudge.query
		.main({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong, ...whole });
	return data as Nudge[];
}
