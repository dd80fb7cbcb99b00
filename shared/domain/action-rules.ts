import { Refusal } from '#shared/errors.ts';
import type { Action, ActionDraft, ActionEdit } from './action.ts';
import { isCoachOf, requireParty, type Actor } from './actor.ts';
import { newItem } from './item.ts';
import * as reminder from './reminder.ts';
import { NEVER, type Reminder } from './reminder.ts';
import type { Session } from './session.ts';
import { addToDate, today } from './time.ts';

/** What an action takes from its surroundings when it is made or changed. */
export interface Surroundings {
	tenantId: string;
	engagementId: string;
	coachId: string;
	coacheeId: string;
	status: 'active' | 'paused' | 'ended';
	/** The owner's own zone. */
	zone: string;
	/** The session the draft names. */
	session?: Timing | undefined;
	/** How many stand open there already. */
	openActions: number;
}

/** As much of a session as reminders count from. */
export type Timing = Pick<Session, 'startsAt' | 'status'>;

/** What one trajectory holds open at a time, of both together. */
export const OPEN_ACTIONS_MAX = 200;

/** How far ahead a deadline may lie, in years. */
export const HORIZON_YEARS = 5;

/** A new action. Throws `not-found` for strangers, `invalid` for a deadline in the past or an owner from outside. */
export function create(around: Surroundings, draft: ActionDraft, actor: Actor, now: string): Action {
	requireParty(actor, around);
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; nothing can be added to it');
	const ownerId = draft.ownerId ?? around.coacheeId;
	if (ownerId !== around.coacheeId && ownerId !== around.coachId) {
		throw new Refusal('invalid', 'An action belongs to the coach or to the coachee', {
			fields: { ownerId: 'Choose one of the two' },
		});
	}
	if (around.openActions >= OPEN_ACTIONS_MAX) {
		throw new Refusal('too-many', `${OPEN_ACTIONS_MAX} actions are open here. Close some before you add another`);
	}
	requireDeadlineAhead(draft.dueOn, around.zone, now);
	const action: Action = {
		...newItem(around, now),
		actionId: draft.actionId,
		title: draft.title,
		note: draft.note,
		ownerId,
		dueOn: draft.dueOn,
		zone: around.zone,
		goalId: draft.goalId,
		sessionId: draft.sessionId,
		...standing(around.session),
		status: 'open',
		reminders: [],
		nextAt: NEVER,
	};
	return withReminders(action, reminder.plan(draft.reminders ?? [], action, now));
}

/** Who may see it. Throws `not-found` for everyone else. */
export const requireReader = (action: Action, actor: Actor): void => {
	if (actor.kind !== 'system') requireParty(actor, action, action.actionId);
};

/** Its owner, or the coach on a coachee's behalf, calls it done. Done twice is done once; a dropped one refuses with `conflict`. */
export function complete(action: Action, actor: Actor, now: string): Action {
	requireDoer(action, actor);
	if (action.status === 'done') return action;
	if (action.status === 'dropped')
		throw new Refusal('conflict', 'This action was dropped. Open it again first if you did do it');
	return close(action, 'done', actor, now);
}

/** Not doing it, because. Dropping what is dropped keeps the first reason; what is done refuses with `conflict`. */
export function drop(action: Action, reason: string, actor: Actor, now: string): Action {
	requireDoer(action, actor);
	if (action.status === 'dropped') return action;
	if (action.status === 'done')
		throw new Refusal('conflict', 'This action is already done. Undo that first if it is not');
	return { ...close(action, 'dropped', actor, now), dropReason: reason };
}

/** Undo of done or dropped: it is open again, with the reminders whose moment, as its session and its owner's zone stand now, is still ahead. */
export function reopen(action: Action, zone: string, actor: Actor, now: string): Action {
	requireDoer(action, actor);
	if (action.status === 'open') return action;
	const { closedAt: _at, closedBy: _by, dropReason: _why, ...rest } = action;
	const next: Action = { ...rest, status: 'open', zone };
	const before = zone === action.zone ? action.reminders : reminder.rezone(action.reminders, next, now);
	return withReminders(next, reminder.replan(before, next, now));
}

/** Another date, or back to the one before; its reminders follow. The same date again changes nothing. */
export function move(action: Action, dueOn: string, actor: Actor, now: string): Action {
	requireDoer(action, actor);
	requireOpen(action);
	if (action.dueOn === dueOn) return action;
	if (dueOn !== action.movedFrom) requireDeadlineAhead(dueOn, action.zone, now);
	const next = { ...action, dueOn, movedFrom: action.dueOn };
	return withReminders(next, reminder.replan(action.reminders, next, now));
}

