import { addDays, dateIn } from './calendar.ts';
import { dayReader, type DayReader } from './capture-day.ts';
import type { Problem } from './capture-problem.ts';
import { readTokens, split } from './capture-tokens.ts';
import type { ReminderRule } from './reminder.ts';
import type { Language } from './tenant.ts';

/** Titles are counted as people count: an emoji is one. The same as `ACTION_TITLE_MAX`, which would bring the whole noun along. */
const TITLE_MAX = 200;
/** A line without a day, when no session is planned: a week from today. */
const PROPOSED_DAYS = 7;

/** What a captured line is read against. Instants are ISO UTC; nothing here is read from the machine it runs on. */
export interface Around {
	now: string;
	coachee: { name: string; zone: string };
	coach: { name: string; zone: string };
	goals: readonly { goalId: string; title: string }[];
	/** Start of the session being captured: reminders "after the session" count from it. */
	sessionAt?: string | undefined;
	/** Start of the next session planned, which is the deadline when the line names none. */
	nextSessionAt?: string | undefined;
	/** The reminders a line without any gets, by who will do it. */
	usual?: Record<'coach' | 'coachee', readonly ReminderRule[]> | undefined;
}

export interface Captured {
	title: string;
	/** The deadline. Absent when the line names a day that cannot be one. */
	dueOn?: string;
	/** Where the deadline comes from: the line itself, the next session, or a week from today. */
	dueFrom: 'line' | 'session' | 'week';
	reminders: readonly ReminderRule[];
	/** Whether the line says how it reminds, or it does as usual. */
	remindersFrom: 'line' | 'usual';
	owner: 'coach' | 'coachee';
	goalId?: string | undefined;
	problems: Problem[];
}

export type Capture = (line: string, around: Around) => Captured;

/** Loads what it takes to read lines in a language, and hands back the pure function that does. */
export async function captureIn(language: Language): Promise<Capture> {
	const days = await dayReader(language);
	return (line, around) => capture(line, around, days);
}

/**
 * `Ask Priya for feedback fri !1d !1w @me #trust`: a sentence, the day it is due, then tokens in any order. `!none`
 * keeps the usual reminders away. Tokens count at the end
 * of the line alone, so that "issue #12" and "!" inside a sentence stay as typed; a token that says nothing stays in the title.
 */
function capture(line: string, around: Around, days: DayReader): Captured {
	const { sentence, tokens } = split(line);
	const reading = readTokens(tokens, around);
	const { problems, owner, goalId, unread } = reading;
	const said = reading.none || reading.reminders.length > 0;
	const reminders = said ? reading.reminders : (around.usual?.[owner] ?? []);
	const remindersFrom = said ? 'line' : 'usual';
	const today = dateIn(around.now, around[owner].zone);
	const day = days.end(sentence, today);
	const title = [day?.kind === 'day' ? sentence.slice(0, day.from).replace(/[\s,;:–—-]+$/, '') : sentence]
		.concat(day?.kind === 'day' ? day.kept : [], unread)
		.filter(Boolean)
		.join(' ')
		.replace(/\s+/g, ' ');
	const count = [...title].length;
	if (count === 0) problems.push({ kind: 'empty' });
	if (count > TITLE_MAX) problems.push({ kind: 'long', count });
	const captured: Captured = { title, dueFrom: 'line', reminders, remindersFrom, owner, goalId, problems };
	if (day?.kind === 'day') {
		const before = /(?:^|\s)([!@#]\S+)$/.exec(sentence.slice(0, day.from).trimEnd())?.[1];
		if (before && readTokens([before], around).unread.length === 0) problems.push({ kind: 'before', text: before });
		return { ...captured, dueOn: day.date };
	}
	if (day) return { ...captured, problems: [...problems, { kind: day.kind, text: day.text }] };
	const within = count > 0 ? days.within(sentence, today) : undefined;
	if (within) problems.push({ kind: 'within', text: within });
	return { ...captured, ...proposed(around, owner, today) };
}

function proposed({ now, nextSessionAt, ...around }: Around, owner: 'coach' | 'coachee', today: string) {
	return nextSessionAt && nextSessionAt > now
		? { dueOn: dateIn(nextSessionAt, around[owner].zone), dueFrom: 'session' as const }
		: { dueOn: addDays(today, PROPOSED_DAYS), dueFrom: 'week' as const };
}
