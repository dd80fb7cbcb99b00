import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** An IANA time zone this machine knows. */
export const Zone = z.string().max(64).refine(isZone, 'This time zone is not known');

/** A calendar date that exists, in this century: further off, instants have other spellings and no longer sort as text. `YYYY-MM-DD`. */
export const DateOnly = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'Please give a date as year-month-day')
	.refine(isDate, 'This date does not exist')
	.refine((date) => date.startsWith('20'), 'Please give a year from 2000 to 2099');

/** A wall-clock time. `HH:MM`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time as hours:minutes');

export function isZone(zone: string): boolean {
	if (!/^[A-Za-z][A-Za-z0-9+_/-]*$/.test(zone)) return false;
	try {
		// Browsers show it by the one, we count by the other; abbreviations like PST are known to the first alone.
		const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
		return timeZone !== '' && today('2000-01-01T00:00:00.000Z', zone) !== '';
	} catch {
		return false;
	}
}

function isDate(value: string): boolean {
	try {
		Temporal.PlainDate.from(value, { overflow: 'reject' });
		return true;
	} catch {
		return false;
	}
}

/** The zone data's version of this machine, stored beside every instant computed from it (`process.versions.tz`). */
export const zoneDataVersion = (): string => globalThis.process?.versions?.tz ?? 'unknown';

/** Today's date in a zone. */
export const today = (now: string, zone: string): string =>
	Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The wall-clock date and time (`YYYY-MM-DDTHH:MM`) of an instant in a zone. */
export const wallTime = (instant: string, zone: string): string =>
	Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/**
 * The instant of a wall-clock date and time in a zone, as ISO UTC with milliseconds: one spelling, so that instants sort as text.
 * A time that does not exist (clocks go forward) becomes the same distance after the gap; of a time that exists twice, the first.
 */
export const instantOf = (date: string, time: string, zone: string): string =>
	Temporal.PlainDateTime.from(`${date}T${time}`)
		.toZonedDateTime(zone, { disambiguation: 'compatible' })
		.toInstant()
		.toString({ smallestUnit: 'millisecond' });

/** Date arithmetic on the calendar: 31 January + 1 month is 28 February. */
export const addToDate = (date: string, duration: { days?: number; weeks?: number; months?: number }): string =>
	Temporal.PlainDate.from(date).add(duration).toString();

/** The day of the week of a date: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
	Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** An instant some hours or minutes away from another. */
export const addToInstant = (
	instant: string,
	duration: { hours?: number; minutes?: number; seconds?: number },
): string => Temporal.Instant.from(instant).add(duration).toString({ smallestUnit: 'millisecond' });
