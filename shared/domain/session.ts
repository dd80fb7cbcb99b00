import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { SessionId } from '#shared/ids.ts';
import { requireCoach, requireParty, type Actor } from './actor.ts';
import type { Engagement } from './engagement.ts';
import { Item, line, newItem } from './item.ts';
import * as reminder from './reminder.ts';
import { NEVER, Reminder, ReminderDrafts, type Anchors, type ReminderDraft } from './reminder.ts';
import { changed, wantedAt, withMoments } from './telling.ts';
import { DateOnly, instantOf, WallTime, Zone } from './time.ts';

export const PLACE_MAX = 200;

/** When and where, as the person who plans it reads a clock. */
export const SessionTime = z.object({
	date: DateOnly,
	time: WallTime,
	zone: Zone,
	minutes: z.number().int().min(5, 'At least 5 minutes').max(480, 'At most 8 hours').default(60),
	place: z.union([line(PLACE_MAX), z.literal('')]).default(''),
});
export type SessionTime = z.infer<typeof SessionTime>;

const drafts = ReminderDrafts.refine(
	(all) => all.every(({ rule }) => rule.anchor === 'session'),
	'A session has no deadline; count from the session itself',
);
export const SessionReminders = z.object({ reminders: drafts });
/** Without reminders it gets those that are usual for its coachee; an empty list means none. */
export const SessionDraft = SessionTime.extend({ sessionId: SessionId, reminders: drafts.optional() });
export type SessionDraft = z.infer<typeof SessionDraft>;

const EachOfTwo = z.object({ coach: z.number().int(), coachee: z.number().int() });

/** Always a coaching session. */
export const Session = Item.extend({
	sessionId: SessionId,
	/** 1 for the first of the engagement. */
	number: z.number().int().min(1),
	startsAt: z.iso.datetime(),
	zone: Zone,
	minutes: z.number().int(),
	place: z.string(),
	status: z.enum(['planned', 'held', 'cancelled']),
	heldAt: z.iso.datetime().optional(),
	/** To the coachee, relative to the session, in the coachee's zone. */
	reminders: z.array(Reminder),
	remindZone: Zone,
	/** Counts what calendars have to be told: a time, a place, that it is off. */
	sequence: z.number().int().min(0),
	/** The newest sequence each of the two was told; -1 is nothing yet. */
	told: EachOfTwo,
	/** The newest sequence that passed somebody by: they want no such letter, or it would not arrive. */
	untold: EachOfTwo.optional(),
	/** When calendars want to be told, or `never`. */
	tellAt: z.string(),
	/** The next moment it wants a letter, or `never`. */
	nextAt: z.string(),
});
export type Session = z.infer<typeof Session>;

/** What one trajectory may have planned at a time. */
export const PLANNED_SESSIONS_MAX = 60;

/**
 * The coach plans the next session beside the others; it may lie in the past, to write down one that was held, and no
 * calendar hears of that.
 */
