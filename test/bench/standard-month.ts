import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';

/** What a coachee does in a month: opens the product so often, and has sessions on these days of it. */
export const VISITS = 20;
export const SESSION_DAYS = [1, 15];

/**
 * What is agreed in each session, with its deadline in days after it. Three of four take the date of the next session, which is
 * proposed; one has its own. Each is done on the evening of its day, so that all of its reminders come.
 */
export const AGREED: readonly { due: number; rules: readonly ReminderRule[] }[] = [
	...Array.from({ length: 3 }, () => ({ due: 14, rules: [PRESETS.weekBefore, PRESETS.dayBefore] })),
	{ due: 7, rules: [PRESETS.dayBefore, PRESETS.onTheDay] },
];

const DAYS_OF = { hour: 1 / 24, day: 1, week: 7 };
/** Days from the session to each reminder, by action. */
const leads = AGREED.map(({ due, rules }) => rules.map(({ amount, unit }) => due + amount * DAYS_OF[unit]));
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** Reminders a coachee has in it. */
export const REMINDERS = SESSION_DAYS.length * leads.flat().length;
/** Days a reminder is armed, on average. */
export const LEAD_DAYS = sum(leads.flat()) / leads.flat().length;
/** Schedules that stand, per armed reminder: of each thing the next one alone is scheduled. */
export const SCHEDULED = sum(leads.map((all) => Math.max(...all))) / sum(leads.flat());
