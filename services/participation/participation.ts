import type { Actor } from '#shared/domain/actor.ts';
import type { Member } from '#shared/domain/member.ts';
import * as rules from '#shared/domain/participation.ts';
import { COUNTS, type Delta, type Participation } from '#shared/domain/participation.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import type { Change, Write } from '#services/change.ts';
import { as, entities, strong, whole } from '#services/table.ts';

/** The counts' rows of a transaction: one per engagement that these changes touch. */
export function writes(actor: Actor, now: string, changes: readonly Change[]): Write[] {
	const touched = new Map<string, { parties: Change['after']; delta: Delta; isNew: boolean }>();
	for (const { kind, before, after } of changes) {
		const entry = touched.get(after.engagementId) ?? { parties: after, delta: {}, isNew: false };
		for (const [name, by] of Object.entries(rules.delta(kind, before, after))) {
			const count = name as keyof Delta;
			entry.delta[count] = (entry.delta[count] ?? 0) + by;
		}
		entry.isNew ||= kind === 'engagement' && !before;
		touched.set(after.engagementId, entry);
	}
	return [...touched.values()].flatMap(({ parties, delta, isNew }) => {
		const active = rules.activity(actor, parties);
		if (isNew) return [create(parties, delta, active && { [active]: now })];
		return Object.keys(delta).length > 0 || active ? [update(parties, delta, active, now)] : [];
	});
}

function create(parties: Change['after'], delta: Delta, active: object | undefined): Write {
	const { tenantId, coachId, engagementId, coacheeId } = parties;
	const counts = Object.fromEntries(COUNTS.map((name) => [name, delta[name] ?? 0])) as Record<
		(typeof COUNTS)[number],
		number
	>;
	const row = { tenantId, coachId, engagementId, coacheeId, ...counts, ...active };
	const params = entities.participation.create(row).params({ table: setting('TABLE_NAME') });
	return { Put: params as unknown as NonNullable<Write['Put']> };
}

/** Adds are safe here: the transaction stands or falls with the version conditions of the things it counts. */
function update(
	{ tenantId, coachId, engagementId }: Change['after'],
	delta: Delta,
	active: 'coacheeActiveAt' | 'coachActiveAt' | undefined,
	now: string,
): Write {
	const params = entities.participation
		.patch({ tenantId, coachId, engagementId })
		.add(delta)
		.set(active ? { [active]: now } : {})
		.params({ table: setting('TABLE_NAME') });
	return { Update: params as unknown as NonNullable<Write['Update']> };
}

/** Says in each trajectory of a coachee whether letters reach them: their coach's list is told by it. Rare enough to look through the firm. */
export async function reached(
	actor: Actor,
	{ memberId, suppressed }: Pick<Member, 'memberId' | 'suppressed'>,
): Promise<Write[]> {
	const { tenantId } = actor;
	const { data } = await entities.participation.query
		.main({ tenantId })
		.where(({ coacheeId }, { eq }) => eq(coacheeId, memberId))
		.go({ ...as(actor), ...strong, ...whole });
	return data.map(({ coachId, engagementId }) => {
		const row = entities.participation.patch({ tenantId, coachId, engagementId });
		const said = suppressed ? row.set({ unreached: suppressed.reason }) : row.remove(['unreached']);
		const params = said.params({ table: setting('TABLE_NAME') });
		return { Update: params as unknown as NonNullable<Write['Update']> };
	});
}

/** Counts of one engagement, after one's own writes. */
export async function find(
	actor: Actor,
	{ coachId, engagementId }: Pick<Participation, 'coachId' | 'engagementId'>,
): Promise<Participation> {
	const { data } = await entities.participation
		.get({ tenantId: actor.tenantId, coachId, engagementId })
		.go({ ...as(actor), ...strong });
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return data as Participation;
}

/** Counts of every engagement of one coach. */
export async function ofCoach(actor: Actor, coachId: string): Promise<Participation[]> {
	const { data } = await entities.participation.query
		.main({ tenantId: actor.tenantId, coachId })
		.go({ ...as(actor), ...whole });
	return data as Participation[];
}

/** Counts of every engagement of the firm. */
export async function ofTenant(actor: Actor): Promise<Participation[]> {
	const { data } = await entities.participation.query.main({ tenantId: actor.tenantId }).go({ ...as(actor), ...whole });
	return data as Participation[];
}
