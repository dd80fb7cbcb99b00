import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { SessionId } from '#shared/ids.ts';
import { requireCoach, type Actor } from './actor.ts';
import type { Engagement } from './engagement.ts';
import { Item, line, newItem } from './item.ts';
import { NEVER, Reminder } from './reminder.ts';
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
export const SessionDraft = SessionTime.extend({ sessionId: SessionId });
export type SessionDraft = z.infer<typeof SessionDraft>;

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
	told: z.object({ coach: z.number().int(), coachee: z.number().int() }),
	/** When calendars want to be told, or `never`. */
	tellAt: z.string(),
	/** The next moment it wants a letter, or `never`. */
	nextAt: z.string(),
});
export type Session = z.infer<typeof Session>;

/** The coach plans the next session; it may lie in the past, to write down one that was held. */
export function planned(engagement: Engagement, draft: SessionDraft, actor: Actor, now: string): Session {
	requireCoach(actor, engagement);
	if (engagement.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended');
	return {
		...newItem(engagement, now),
		sessionId: draft.sessionId,
		number: engagement.sessionCount + 1,
		startsAt: instantOf(draft.date, draft.time, draft.zone),
		zone: draft.zone,
		minutes: draft.minutes,
		place: draft.place,
		status: 'planned',
		reminders: [],
		remindZone: engagement.zone,
		sequence: 0,
		told: { coach: -1, coachee: -1 },
		tellAt: NEVER,
		nextAt: NEVER,
	};
}

/** Another time or place. Throws `conflict` once it was held. */
export function move(session: Session, time: SessionTime, actor: Actor): Session {
	requireCoach(actor, session);
	if (session.status === 'held') throw new Refusal('conflict', 'This session was already held');
	return {
		...session,
		startsAt: instantOf(time.date, time.time, time.zone),
		zone: time.zone,
		minutes: time.minutes,
		place: time.place,
		status: 'planned',
	};
}

/** It took place. Holding twice changes nothing. */
export function hold(session: Session, actor: Actor, now: string): Session {
	requireCoach(actor, session);
	if (session.status === 'held') return session;
	return { ...session, status: 'held', heldAt: now };
}

/** It will not take place, or did not. */
export function cancel(session: Session, actor: Actor): Session {
	requireCoach(actor, session);
	if (session.status === 'cancelled') return session;
	if (session.status === 'held') throw new Refusal('conflict', 'This session was already held');
	return { ...session, status: 'cancelled' };
}

/** Undo of held or cancelled. */
export function reopen(session: Session, actor: Actor): Session {
	requireCoach(actor, session);
	if (session.status === 'planned') return session;
	const { heldAt: _at, ...rest } = session;
	return { ...rest, status: 'planned' };
}
