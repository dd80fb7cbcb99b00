import { daysBetween } from '#shared/domain/time.ts';
import type { Words } from './words.ts';

/** A date as people say it: near ones by their name too, since a letter may be read a day later; the year when it is another. */
export function dayInWords(date: string, today: string, words: Words): string {
	const near = { 0: words.today, 1: words.tomorrow, [-1]: words.yesterday }[daysBetween(today, date)];
	return near ? `${near}, ${dayAlone(date, today, words)}` : dayAlone(date, today, words);
}

export const dayAlone = (date: string, today: string, { locale }: Words, length: 'long' | 'short' = 'long'): string =>
	new Intl.DateTimeFormat(locale, {
		weekday: length,
		day: 'numeric',
		month: length,
		...(date.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' as const }),
		timeZone: 'UTC',
	}).format(new Date(`${date}T12:00:00Z`));

/** A zone as people of this language call it, at that moment: Central European Time. */
export const zoneInWords = (zone: string, instant: string, { locale }: Words): string =>
	new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
		.formatToParts(new Date(instant))
		.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
