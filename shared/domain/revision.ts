import { z } from 'zod';
import { Cause, EngagementId, ItemId, MemberId, TenantId } from '#shared/ids.ts';

export const ItemKind = z.enum([
	'engagement',
	'goal',
	'rating',
	'session',
	'note',
	'privateNote',
	'action',
	'nudge',
	'prompt',
	'reflection',
	'ownReflection',
	'draft',
]);
export type ItemKind = z.infer<typeof ItemKind>;

/** Who did it: a member by signing in or through a letter, or a worker of ours. People are named by id alone. */
export const RevisionActor = z.object({
	kind: z.enum(['member', 'bearer', 'system']),
	memberId: MemberId.optional(),
	/** A worker's. */
	name: z.string().optional(),
	letterId: z.string().optional(),
});

/** One recorded change: the state after it, and a link in its item's chain of hashes. */
export const Revision = z.object({
	tenantId: TenantId,
	engagementId: EngagementId,
	itemId: ItemId,
	kind: ItemKind,
	number: z.number().int().min(1),
	at: z.iso.datetime(),
	actor: RevisionActor,
	cause: Cause,
	/**
	 * SHA-256 over {number, at, actor, previous, digest}: `previous` is the hash of the revision before, `digest` that of salt
	 * and state. Erasing a state leaves its digest, and the chain whole.
	 */
	hash: z.string(),
	salt: z.string(),
	/** The item as it stood after this change. */
	state: z.record(z.string(), z.unknown()),
});
export type Revision = z.infer<typeof Revision>;
