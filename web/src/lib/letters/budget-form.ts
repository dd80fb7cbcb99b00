import type { Budget } from '#shared/domain/budget.ts';
import type { Topic } from '#shared/domain/topic.ts';
import { addDays } from '#lib/dates.ts';

/** What holds for everyone. The same as the domain's; written here so that pages do not load what checks it. */
export const BUDGET: Budget = {
	quietFrom: '20:00',
	quietUntil: '08:00',
	daysOff: [],
	perDay: 1,
	perWeek: 5,
	at: '09:00',
};

/** ISO weekdays, Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** What a form says of how often letters come; a pause is not its to change. An empty field is sent as it is, to be refused in words. */
export function budgetIn(typed: Record<string, string>, { pausedUntil }: Pick<Budget, 'pausedUntil'>): Budget {
	const { quietFrom = '', quietUntil = '', at = '', perDay = '', perWeek = '' } = typed;
	return {
		quietFrom,
		quietUntil,
		at,
		perDay: Number(perDay) || 0,
		perWeek: Number(perWeek) || 0,
		daysOff: WEEKDAYS.filter((day) => typed[`off-${day}`] === 'on'),
		...(pausedUntil && { pausedUntil }),
	};
}

/** What stands in the form: what was typed when it was refused, else what holds. */
export const budgetShown = (budget: Budget, typed: Record<string, string> | undefined): Budget =>
	typed ? budgetIn(typed, budget) : budget;

export const TOPIC_FIELDS = [
	'action',
	'session',
	'silence',
	'nudge',
	'prompt',
	'calendar',
] as const satisfies readonly Topic[];

/** The topics a member is shown: what coaches have no use for stays as it is. */
export const topicsFor = (roles: readonly string[]): readonly Topic[] =>
	roles.includes('coachee') ? TOPIC_FIELDS : ['action', 'calendar'];

/** What is turned off, by the form for those it shows. */
export const mutedIn = (typed: Record<string, string>, shown: readonly Topic[], muted: readonly Topic[]): Topic[] =>
	TOPIC_FIELDS.filter((topic) => (shown.includes(topic) ? typed[`topic-${topic}`] !== 'on' : muted.includes(topic)));

export type Pause = 'week' | 'twoWeeks' | 'fourWeeks' | 'newYear';

/** The days one can pause until with one tap, the nearest first. */
export function pauses(today: string): { name: Pause; date: string }[] {
	const all: { name: Pause; date: string }[] = [
		{ name: 'week', date: addDays(today, 7) },
		{ name: 'twoWeeks', date: addDays(today, 14) },
		{ name: 'fourWeeks', date: addDays(today, 28) },
		{ name: 'newYear', date: `${Number(today.slice(0, 4)) + 1}-01-01` },
	];
	return all.toSorted((a, b) => a.date.localeCompare(b.date));
}

/** The last day a pause may end, as the domain has it. */
export const PAUSE_DAYS = 366;