export function planned(
	engagement: Engagement,
	others: readonly Pick<Session, 'status'>[],
	draft: SessionDraft,
	actor: Actor,
	now: string,
): Session {
	requireCoach(actor, engagement);
	if (engagement.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended');
	if (others.filter(({ status }) => status === 'planned').length >= PLANNED_SESSIONS_MAX)
		throw new Refusal('too-many', `${PLANNED_SESSIONS_MAX} sessions are planned here. Hold or cancel some first`);
	const startsAt = instantOf(draft.date, draft.time, draft.zone);
	const session: Session = {
		...newItem(engagement, now),
		sessionId: draft.sessionId,
		number: engagement.sessionCount + 1,
		startsAt,
		zone: draft.zone,
		minutes: draft.minutes,
		place: draft.place,
		status: 'planned',
		reminders: [],
		remindZone: engagement.zone,
		sequence: 0,
		told: { coach: -1, coachee: -1 },
		tellAt: startsAt > now ? now : NEVER,
		nextAt: NEVER,
	};
	return withReminders(session, reminder.plan(draft.reminders ?? [], anchorsOf(session), now));
}

/** Another time or place. Throws `conflict` once it was held. */
export function move(session: Session, time: SessionTime, actor: Actor, now: string): Session {
	requireCoach(actor, session);
	if (session.status === 'held') throw new Refusal('conflict', 'This session was already held');
	const startsAt = instantOf(time.date, time.time, time.zone);
	const { zone, minutes, place } = time;
	const next: Session = { ...session, startsAt, zone, minutes, place, status: 'planned' };
	const same = (['startsAt', 'minutes', 'place', 'status'] as const).every((field) => next[field] === session[field]);
	return same ? next : replanned(changed(next, now), now);
}

/** It took place. What was to remind of it ahead ends; what comes after it stays. Holding twice changes nothing. */
export function hold(session: Session, actor: Actor, now: string): Session {
	requireCoach(actor, session);
	if (session.status === 'held') return session;
	const held: Session = { ...session, status: 'held', heldAt: now, tellAt: NEVER };
	return withReminders(held, reminder.stopBefore(held.reminders, held.startsAt));
}

/** It will not take place, or did not. */
export function cancel(session: Session, actor: Actor, now: string): Session {
	requireCoach(actor, session);
	if (session.status === 'cancelled') return session;
	if (session.status === 'held') throw new Refusal('conflict', 'This session was already held');
	return withReminders(changed({ ...session, status: 'cancelled' }, now), reminder.stop(session.reminders));
}

/** Undo of held or cancelled. */
export function reopen(session: Session, actor: Actor, now: string): Session {
	requireCoach(actor, session);
	if (session.status === 'planned') return session;
	const { heldAt: _at, ...rest } = session;
	const next: Session = { ...rest, status: 'planned' };
	return replanned(session.status === 'held' ? { ...next, tellAt: wantedAt(next, now) } : changed(next, now), now);
}

/** Replaces its reminders as a whole. Either of the two may. Throws `conflict` when it is cancelled. */
export function remind(session: Session, drafts: ReminderDraft[], actor: Actor, now: string): Session {
	requireParty(actor, session);
	if (session.status === 'cancelled') throw new Refusal('conflict', 'This session is cancelled. Plan it again first');
	return replanned(session, now, drafts);
}

/** The coachee has moved to another zone: reminders fall at the same time on the new clock. */
export function rezone(session: Session, zone: string, now: string): Session {
	if (session.remindZone === zone) return session;
	const next = { ...session, remindZone: zone };
	return withReminders(next, reminder.rezone(session.reminders, anchorsOf(next), now));
}

/** Its reminders by the zone data of today. Only whoever wakes the sender does this. */
export function retimed(session: Session, now: string): Session {
	const reminders = reminder.retimed(session.reminders, anchorsOf(session), now);
	return reminders === session.reminders ? session : withReminders(session, reminders);
}

/** Marks what was due as sent. Only the sender of letters does this. */
export const reminded = (session: Session, letterId: string, now: string): Session =>
	withReminders(session, reminder.markSent(session.reminders, letterId, now));

/** Lets what was due pass without a letter. Only the sender of letters does this. */
export const passedOver = (session: Session, now: string): Session =>
	withReminders(session, reminder.passOver(session.reminders, now));

const anchorsOf = ({ startsAt, remindZone }: Session): Anchors => ({ sessionAt: startsAt, zone: remindZone });

/** Reminders as the session stands now. Once it was held, nothing reminds of it ahead. */
function replanned(session: Session, now: string, drafts?: ReminderDraft[]): Session {
	const reminders = reminder.replan(session.reminders, anchorsOf(session), now, drafts);
	return withReminders(
		session,
		session.status === 'held' ? reminder.stopBefore(reminders, session.startsAt) : reminders,
	);
}

const withReminders = (session: Session, reminders: Reminder[]): Session => withMoments({ ...session, reminders });
