import { z } from 'zod';
import { EngagementId, MemberId, TenantId } from '#shared/ids.ts';
import type { Action } from './action.ts';
import type { Actor } from './actor.ts';
import { Suppressed } from './member.ts';
import type { Session } from './session.ts';
import type { ItemKind } from './revision.ts';

/** Content-free counts of activity in one engagement: *that* work happens, never *what*. Readable by the firm's admins. */
export const Participation = z.object({
	tenantId: TenantId,
	coachId: MemberId,
	engagementId: EngagementId,
	coacheeId: MemberId,
	openActions: z.number().int(),
	doneActions: z.number().int(),
	droppedActions: z.number().int(),
	heldSessions: z.number().int(),
	ratings: z.number().int(),
	/** Those the coach may know of. */
	reflections: z.number().int(),
	/** Last instant the coachee did anything. */
	coacheeActiveAt: z.iso.datetime().optional(),
	coachActiveAt: z.iso.datetime().optional(),
	/** Why no letter reaches the coachee, while none does. */
	unreached: Suppressed.shape.reason.optional(),
});
export type Participation = z.infer<typeof Participation>;

export const COUNTS = [
	'openActions',
	'doneActions',
	'droppedActions',
	'heldSessions',
	'ratings',
	'reflections',
] as const;
export type Count = (typeof COUNTS)[number];
export type Delta = Partial<Record<Count, number>>;

const ACTION_COUNT = { open: 'openActions', done: 'doneActions', dropped: 'droppedActions' } as const;

/** What one change adds to the counts; empty when it counts for nothing. */
export function delta(kind: ItemKind, before: unknown, after: unknown): Delta {
	const counts: Delta = {};
	const add = (name: Count, by: number) => {
		const sum = (counts[name] ?? 0) + by;
		if (sum === 0) delete counts[name];
		else counts[name] = sum;
	};
	if (kind === 'action') {
		if (before) add(ACTION_COUNT[(before as Action).status], -1);
		add(ACTION_COUNT[(after as Action).status], 1);
	}
	if (kind === 'session') {
		const held = (session: unknown) => ((session as Session | undefined)?.status === 'held' ? 1 : 0);
		if (held(after) !== held(before)) add('heldSessions', held(after) - held(before));
	}
	if ((kind === 'rating' || kind === 'reflection') && !before) add(`${kind}s`, 1);
	return counts;
}

/** Which of the two was active, if either. A worker of ours is nobody's activity. */
export function activity(
	actor: Actor,
	parties: { coachId: string; coacheeId: string },
): 'coacheeActiveAt' | 'coachActiveAt' | undefined {
	if (actor.kind === 'system') return undefined;
	return actor.memberId === parties.coacheeId ? 'coacheeActiveAt' : 'coachActiveAt';
}
