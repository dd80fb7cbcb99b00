import type { Language } from '#shared/domain/tenant.ts';

/** Who reads, and when by our clock. `now` is an ISO instant from the load, never the browser's. */
export interface Reader {
	language: Language;
	zone: string;
	now: string;
}

const LOCALE = { en: 'en-GB', nl: 'nl-NL' } as const satisfies Record<Language, string>;
const DAY = 86_400_000;

/** Formats are costly to make and always the same few. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = JSON.stringify([language, zone, options]);
	const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: zone });
	formats.set(key, known);
	return known;
}

/** The date (`YYYY-MM-DD`) of an instant in a zone. */
export const dateIn = (instant: string, zone: string): string =>
	new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
		new Date(instant),
	);

/** Today's date where the reader is. */
export const today = ({ now, zone }: Reader): string => dateIn(now, zone);

/** Whole days from today to a date; negative when it has passed. */
export const daysAway = (date: string, reader: Reader): number => daysBetween(today(reader), date);

export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY);

export const addDays = (date: string, days: number): string =>
	new Date(utc(date) + days * DAY).toISOString().slice(0, 10);

/** A date as one would say it: “today”, “Thursday”, “3 Nov”, “3 Nov 2027”. */
export function day(date: string, reader: Reader): string {
	const away = daysAway(date, reader);
	if (Math.abs(away) <= 1) return nearby(away, reader.language);
	if (Math.abs(away) < 7) return format(reader.language, 'UTC', { weekday: 'long' }).format(utc(date));
	const sameYear = date.slice(0, 4) === today(reader).slice(0, 4);
	return format(reader.language, 'UTC', {
		day: 'numeric',
		month: 'short',
		...(!sameYear && { year: 'numeric' }),
	}).format(utc(date));
}

/** A date without doubt: “Thursday 3 November 2026”. For titles and where nothing may be guessed. */
export const fullDay = (date: string, { language }: Pick<Reader, 'language'>): string =>
	format(language, 'UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(utc(date));

/** The name of a date's day of the week: “Thursday”, or “Thu” where there is little room. */
export const weekday = (
	date: string,
	{ language }: Pick<Reader, 'language'>,
	length: 'long' | 'short' = 'long',
): string => format(language, 'UTC', { weekday: length }).format(utc(date));

/** The time of day of an instant: “09:00”. */
export const time = (instant: string, { language, zone }: Pick<Reader, 'language' | 'zone'>): string =>
	format(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

/** An instant as one would say it: “tomorrow, 09:00”. */
export const moment = (instant: string, reader: Reader): string =>
	`${day(dateIn(instant, reader.zone), reader)}, ${time(instant, reader)}`;

/** An instant without doubt: “Thursday 3 November 2026, 09:00 (Europe/Amsterdam)”. */
export const fullMoment = (instant: string, reader: Pick<Reader, 'language' | 'zone'>): string =>
	`${fullDay(dateIn(instant, reader.zone), reader)}, ${time(instant, reader)} (${reader.zone})`;

/** A date with its weekday and month, whatever day it is today: “Tuesday 7 April”, with the year when it is another one. */
export const longDay = (date: string, reader: Reader): string =>
	format(reader.language, 'UTC', {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(date.slice(0, 4) !== today(reader).slice(0, 4) && { year: 'numeric' }),
	}).format(utc(date));

/** The date a thing leaves for another one: “Friday 3” when `to` carries the same month, else as `longDay`. */
export const leftDay = (from: string, to: string, reader: Reader): string =>
	from.slice(0, 7) === to.slice(0, 7)
		? format(reader.language, 'UTC', { weekday: 'long', day: 'numeric' }).format(utc(from))
		: longDay(from, reader);

/** An instant with its weekday and month: “Thursday 26 November, 09:00”. */
export const longMoment = (instant: string, reader: Reader): string =>
	`${longDay(dateIn(instant, reader.zone), reader)}, ${time(instant, reader)}`;

const nearby = (days: number, language: Language): string =>
	new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto' }).format(days, 'day');

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
