import { addDays, dateExists } from './calendar.ts';
import type { Words } from './capture-words.ts';

/** Years to look ahead for a date without a year: 29 February comes back within eight. */
const AHEAD = 8;

/**
 * A date written out, such as "3 march", "31/2" or "2026-11-03". The library drops those that do not exist without a word;
 * here they are `missing`, and one whose year says that it is over is `past`. `led`: a word before it says that it is a deadline.
 */
export function explicitDay(
	text: string,
	today: string,
	words: Words,
	led: boolean,
): string | 'missing' | 'past' | undefined {
	const ordinal = words.ordinal.exec(text);
	if (ordinal) return led ? nextOfMonth(Number(ordinal[1]), today) : undefined;
	const written = inFigures(text, words) ?? inWords(text, words);
	if (!written) return undefined;
	const { year, month, day } = written;
	if (year !== undefined) {
		const date = dateOf(year, month, day);
		return dateExists(date) ? (date < today ? 'past' : date) : 'missing';
	}
	for (let next = Number(today.slice(0, 4)), last = next + AHEAD; next <= last; next++) {
		const date = dateOf(next, month, day);
		if (dateExists(date) && date >= today) return date;
	}
	return 'missing';
}

interface Written {
	year?: number | undefined;
	month: number;
	day: number;
}

function inFigures(text: string, { figures }: Words): Written | undefined {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
	if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
	const slashed = /^(?<day>\d{1,2})([/.-])(?<month>\d{1,2})\2(?<year>\d{4})$/.exec(text) ?? figures.exec(text);
	if (!slashed?.groups) return undefined;
	const { day, month, year } = slashed.groups;
	const written = { year: year ? Number(year) : undefined, day: Number(day), month: Number(month) };
	const could = written.month >= 1 && written.month <= 12 && written.day >= 1 && written.day <= 31;
	return could || year ? written : undefined;
}

function inWords(text: string, { months }: Words): Written | undefined {
	const month = `(?<month>${months.join('|')})\\.?`;
	const day = '(?<day>\\d{1,2})(?:st|nd|rd|th|e|de|ste)?';
	const year = '(?:,? (?<year>\\d{4}))?';
	const found =
		new RegExp(`^(?:the |de )?${day} (?:of )?${month}${year}$`, 'i').exec(text) ??
		new RegExp(`^${month} (?:the )?${day}${year}$`, 'i').exec(text);
	const groups = found?.groups;
	if (!groups || Number(groups.day) < 1 || Number(groups.day) > 31) return undefined;
	const index = months.findIndex((name) => new RegExp(`^(?:${name})$`, 'i').test(groups.month!));
	return { year: groups.year ? Number(groups.year) : undefined, month: index + 1, day: Number(groups.day) };
}

function nextOfMonth(day: number, today: string): string | undefined {
	if (day < 1 || day > 31) return undefined;
	for (let date = today, tries = 0; tries < 70; tries++, date = addDays(date, 1)) {
		if (Number(date.slice(8)) === day) return date;
	}
	return undefined;
}

const dateOf = (year: number, month: number, day: number): string =>
	[String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
