import type { Recurrence } from '#shared/domain/recurrence.ts';
import { longDay, weekday, type Reader } from '#lib/dates.ts';
import type { invitations } from '#lib/messages/en/invitations.ts';

type Words = (typeof invitations)['when'];

/** A day of the week by its number, 1 is Monday. */
export const dayOfWeek = (day: number, reader: Pick<Reader, 'language'>, length: 'long' | 'short' = 'long'): string =>
	weekday(`2024-01-0${day}`, reader, length);

/** When an invitation opens, as one would say it: “every second Thursday, 17:00”. */
export function recurrenceInWords(rule: Recurrence, words: Words, reader: Reader): string {
	switch (rule.kind) {
		case 'once':
			return words.once(longDay(rule.on, reader), rule.at);
		case 'afterSession':
			return (rule.sessionId ? words.afterOne : words.afterEvery)(rule.hours);
		case 'weekly': {
			const { every, days, at } = rule;
			if (days.length === 7 && every === 1) return words.daily(at);
			const named = new Intl.ListFormat(reader.language).format(days.map((day) => dayOfWeek(day, reader)));
			if (days.length === 1) return (every > 4 ? words.weeks : words.weekly)(every, named, at);
			return every === 1 ? words.weekOn(named, at) : words.weeks(every, named, at);
		}
		default:
			return rule satisfies never;
	}
}
