import { type ICalEventData, ICalCalendar, ICalEventStatus } from 'ical-generator';
import type { Session } from '#shared/domain/session.ts';
import { addToInstant } from '#shared/domain/time.ts';
import type { Words } from '#shared/messages/words.ts';
import { setting } from '#services/clients.ts';

/**
 * By what every calendar knows a thing, for good: an invitation's update, its cancellation and the feed name the same. No
 * host name in it, for that may change while invitations stand in calendars.
 */
export const uidOf = (itemId: string): string => `${itemId}@focuscoachee`;

/** What a calendar has to know of a session. */
export type CalendarSession = Pick<
	Session,
	'sessionId' | 'number' | 'startsAt' | 'minutes' | 'place' | 'status' | 'sequence'
>;

interface Shown {
	/** The other of the two, by name. */
	other: string;
	/** The page of the trajectory, which asks to sign in. */
	link: string;
	words: Words;
	now: string;
}

/** A session as calendars hold it: which one it is, when, where, and nothing of what is said there. */
export const sessionEvent = (session: CalendarSession, { other, link, words, now }: Shown): ICalEventData => ({
	id: uidOf(session.sessionId),
	sequence: session.sequence,
	stamp: new Date(now),
	start: new Date(session.startsAt),
	end: new Date(addToInstant(session.startsAt, { minutes: session.minutes })),
	summary: words.calendar.summary(session.number, other),
	location: session.place || null,
	// Not every calendar shows an address of its own field.
	description: link,
	url: link,
	status: session.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
});

interface Place {
	tenantId: string;
	engagementId: string;
}

/** Where each of the two sees a trajectory. */
export const trajectoryPage = (role: 'coach' | 'coachee', { tenantId, engagementId }: Place): string =>
	`${setting('PUBLIC_ORIGIN')}/t/${tenantId}/${role === 'coach' ? `engagements/${engagementId}` : `program?with=${engagementId}`}`;

/** Where an action stands, for either. */
export const actionPage = ({ tenantId, engagementId, actionId }: Place & { actionId: string }): string =>
	`${setting('PUBLIC_ORIGIN')}/t/${tenantId}/engagements/${engagementId}/actions/${actionId}`;

/** An empty calendar that says who made it. */
export const newCalendar = (words: Words): ICalCalendar =>
	new ICalCalendar({
		prodId: { company: 'FocusCoachee', product: 'FocusCoachee', language: words.lang.toUpperCase() },
	});
