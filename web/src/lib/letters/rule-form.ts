import type { Defaults } from '#shared/domain/defaults.ts';
import type { ReminderRule } from '#shared/domain/reminder.ts';
import { CHIPS, ownRule } from '#lib/coachee/reminder-form.ts';

/** The two kinds of things that get reminders by themselves. */
export const LISTS = ['action', 'session'] as const;
export type List = (typeof LISTS)[number];

/** The rules one can choose with a tap. */
export const PRESETS: Record<List, readonly ReminderRule[]> = {
	action: [CHIPS.weekBefore, CHIPS.dayBefore, CHIPS.onTheDay],
	session: [
		{ anchor: 'session', amount: -1, unit: 'day', at: '09:00' },
		{ anchor: 'session', amount: 3, unit: 'day', at: '09:00' },
	],
};

/** What is proposed where nothing is chosen. */
export const PROPOSED: Record<List, ReminderRule> = { action: CHIPS.dayBefore, session: PRESETS.session[0]! };

/** The name of the field of a rule: of one list, no two are the same. */
export const fieldOf = (list: List, { amount, unit, at }: ReminderRule): string => `${list} ${amount} ${unit} ${at}`;

/** Every rule a list of choices shows: the usual ones, and what was set beside them. */
export function choicesOf(list: List, chosen: readonly ReminderRule[]): readonly ReminderRule[] {
	const usual = new Set(PRESETS[list].map((rule) => fieldOf(list, rule)));
	return [...PRESETS[list], ...chosen.filter((rule) => !usual.has(fieldOf(list, rule)))];
}

/** The rules a form asks for, one more made of its own fields included. */
export function rulesIn(typed: Record<string, string>, list: List): ReminderRule[] {
	const anchor = list === 'action' ? 'deadline' : 'session';
	const ticked = Object.keys(typed).flatMap((name): ReminderRule[] => {
		const [, amount, unit, at] = new RegExp(`^${list} (-?\\d+) (hour|day|week) (\\d\\d:\\d\\d)$`).exec(name) ?? [];
		return at ? [{ anchor, amount: Number(amount), unit: unit as ReminderRule['unit'], at }] : [];
	});
	const own = ownRule((name) => typed[`${list}-${name}`]?.trim() ?? '');
	const rules = own ? [...ticked, { ...own, anchor } satisfies ReminderRule] : ticked;
	return [...new Map(rules.map((rule) => [fieldOf(list, rule), rule])).values()];
}

/** What a form says new things get. What is left to the next in line is left out. */
export function defaultsIn(typed: Record<string, string>): Defaults {
	const listed = LISTS.flatMap((list) =>
		typed[list] === 'none' ? [[list, []]] : typed[list] === 'own' ? [[list, rulesIn(typed, list)]] : [],
	);
	const silence =
		typed.silence === 'none' ? null : typed.silence === 'own' ? Number(typed.silenceDays) || 0 : undefined;
	return { ...Object.fromEntries(listed), ...(silence !== undefined && { silenceDays: silence }) };
}

/** Which of a list's ways is chosen: as the next in line has it, nothing, or rules of one's own. */
export const wayOf = (value: readonly unknown[] | number | null | undefined): 'leave' | 'none' | 'own' => {
	if (value === undefined) return 'leave';
	return value === null || (Array.isArray(value) && value.length === 0) ? 'none' : 'own';
};

/** Defaults with nobody next in line: what is left out is nothing. */
export const allOf = ({ action = [], session = [], silenceDays = null }: Defaults = {}): Required<Defaults> => ({
	action,
	session,
	silenceDays,
});

/** What holds where it is left to the next in line; with whom, where that is a coach. */
export interface Left {
	coach?: string;
	settled: Required<Defaults>;
}
