import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { ActionId, LetterId, NudgeId } from '#shared/ids.ts';
import type { Action } from './action.ts';
import { requireCoach, type Actor } from './actor.ts';
import type { Engagement } from './engagement.ts';
import { Item, line, newItem } from './item.ts';
import { NEVER } from './reminder.ts';
import { addToInstant } from './time.ts';

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
	/** Whether it stands on the coachee's Today: of a trajectory the newest few do. */
	shown: z.boolean(),
	/** When it wants to leave, or `never`. */
	nextAt: z.string(),
});
export type Nudge = z.infer<typeof Nudge>;

/** Lines that may wait for the next letter of one trajectory. */
export const NUDGES_WAITING_MAX = 3;
/** Lines a coach may write in one trajectory within a day. */
export const NUDGES_A_DAY = 5;
/** Lines of one trajectory that stand on Today at most, so that it stays one short read. */
export const NUDGES_SHOWN = 5;
/** How long a line can surely be taken back: no letter takes it before that. */
const PAUSE = { minutes: 1 };

/** A new line. Throws `conflict` where no letter would take it, and `too-many` when enough has been said. */
export function create(
	around: Engagement,
	draft: NudgeDraft,
	action: Action | undefined,
	written: readonly Nudge[],
	actor: Actor,
	now: string,
): Nudge {
	requireCoach(actor, around);
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; no letter would take it');
	if (around.status === 'paused')
		throw new Refusal('conflict', 'This trajectory is paused, so no letters leave. Take it up again first');
	if (action && action.status !== 'open')
		throw new Refusal('conflict', 'This action is no longer open; there is nothing left to say about it by letter');
	if (written.filter(({ status }) => status === 'waiting').length >= NUDGES_WAITING_MAX)
		throw new Refusal('too-many', `${NUDGES_WAITING_MAX} lines are waiting for the next letter already`);
	const since = new Date(Date.parse(now) - 86_400_000).toISOString();
	if (written.filter(({ createdAt }) => createdAt > since).length >= NUDGES_A_DAY)
		throw new Refusal('too-many', `At most ${NUDGES_A_DAY} lines in a day. Please go on tomorrow`);
	const { nudgeId, text, actionId } = draft;
	const item = newItem(around, now);
	return { ...item, nudgeId, actionId, text, status: 'waiting', shown: true, nextAt: dueFrom(item) };
}

/** From when on a letter may take it. */
export const dueFrom = ({ createdAt }: Pick<Nudge, 'createdAt'>): string => addToInstant(createdAt, PAUSE);

export const wantsLetter = (nudge: Pick<Nudge, 'status' | 'createdAt'>, now: string): boolean =>
	nudge.status === 'waiting' && dueFrom(nudge) <= now;

/** The lines that leave Today when one more comes: the oldest of those that no longer wait. */
export const outlived = (written: readonly Nudge[]): Nudge[] =>
	written
		.filter(({ shown, status }) => shown && status !== 'waiting')
		.toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
		.slice(NUDGES_SHOWN - 1)
		.map((nudge) => ({ ...nudge, shown: false }));

/** The coach takes it back while it waits. Withdrawing twice changes nothing; what has left cannot be taken back. */
export function withdraw(nudge: Nudge, actor: Actor): Nudge {
	requireCoach(actor, nudge);
	if (nudge.status === 'withdrawn') return nudge;
	if (nudge.status === 'sent') throw new Refusal('conflict', 'This line has left by letter already');
	if (nudge.status === 'passed') throw new Refusal('conflict', 'This line did not go out, and will not any more');
	return { ...nudge, status: 'withdrawn', nextAt: NEVER };
}

/** It stood in a letter. Only the sender of letters does this. */
export const sentBy = (nudge: Nudge, letterId: string): Nudge => ({
	...nudge,
	status: 'sent',
	letterId,
	nextAt: NEVER,
});

/** No letter takes it any more. Only the sender of letters does this. */
export const passed = (nudge: Nudge): Nudge => ({ ...nudge, status: 'passed', nextAt: NEVER });
