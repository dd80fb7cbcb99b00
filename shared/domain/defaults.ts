import { z } from 'zod';
import { PRESETS, ReminderRule, REMINDERS_MAX, SESSION_PRESETS } from './reminder.ts';

/** Days without any activity in a trajectory before a letter asks. */
export const SilenceDays = z.number().int().min(3, 'At least three days').max(60, 'At most sixty days');

const rules = z.array(ReminderRule).max(REMINDERS_MAX, `At most ${REMINDERS_MAX} reminders`);

/** The reminders new things get. What is left out is decided by the next in line; an empty list means none. */
export const Defaults = z.object({
	action: rules.refine((all) => all.every(({ anchor }) => anchor === 'deadline'), 'Count from the deadline').optional(),
	session: rules.refine((all) => all.every(({ anchor }) => anchor === 'session'), 'Count from the session').optional(),
	silenceDays: SilenceDays.nullable().optional(),
});
export type Defaults = z.infer<typeof Defaults>;

/** What a newly founded firm begins with: a word the day before. */
export const AT_FIRST: Defaults = { action: [PRESETS.dayBefore], session: [SESSION_PRESETS.dayBefore] };

/** Defaults with nothing left out. */
export const Usual = Defaults.required();
export type Usual = z.infer<typeof Usual>;

/** What is usual in an engagement, and what would be if its coachee had no word of their own. */
export const UsualHere = Usual.extend({ otherwise: Usual });
export type UsualHere = z.infer<typeof UsualHere>;

/** What holds for a new thing: the coachee's own word, else the coach's, else the firm's, else nothing. */
export const settled = (...inLine: (Defaults | undefined)[]): Usual => ({
	action: inLine.find((one) => one?.action)?.action ?? [],
	session: inLine.find((one) => one?.session)?.session ?? [],
	silenceDays: inLine.find((one) => one?.silenceDays !== undefined)?.silenceDays ?? null,
});