/** Text, goal and session. `around` carries the session when the edit names one. */
export function edit(
	action: Action,
	change: ActionEdit,
	{ session }: Pick<Surroundings, 'session'>,
	actor: Actor,
	now: string,
): Action {
	requireParty(actor, action, action.actionId);
	const next: Action = { ...action };
	if (change.title !== undefined) next.title = change.title;
	if (change.note !== undefined) next.note = change.note;
	if (change.goalId !== undefined) next.goalId = change.goalId ?? undefined;
	if (change.sessionId === undefined) return next;
	next.sessionId = change.sessionId ?? undefined;
	Object.assign(next, standing(session));
	if (!next.sessionAt && next.reminders.some(({ rule }) => rule.anchor === 'session')) {
		throw new Refusal('invalid', 'A reminder counts from this session; take that reminder away first', {
			fields: { sessionId: 'A reminder counts from it' },
		});
	}
	return next.status === 'open' ? withReminders(next, reminder.replan(next.reminders, next, now)) : next;
}

/** Replaces the reminders as a whole. */
export function remind(action: Action, drafts: reminder.ReminderDraft[], actor: Actor, now: string): Action {
	requireParty(actor, action, action.actionId);
	requireOpen(action);
	return withReminders(action, reminder.replan(action.reminders, action, now, drafts));
}

/** Marks what was due as sent. Only the sender of letters does this. */
export const reminded = (action: Action, letterId: string, now: string): Action =>
	withReminders(action, reminder.markSent(action.reminders, letterId, now));

/** Lets what was due pass without a letter. Only the sender of letters does this. */
export const passedOver = (action: Action, now: string): Action =>
	withReminders(action, reminder.passOver(action.reminders, now));

/** Whether the session it came from has moved, was cancelled or planned again since. */
export const isBehind = (action: Action, session: Timing): boolean => {
	const { sessionAt, sessionOff } = standing(session);
	return action.sessionAt !== sessionAt || action.sessionOff !== sessionOff;
};

/** Reminders that count from its session follow it, and rest while it is cancelled. */
export function followSession(action: Action, session: Timing, now: string): Action {
	const next: Action = { ...action, ...standing(session) };
	return action.status === 'open' ? withReminders(next, reminder.replan(action.reminders, next, now)) : next;
}

/** Its owner has moved to another zone: the deadline stays the same date, reminders fall at the same time on the new clock. */
export const rezone = (action: Action, zone: string, now: string): Action => {
	if (action.zone === zone || action.status !== 'open') return action;
	const next = { ...action, zone };
	return withReminders(next, reminder.rezone(action.reminders, next, now));
};

/** Its reminders by the zone data of today. Only whoever wakes the sender does this. */
export function retimed(action: Action, now: string): Action {
	const reminders = reminder.retimed(action.reminders, action, now);
	return reminders === action.reminders ? action : withReminders(action, reminders);
}

/** What an action keeps of its session. */
const standing = (session: Timing | undefined): Pick<Action, 'sessionAt' | 'sessionOff'> => ({
	sessionAt: session?.startsAt,
	sessionOff: session?.status === 'cancelled' ? true : undefined,
});

const withReminders = (action: Action, reminders: Reminder[]): Action => ({
	...action,
	reminders,
	nextAt: action.status === 'open' ? reminder.nextAt(reminders) : NEVER,
});

const close = (action: Action, status: 'done' | 'dropped', actor: Actor, now: string): Action =>
	withReminders(
		{ ...action, status, closedAt: now, closedBy: actor.kind === 'system' ? undefined : actor.memberId },
		reminder.stop(action.reminders),
	);

/** The owner; a coach may also close what the coachee did, never the other way round. */
function requireDoer(action: Action, actor: Actor): void {
	requireParty(actor, action, action.actionId);
	const mine = actor.kind !== 'system' && actor.memberId === action.ownerId;
	if (!mine && !isCoachOf(actor, action))
		throw new Refusal('forbidden', 'This is your coach’s action; only they can change it');
}

function requireOpen(action: Action): void {
	if (action.status === 'open') return;
	const state = action.status === 'done' ? 'already done' : 'dropped';
	throw new Refusal('conflict', `This action is ${state}. Open it again first`);
}

function requireDeadlineAhead(dueOn: string, zone: string, now: string): void {
	const day = today(now, zone);
	if (dueOn < day)
		throw new Refusal('invalid', 'This date has passed. Choose today or later', {
			fields: { dueOn: 'This date has passed' },
		});
	if (dueOn > addToDate(day, { months: 12 * HORIZON_YEARS })) {
		throw new Refusal('invalid', `Choose a date within ${HORIZON_YEARS} years`, {
			fields: { dueOn: `Within ${HORIZON_YEARS} years` },
		});
	}
}
