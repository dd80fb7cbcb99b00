import { z } from 'zod';
import { ActionId, GoalId, MemberId, SessionId } from '#shared/ids.ts';
import { Item, line, text } from './item.ts';
import { Reminder, ReminderDrafts } from './reminder.ts';
import { DateOnly, today, Zone } from './time.ts';

export const ACTION_TITLE_MAX = 200;
export const ACTION_NOTE_MAX = 1000;
export const DROP_REASON_MAX = 300;

/** What a person sends to make an action. Without an owner it is the coachee's; without reminders it gets those usual for its owner. */
export const ActionDraft = z.object({
	actionId: ActionId,
	title: line(ACTION_TITLE_MAX),
	dueOn: DateOnly,
	ownerId: MemberId.optional(),
	note: text(ACTION_NOTE_MAX).default(''),
	goalId: GoalId.optional(),
	sessionId: SessionId.optional(),
	reminders: ReminderDrafts.optional(),
});
export type ActionDraft = z.infer<typeof ActionDraft>;

/** What an edit may change; anything left out stays. `null` takes the goal or session away. */
export const ActionEdit = z.object({
	title: line(ACTION_TITLE_MAX).optional(),
	note: text(ACTION_NOTE_MAX).optional(),
	goalId: GoalId.nullable().optional(),
	sessionId: SessionId.nullable().optional(),
});
export type ActionEdit = z.infer<typeof ActionEdit>;

export const ActionMove = z.object({ dueOn: DateOnly });
export const ActionDrop = z.object({ reason: line(DROP_REASON_MAX) });
export const ActionReminders = z.object({ reminders: ReminderDrafts });

export const Action = Item.extend({
	actionId: ActionId,
	title: z.string(),
	note: z.string(),
	ownerId: MemberId,
	/** The last day to do it, in `zone`. */
	dueOn: DateOnly,
	/** Its deadline before the last move: the one date that may lie in the past, so that a move can be undone. */
	movedFrom: DateOnly.optional(),
	zone: Zone,
	goalId: GoalId.optional(),
	sessionId: SessionId.optional(),
	/** Start of that session, which rules "N days after the session" count from. */
	sessionAt: z.iso.datetime().optional(),
	/** That session is cancelled: what counts from it rests. */
	sessionOff: z.literal(true).optional(),
	status: z.enum(['open', 'done', 'dropped']),
	closedAt: z.iso.datetime().optional(),
	closedBy: MemberId.optional(),
	dropReason: z.string().optional(),
	reminders: z.array(Reminder),
	/** The next moment a reminder wants a letter, or `never`. */
	nextAt: z.string(),
});
export type Action = z.infer<typeof Action>;

/** Open and its day is over, in the owner's zone. */
export const isLate = (action: Pick<Action, 'status' | 'dueOn' | 'zone'>, now: string): boolean =>
	action.status === 'open' && action.dueOn < today(now, action.zone);
