import type { Around } from './capture.ts';
import type { Problem } from './capture-problem.ts';
import type { ReminderRule } from './reminder.ts';

const REMINDERS_MAX = 20;
const AMOUNT_MAX = 3650;
const AT = '09:00';
/** A pasted page is no line: it is not searched for tokens, only found too long. */
const LINE_MAX = 2000;

/** Marks that turn the direction of writing cling to tokens in a right-to-left line. */
const DIRECTION = /[\u061c\u200e\u200f\u2066-\u2069]/g;

/** Takes words that begin with `!`, `@` or `#` off the end. */
export function split(line: string): { sentence: string; tokens: string[] } {
	let sentence = line.trim();
	if (sentence.length > LINE_MAX) return { sentence, tokens: [] };
	const tokens: string[] = [];
	for (;;) {
		const found = /(?:^|\s)([!@#][^\s!@#]\S*)$/.exec(sentence);
		if (!found) return { sentence, tokens };
		tokens.unshift(found[1]!.replace(DIRECTION, ''));
		sentence = sentence.slice(0, found.index).trimEnd();
	}
}

/** What tokens say. One that says nothing is left `unread`, with the reason among the problems. */
export function readTokens(tokens: readonly string[], around: Around) {
	const read = {
		owner: 'coachee' as 'coach' | 'coachee',
		goalId: undefined as string | undefined,
		reminders: [] as ReminderRule[],
		/** Whether the line says that nothing shall remind. */
		none: false,
		problems: [] as Problem[],
		unread: [] as string[],
	};
	const leave = (kind: Problem['kind'], text: string) => {
		read.problems.push({ kind, text });
		read.unread.push(text);
	};
	for (const token of tokens) {
		const text = token.slice(1);
		if (token.startsWith('!')) {
			const rule = ruleOf(text);
			if (NONE.test(text)) read.none = true;
			else if (!rule) leave('reminder', token);
			else if (rule.anchor === 'session' && !around.sessionAt) read.problems.push({ kind: 'no-session', text: token });
			else if (!read.reminders.some((other) => same(other, rule))) read.reminders.push(rule);
		} else if (token.startsWith('@')) {
			const owner = ownerOf(text, around);
			if (owner) read.owner = owner;
			else leave('owner', token);
		} else {
			const goals = goalsOf(text, around);
			if (goals.length === 1) read.goalId = goals[0]!.goalId;
			else leave(goals.length === 0 ? 'goal' : 'goals', token);
		}
	}
	if (read.reminders.length > REMINDERS_MAX) read.problems.push({ kind: 'many', count: read.reminders.length });
	return read;
}

const NONE = /^(?:none|geen)$/i;

const same = (a: ReminderRule, b: ReminderRule) => a.anchor === b.anchor && a.amount === b.amount && a.unit === b.unit;

const UNITS = { h: 'hour', u: 'hour', d: 'day', w: 'week' } as const;

/** `1d` a day before the deadline, `0d` on the day, `2h` two hours before its day ends, `+3d` three days after the session. */
function ruleOf(text: string): ReminderRule | undefined {
	const [, sign, digits, letter] = /^([+-]?)(\d{1,4})([hudw])$/i.exec(text) ?? [];
	const unit = UNITS[letter?.toLowerCase() as keyof typeof UNITS];
	const amount = Number(digits);
	if (!unit || amount > AMOUNT_MAX) return undefined;
	return sign === '+'
		? { anchor: 'session', amount, unit, at: AT }
		: { anchor: 'deadline', amount: amount === 0 ? 0 : -amount, unit, at: AT };
}

function ownerOf(text: string, { coach, coachee }: Around): 'coach' | 'coachee' | undefined {
	const said = plain(text);
	if (said === 'me' || said === 'ik') return 'coach';
	const fits = ({ name }: { name: string }) => plain(name).split(' ').includes(said) || plain(name) === said;
	return fits(coachee) ? 'coachee' : fits(coach) ? 'coach' : undefined;
}

/** Goals with a word that begins like this; one that has it as a whole word wins. */
function goalsOf(text: string, { goals }: Around): Around['goals'] {
	const said = plain(text);
	const having = (fits: (word: string) => boolean) => goals.filter(({ title }) => plain(title).split(' ').some(fits));
	const whole = having((word) => word === said);
	return whole.length > 0 ? whole : having((word) => word.startsWith(said));
}

/** Letters and digits in small print, without accents. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
