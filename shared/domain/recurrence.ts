import { z } from 'zod';
import { SessionId } from '#shared/ids.ts';
import { NEVER } from './reminder.ts';
import type { Session } from './session.ts';
import { addToDate, addToInstant, DateOnly, daysBetween, instantOf, wallTime, WallTime, weekdayOf } from './time.ts';

/** Weeks between two openings at most. */
export const EVERY_MAX = 12;
/** Hours after a session at most: a week. */
export const HOURS_MAX = 168;

/**
 * When a prompt opens: once; some hours after a session, or after every one from now on; or every so many weeks on days of
 * the week (1 is Monday), counted from the week of `from`, never more than once a day.
 */
export const Recurrence = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('once'), on: DateOnly, at: WallTime }),
	z.object({
		kind: z.literal('afterSession'),
		hours: z.number().int().min(0).max(HOURS_MAX, 'At most a week after the session'),
		sessionId: SessionId.optional(),
	}),
	z.object({
		kind: z.literal('weekly'),
		every: z.number().int().min(1).max(EVERY_MAX, `At most every ${EVERY_MAX} weeks`),
		days: z
			.array(z.number().int().min(1).max(7))
			.min(1, 'Please choose a day')
			.transform((days) => [...new Set(days)].sort()),
		at: WallTime,
		from: DateOnly,
		/** The last day on which it may open. */
		until: DateOnly.optional(),
	}),
]);
export type Recurrence = z.infer<typeof Recurrence>;

/** The next time it opens, and the session it follows, if it follows one. */
export interface Opening {
	at: string;
	sessionId?: string | undefined;
}
export const NO_OPENING: Opening = { at: NEVER };

type Held = Pick<Session, 'sessionId' | 'startsAt' | 'minutes' | 'status'>;

/** When a session is over, by its plan. */
export const endOf = ({ startsAt, minutes }: Pick<Session, 'startsAt' | 'minutes'>): string =>
	addToInstant(startsAt, { minutes });

/**
 * The first opening after `since`: an instant for what goes by the calendar, the end of the last session followed for what
 * goes by sessions. What should have opened long ago opens now; nothing opens twice for one session.
 */
export function opening(rule: Recurrence, zone: string, since: string, sessions: readonly Held[]): Opening {
	switch (rule.kind) {
		case 'once': {
			const at = instantOf(rule.on, rule.at, zone);
			return at > since ? { at } : NO_OPENING;
		}
		case 'afterSession': {
			const ahead = sessions
				.filter(({ sessionId, status }) => status !== 'cancelled' && (rule.sessionId ?? sessionId) === sessionId)
				.map((session) => ({ sessionId: session.sessionId, end: endOf(session) }))
				.filter(({ end }) => end > since)
				.sort((a, b) => (a.end < b.end ? -1 : 1));
			const [next] = ahead;
			return next ? { at: addToInstant(next.end, { hours: rule.hours }), sessionId: next.sessionId } : NO_OPENING;
		}
		case 'weekly':
			return { at: nextOnWeekdays(rule, zone, since) };
		default:
			return rule satisfies never;
	}
}

function nextOnWeekdays(rule: Extract<Recurrence, { kind: 'weekly' }>, zone: string, since: string): string {
	const { every, days, at, from, until } = rule;
	const monday = addToDate(from, { days: 1 - weekdayOf(from) });
	const here = wallTime(since, zone).slice(0, 10);
	for (let date = here > from ? here : from; ; date = addToDate(date, { days: 1 })) {
		if (until !== undefined && date > until) return NEVER;
		const week = Math.floor(daysBetween(monday, date) / 7);
		if (week % every !== 0 || !days.includes(weekdayOf(date))) continue;
		const instant = instantOf(date, at, zone);
		if (instant > since) return instant;
	}
}
