import { z } from 'zod';
import { addToDate, DateOnly, daysBetween, instantOf, today, wallTime, WallTime } from './time.ts';

interface QuietHours {
	quietFrom: string;
	quietUntil: string;
}

/** How far ahead letters may be paused, in days. */
export const PAUSE_MAX_DAYS = 366;

const DAY = 'A day of the week, from 1 for Monday to 7 for Sunday';

/** What letters a member lets come, over all rules. Days and weeks are those of their own zone. */
export const Budget = z
	.object({
		/** Between these no letter comes. Equal: there are no quiet hours. */
		quietFrom: WallTime,
		quietUntil: WallTime,
		/** ISO weekdays without letters, 1 is Monday. */
		daysOff: z
			.array(z.number().int().min(1, DAY).max(7, DAY))
			.transform((days) => [...new Set(days)].sort())
			.pipe(z.array(z.number()).max(6, 'Leave at least one day for letters')),
		/** The first day letters may come again. */
		pausedUntil: DateOnly.optional(),
		perDay: z.number().int().min(1, 'At least one letter a day').max(5, 'At most five letters a day'),
		perWeek: z.number().int().min(1, 'At least one letter a week').max(20, 'At most twenty letters a week'),
		/** When what was held comes. */
		at: WallTime,
	})
	.refine(({ at, ...quiet }) => !isQuiet(quiet, at), {
		path: ['at'],
		message: 'This time lies in your quiet hours',
	});
export type Budget = z.infer<typeof Budget>;

export const BUDGET: Budget = {
	quietFrom: '20:00',
	quietUntil: '08:00',
	daysOff: [],
	perDay: 1,
	perWeek: 5,
	at: '09:00',
};

/** Why a letter does not leave when it is due. */
export const HELD_WHY = ['paused', 'dayOff', 'quiet', 'dayFull', 'weekFull'] as const;
export type HeldWhy = (typeof HELD_WHY)[number];

/** The moment a letter may leave; `why` is there when that is later than it was wanted. */
export const Leave = z.object({ at: z.iso.datetime(), why: z.enum(HELD_WHY).optional() });
export type Leave = z.infer<typeof Leave>;

/**
 * When a letter that is wanted at an instant may leave: then, or at the budget's time on the first day that has room.
 * `taken` are the instants of letters that counted, of the last eight days at least. Never before it is wanted.
 */
export function leavesAt(budget: Budget, zone: string, taken: readonly string[], wanted: string): Leave {
	const wall = wallTime(wanted, zone);
	const first = wall.slice(0, 10);
	const days = taken.map((instant) => today(instant, zone));
	const why = keptFrom(budget, days, first) ?? (isQuiet(budget, wall.slice(11)) ? 'quiet' : undefined);
	if (!why) return { at: wanted };
	const resumes = budget.pausedUntil && budget.pausedUntil > first ? budget.pausedUntil : first;
	for (let day = resumes; ; day = addToDate(day, { days: 1 })) {
		// Not on each day's clock is it ever that time, and there are days that a zone leaves out.
		const at = instantOf(day, budget.at, zone);
		const there = wallTime(at, zone);
		const free = !isQuiet(budget, there.slice(11)) && !keptFrom(budget, days, there.slice(0, 10));
		if (at > wanted && free) return { at, why };
	}
}

/** When a letter may leave that has its place under the caps already. */
export const restsUntil = (budget: Budget, zone: string, wanted: string): Leave => leavesAt(budget, zone, [], wanted);

/** Whether a wall-clock time lies in the quiet hours. They may span midnight. */
export function isQuiet({ quietFrom, quietUntil }: QuietHours, time: string): boolean {
	if (quietFrom <= quietUntil) return time >= quietFrom && time < quietUntil;
	return time >= quietFrom || time < quietUntil;
}

/** What keeps a whole day from having another letter, by the days of those that counted. */
function keptFrom(
	{ pausedUntil, daysOff, perDay, perWeek }: Budget,
	days: readonly string[],
	day: string,
): HeldWhy | undefined {
	if (pausedUntil !== undefined && day < pausedUntil) return 'paused';
	if (daysOff.includes(weekday(day))) return 'dayOff';
	if (days.filter((one) => one === day).length >= perDay) return 'dayFull';
	return days.filter((one) => monday(one) === monday(day)).length >= perWeek ? 'weekFull' : undefined;
}

/** 1 for Monday. 5 January 1970 was one. */
const weekday = (date: string): number => (((daysBetween('1970-01-05', date) % 7) + 7) % 7) + 1;

const monday = (date: string): string => addToDate(date, { days: 1 - weekday(date) });
