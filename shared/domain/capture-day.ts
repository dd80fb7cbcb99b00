import type { ParsedResult } from 'chrono-node/en';
import { addDays } from './calendar.ts';
import { explicitDay } from './capture-date.ts';
import { WORDS, type Words } from './capture-words.ts';
import type { Language } from './tenant.ts';

/** What stands at the end of a line, where its deadline stands. */
export type Day =
	/** `from`: where it begins; `kept`: the part of it that stays in the sentence, as a time of day does. */
	| { kind: 'day'; date: string; from: number; kept: string }
	/** A day that does not exist, or that has passed. */
	| { kind: 'missing' | 'past'; text: string };

export interface DayReader {
	/** The day that the end of `text` names, today being `today`. */
	end(text: string, today: string): Day | undefined;
	/** A day that is named within `text`, as it is written there. */
	within(text: string, today: string): string | undefined;
}

type Parse = (text: string, reference: Date, option: { forwardDate: true }) => ParsedResult[];
interface Reading {
	parse: Parse;
	words: Words;
	today: string;
}

/** A day is written in at most this many words: "no later than the coming wednesday 11 november 2026". */
const WORDS_MAX = 8;
/** The library reads days as if it were noon: a result at another hour names a part of the day. */
const NOON = 12;
/** Longer than any way to write a day; also what keeps a pasted page from being searched. */
const PHRASE_MAX = 80;
const SENTENCE_MAX = 600;
/** Figures that look like a date and never are one, unless a word before them says so. */
const NEVER_A_DATE = /^(?:24\/7|9\/11|1\/[234])$/;

/** Loads the dates of one language alone: a browser asks for them when somebody begins to capture. */
export async function dayReader(language: Language): Promise<DayReader> {
	const chrono = language === 'nl' ? (await import('chrono-node/nl')).casual : (await import('chrono-node/en')).GB;
	const parse: Parse = (text, reference, option) => chrono.parse(text, reference, option);
	const words = WORDS[language];
	return {
		end: (text, today) => readEnd(text, { parse, words, today }),
		within: (text, today) => readWithin(text, { parse, words, today }),
	};
}

function readEnd(text: string, reading: Reading): Day | undefined {
	const starts = [...text.matchAll(/\S+/g)];
	for (let first = Math.max(0, starts.length - WORDS_MAX); first < starts.length; first++) {
		const from = starts[first]!.index;
		const phrase = clean(text.slice(from));
		if (phrase.length > PHRASE_MAX || NEVER_A_DATE.test(phrase)) continue;
		const day = readPhrase(phrase, reading);
		if (!day) continue;
		const previous = clean(starts[first - 1]?.[0] ?? '');
		if (belongsToSentence(phrase, previous, reading.words)) continue;
		return day.kind === 'day' ? { ...day, from } : day;
	}
	return undefined;
}

/** Marks of direction, brackets around it and a full stop after it say nothing about a day. */
const clean = (text: string): string =>
	text
		.replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^\((.*)\)$/, '$1')
		.replace(/(?<!a\.s)[.,;]+$/, '');

function belongsToSentence(phrase: string, previous: string, words: Words): boolean {
	const [first = '', ...others] = phrase.toLowerCase().split(' ');
	const alsoWord = others.length === 0 ? words.alsoWords[first] : undefined;
	if (alsoWord?.test(previous)) return true;
	if (phrase !== bare(phrase, words)) return false;
	if (words.dangling.test(previous)) return true;
	return /^\d/.test(phrase) && words.counting.test(previous);
}

const bare = (phrase: string, words: Words): string => phrase.replace(words.lead, '');

function readPhrase(phrase: string, reading: Reading): Day | undefined {
	const { words, today } = reading;
	if (words.keeping.test(phrase)) {
		const day = readPhrase(phrase.replace(words.keeping, ''), reading);
		return day?.kind === 'day' ? { ...day, kept: phrase } : day;
	}
	const text = bare(phrase, words);
	if (words.overmorrow.test(text)) return { kind: 'day', date: addDays(today, 2), from: 0, kept: '' };
	const explicit = explicitDay(text, today, words, phrase !== text);
	if (explicit === 'missing' || explicit === 'past') return { kind: explicit, text };
	if (explicit) return { kind: 'day', date: explicit, from: 0, kept: '' };
	const result = chronoWhole(text, reading);
	const date = result && dateOf(result, reading);
	if (!result || !date) return undefined;
	const timed = result.start.isCertain('hour') || result.start.get('hour') !== NOON;
	const kept = timed ? timeOf(text, date, reading) : '';
	return kept === undefined ? undefined : { kind: 'day', date, from: 0, kept };
}

/** What the library reads in the whole of a text, or nothing when it reads only a part of it. */
function chronoWhole(text: string, { parse, today }: Reading): ParsedResult | undefined {
	const [year, month, day] = today.split('-').map(Number);
	const [result, ...more] = parse(text, new Date(year!, month! - 1, day, NOON), { forwardDate: true });
	return result && more.length === 0 && result.text.length === text.length ? result : undefined;
}

/** The date of a result that names one day which is still to come. */
function dateOf(result: ParsedResult, { words, today }: Reading): string | undefined {
	const { start, end, text } = result;
	const certain = (component: 'day' | 'weekday' | 'month' | 'year' | 'second') => start.isCertain(component);
	if (end || certain('second') || words.behind.test(text)) return undefined;
	const isRelative = result.tags().has('result/relativeDate');
	if (isRelative && !words.relative.test(text)) return undefined;
	if (!certain('day') && !certain('weekday') && !(isRelative && certain('year'))) return undefined;
	const written = ['year', 'month', 'day'].map((part) => String(start.get(part as 'year')).padStart(2, '0')).join('-');
	const isToday = written === today && !certain('day') && !words.this.test(text);
	const date = isToday ? addDays(written, 7) : written;
	return date < today ? undefined : date;
}

/**
 * The words that say at what time, which a deadline has not: in brackets after the day, all of it when day and time are one word as
 * in "tonight", and nothing at all when the time comes first: then it ends the sentence, and the day alone follows. A bare figure is no time.
 */
function timeOf(text: string, date: string, reading: Reading): string | undefined {
	const parts = text.split(' ');
	const names = (phrase: string) => {
		const day = readPhrase(phrase, reading);
		return day?.kind === 'day' && day.date === date && !day.kept;
	};
	for (let cut = parts.length - 1; cut > 0; cut--) {
		const [head, tail] = [parts.slice(0, cut).join(' '), parts.slice(cut).join(' ')];
		if (names(head)) return /^\d+( ?[ap])?$/.test(tail) ? undefined : `(${tail.replace(reading.words.at, '')})`;
		if (names(tail)) return undefined;
	}
	return text;
}

/** A weekday written out, or a date: what might have been meant as the deadline, had it stood at the end. */
function readWithin(text: string, { parse, words, today }: Reading): string | undefined {
	const [year, month, day] = today.split('-').map(Number);
	if (text.length > SENTENCE_MAX) return undefined;
	const found = parse(text, new Date(year!, month! - 1, day, NOON), { forwardDate: true }).find(
		(result) =>
			!result.tags().has('result/relativeDate') &&
			!words.alsoWords[result.text.toLowerCase()] &&
			!words.behind.test(result.text) &&
			result.text.length > 3 &&
			(result.start.isCertain('weekday') || (result.start.isCertain('day') && result.start.isCertain('month'))),
	);
	return found?.text;
}
