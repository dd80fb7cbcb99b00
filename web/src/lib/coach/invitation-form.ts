import type { Recurrence } from '#shared/domain/recurrence.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import { newId } from '#shared/new-id.ts';

/** What a coach can arrange with one tap. */
export const PRESETS = {
	afterSession: {
		methodId: 'starter-after-session',
		rule: (): Recurrence => ({ kind: 'afterSession', hours: 2 }),
	},
	checkIn: {
		methodId: 'starter-check-in',
		rule: (today: string): Recurrence => ({ kind: 'weekly', every: 1, days: [3], at: '16:00', from: today }),
	},
} as const;
export type Preset = keyof typeof PRESETS;
export const isPreset = (name: string): name is Preset => name in PRESETS;

/** Hours after a session one can choose from. */
export const HOURS = [0, 1, 2, 4, 12, 24, 48, 72, 168] as const;
/** Weeks between two openings one can choose from. */
export const WEEKS = [1, 2, 3, 4, 6, 8, 12] as const;
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type Read = (name: string) => string;

/** When, as the fields of the form say; undefined where nothing is chosen. */
export function ruleIn(read: Read, today: string): Recurrence | undefined {
	switch (read('when')) {
		case 'afterSession':
			return { kind: 'afterSession', hours: Number(read('hours')) };
		case 'weekly':
			return {
				kind: 'weekly',
				every: Number(read('every')) || 1,
				days: DAYS.filter((day) => read(`day-${day}`) === 'on'),
				at: read('weekly.at'),
				from: today,
			};
		case 'once':
			return { kind: 'once', on: read('once.on'), at: read('once.at') };
		default:
			return undefined;
	}
}

const AS_IT_OPENS = { anchor: 'opening', amount: 0, unit: 'hour', at: '09:00' } as const;
const TWO_DAYS_LATER = { anchor: 'opening', amount: 2, unit: 'day', at: '09:00' } as const;

/** What reminds of it. Nothing said: a letter as it opens, which the API adds. */
export function lettersIn(choice: string): ReminderDraft[] | undefined {
	if (choice === 'none') return [];
	if (choice !== 'again') return undefined;
	return [AS_IT_OPENS, TWO_DAYS_LATER].map((rule) => ({ reminderId: newId('rem'), rule }));
}

/** Where the API's name for a field stands in the form. */
export function fieldOf(name: string, when: string): string {
	if (name === 'rule.at') return `${when}.at`;
	if (name === 'rule.on') return 'once.on';
	if (name === 'rule.hours') return 'hours';
	if (name === 'rule.every') return 'every';
	if (name === 'rule' || name.startsWith('rule.'))
		return { afterSession: 'hours', weekly: 'day-1', once: 'once.on' }[when] ?? 'when-afterSession';
	if (name === 'asks.methodId' || name === 'asks') return 'methodId';
	return name.replace(/^(question\.(?:options|spokes)).*$/, 'question.choices');
}
