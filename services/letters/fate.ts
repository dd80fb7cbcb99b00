import type { MemberActor } from '#shared/domain/actor.ts';
import type { Fates } from '#shared/domain/fate.ts';
import * as action from '#services/actions/action.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as suppression from '#services/members/suppression.ts';

/** What became of the letters about this trajectory. Throws `not-found` for anyone but its two people. */
export async function ofEngagement(actor: MemberActor, key: engagement.EngagementKey): Promise<Fates> {
	const around = await engagement.find(actor, key);
	return { letters: [], held: [], suppressed: await suppression.problems(actor, around) };
}

/** The same of one action. */
export async function ofAction(actor: MemberActor, key: action.ActionKey): Promise<Fates> {
	await action.find(actor, key);
	return ofEngagement(actor, key);
}
