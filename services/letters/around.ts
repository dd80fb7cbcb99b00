import type { Action } from '#shared/domain/action.ts';
import type { Actor } from '#shared/domain/actor.ts';
import type { Around } from '#shared/domain/due.ts';
import { looksForSilence } from '#shared/domain/due.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { LetterItem } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Session } from '#shared/domain/session.ts';
import { as, entities, strong, whole } from '#services/table.ts';

type Key = { engagementId: string; itemId: string };
const NOTHING = { sessions: [], nudges: [], prompts: [] };

/**
 * The trajectories in which something may be due for this person until then. `known` are things that whoever woke us names:
 * their trajectories are read whole as they stand this moment, because an index may not show yet what was written a second
 * ago. Of the others, what the person's own lists show; each thing is then read as it stands.
 */
export async function arounds(
	actor: Actor,
	person: Member,
	known: readonly LetterItem[],
	until: string,
): Promise<Around[]> {
	const near = [...new Set(known.flatMap(({ engagementId }) => engagementId ?? []))];
	const { coached, due } = await listed(actor, person, until);
	const own = [...new Set([...near, ...coached])];
	const elsewhere = Map.groupBy(
		due.filter(({ engagementId }) => !own.includes(engagementId)),
		({ engagementId }) => engagementId,
	);
	const found = await Promise.all([
		...own.map((engagementId) => aroundOf(actor, engagementId, person, until)),
		...[...elsewhere].map(async ([engagementId, keys]) => {
			const [engagement, actions] = await Promise.all([
				findEngagement(actor, engagementId),
				Promise.all(keys.map((key) => findAction(actor, key))),
			]);
			const there = actions.filter((action) => action !== undefined);
			return engagement && { ...NOTHING, engagement, actions: there, activeAt: engagement.createdAt };
		}),
	]);
	return found.filter((around) => around !== undefined);
}

/** One trajectory with all that may want a letter to this person in it. */
export async function aroundOf(
	actor: Actor,
	engagementId: string,
	{ memberId }: Member,
	until: string,
): Promise<Around | undefined> {
	const at = { ...as(actor), ...strong, ...whole };
	const key = { tenantId: actor.tenantId, engagementId };
	const [engagement, actions] = await Promise.all([
		findEngagement(actor, engagementId),
		entities.action.query.main(key).go(at),
	]);
	if (!engagement) return undefined;
	const around = { engagement, actions: actions.data as unknown as Action[], activeAt: engagement.createdAt };
	// Only what its owner is to do concerns the coach; everything else is for the coachee.
	if (engagement.coacheeId !== memberId) return { ...NOTHING, ...around };
	const [sessions, nudges, prompts, activeAt] = await Promise.all([
		entities.session.query.main(key).go(at),
		entities.nudge.query.main(key).go(at),
		entities.prompt.query.main(key).go(at),
		looksForSilence(engagement, until) ? activeAtOf(actor, engagement) : engagement.createdAt,
	]);
	return {
		...around,
		sessions: sessions.data as unknown as Session[],
		nudges: nudges.data as Nudge[],
		prompts: prompts.data as unknown as Prompt[],
		activeAt,
	};
}

/** From the indexes: where they are coached, and what is due of their own where they coach. */
async function listed(
	actor: Actor,
	{ memberId, roles }: Member,
	until: string,
): Promise<{ coached: string[]; due: Key[] }> {
	const { tenantId } = actor;
	const at = { ...as(actor), ...whole };
	const [coached, coaching] = await Promise.all([
		roles.includes('coachee') ? entities.engagement.query.agenda({ tenantId, coacheeId: memberId }).go(at) : undefined,
		roles.includes('coach') ? entities.action.query.caseload({ tenantId, coachId: memberId }).go(at) : undefined,
	]);
	const active = coached?.data.filter(({ status }) => status !== 'ended') ?? [];
	const due = coaching?.data.filter(({ ownerId, nextAt }) => ownerId === memberId && nextAt <= until) ?? [];
	return {
		coached: active.map(({ engagementId }) => engagementId),
		due: due.map(({ engagementId, actionId: itemId }) => ({ engagementId, itemId })),
	};
}

/** When either of the two last did anything, by the counts that say nothing else. */
async function activeAtOf(actor: Actor, { coachId, engagementId, createdAt }: Engagement): Promise<string> {
	const { data } = await entities.participation
		.get({ tenantId: actor.tenantId, coachId, engagementId })
		.go({ ...as(actor), ...strong });
	return [data?.coacheeActiveAt, data?.coachActiveAt].reduce<string>(
		(last, at) => (at && at > last ? at : last),
		createdAt,
	);
}

export async function findAction(actor: Actor, { engagementId, itemId }: Key): Promise<Action | undefined> {
	const { data } = await entities.action
		.get({ tenantId: actor.tenantId, engagementId, actionId: itemId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Action | null) ?? undefined;
}

export async function findSession(actor: Actor, { engagementId, itemId }: Key): Promise<Session | undefined> {
	const { data } = await entities.session
		.get({ tenantId: actor.tenantId, engagementId, sessionId: itemId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Session | null) ?? undefined;
}

export async function findNudge(actor: Actor, { engagementId, itemId }: Key): Promise<Nudge | undefined> {
	const { data } = await entities.nudge
		.get({ tenantId: actor.tenantId, engagementId, nudgeId: itemId })
		.go({ ...as(actor), ...strong });
	return (data as Nudge | null) ?? undefined;
}

export async function findPrompt(actor: Actor, { engagementId, itemId }: Key): Promise<Prompt | undefined> {
	const { data } = await entities.prompt
		.get({ tenantId: actor.tenantId, engagementId, promptId: itemId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Prompt | null) ?? undefined;
}

export async function findEngagement(actor: Actor, engagementId: string): Promise<Engagement | undefined> {
	const { data } = await entities.engagement
		.get({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong });
	return (data as Engagement | null) ?? undefined;
}
