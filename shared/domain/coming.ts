import { z } from 'zod';
import { Budget, HELD_WHY } from './budget.ts';
import { ReminderRule } from './reminder.ts';
import { Topics } from './topic.ts';

/** How far ahead the letters to come are told, in days. */
export const COMING_DAYS = 14;

/** One thing a letter to come speaks of, and by which rule. */
export const ComingItem = z.object({
	kind: z.enum(['action', 'session', 'engagement', 'nudge', 'prompt']),
	itemId: z.string(),
	engagementId: z.string(),
	/** As the letter names it. */
	title: z.string(),
	/** The rule that wants it; a nudge has none. */
	rule: ReminderRule.optional(),
	silenceDays: z.number().int().optional(),
	/** When it is due. */
	due: z.iso.datetime(),
	/** Why it comes later than that, if it does. */
	why: z.enum(HELD_WHY).optional(),
});
export type ComingItem = z.infer<typeof ComingItem>;

/** A letter as it will be sent if nothing changes until then. */
export const ComingLetter = z.object({
	at: z.iso.datetime(),
	subject: z.string(),
	from: z.string(),
	/** Its text part, with links that open nothing. */
	text: z.string(),
	items: z.array(ComingItem),
});
export type ComingLetter = z.infer<typeof ComingLetter>;

export const Coming = z.object({
	budget: Budget,
	muted: Topics,
	letters: z.array(ComingLetter),
	/** What will not come, because it is over by the time a letter may leave. */
	moot: z.array(ComingItem),
});
export type Coming = z.infer<typeof Coming>;
