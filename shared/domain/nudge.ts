import { z } from 'zod';
import { ActionId, LetterId, NudgeId } from '#shared/ids.ts';
import { Item, line } from './item.ts';

export const NUDGE_MAX = 280;

/** A line of the coach's own hand, about an action or the trajectory as a whole. */
export const NudgeDraft = z.object({ nudgeId: NudgeId, text: line(NUDGE_MAX), actionId: ActionId.optional() });
export type NudgeDraft = z.infer<typeof NudgeDraft>;

/** Goes into the coachee's next letter. `passed`: by then there was no reason left to say it, or it was not wanted. */
export const Nudge = Item.extend({
	nudgeId: NudgeId,
	actionId: ActionId.optional(),
	text: z.string(),
	status: z.enum(['waiting', 'sent', 'withdrawn', 'passed']),
	letterId: LetterId.optional(),
	/** When it wants to leave, or `never`. */
	nextAt: z.string(),
});
export type Nudge = z.infer<typeof Nudge>;
