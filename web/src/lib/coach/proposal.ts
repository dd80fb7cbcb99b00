import { addDays, dateIn, instantAt, wallIn, weekdayOf } from '#shared/domain/calendar.ts';
import type { Session } from '#shared/domain/session.ts';

/** Sessions mostly come every other week. */
const APART_DAYS = 14;
const [TIME, MINUTES] = ['10:00', 60];

/** Where the next session may well be: two weeks after the last one, at its time and place, but ahead of today. */
export function proposedSession(
	sessions: readonly Session[],
	zone: string,
	now: string,
): Pick<Session, 'startsAt' | 'minutes' | 'place'> {
	const today = dateIn(now, zone);
	const last = sessions.filter(({ status }) => status !== 'cancelled').at(-1);
	const [from, time] = last ? (wallIn(last.startsAt, zone).split('T') as [string, string]) : [today, TIME];
	let date = addDays(from, APART_DAYS);
	while (date <= today) date = addDays(date, 7);
	if (!last && [0, 6].includes(weekdayOf(date))) date = addDays(date, 2);
	return { startsAt: instantAt(date, time, zone), minutes: last?.minutes ?? MINUTES, place: last?.place ?? '' };
}
