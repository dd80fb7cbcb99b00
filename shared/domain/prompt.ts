import { z } from 'zod';
import { MemberId, PromptId, ReflectionId, SessionId } from '#shared/ids.ts';
import { Item, line } from './item.ts';
import { AnyMethodId } from './method.ts';
import { Asks } from './questionnaire.ts';
import { Recurrence } from './recurrence.ts';
import { Reminder, ReminderDrafts } from './reminder.ts';
import { Zone } from './time.ts';

export const PROMPT_TITLE_MAX = 120;
/** Prompts that run in one trajectory at a time. */
export const PROMPTS_MAX = 20;

const drafts = ReminderDrafts.refine(
	(all) => all.every(({ rule }) => rule.anchor === 'opening' && rule.amount >= 0),
	'Count from when it opens',
);

/** Without reminders a letter says that it is open, as it opens; an empty list means that no letter does. */
export const PromptDraft = z.object({
	promptId: PromptId,
	title: line(PROMPT_TITLE_MAX),
	asks: Asks,
	rule: Recurrence,
	reminders: drafts.optional(),
});
export type PromptDraft = z.infer<typeof PromptDraft>;

/** What may be changed of one that runs: its words, when it opens, and what reminds of it. */
export const PromptEdit = PromptDraft.pick({ title: true, rule: true, reminders: true }).partial();
export type PromptEdit = z.infer<typeof PromptEdit>;

/**
 * What became of an opening. `answered`: a reflection that the coach may know of. `settled`: put aside, or answered for
 * oneself alone, and nobody can tell which. `passed`: the next one opened.
 */
export const Outcome = z.enum(['answered', 'settled', 'passed']);

/** An invitation to reflect, once or again and again. At most one opening of it is open at a time. */
export const Prompt = Item.extend({
	promptId: PromptId,
	title: z.string(),
	questionnaireId: z.string(),
	methodId: AnyMethodId.optional(),
	/** Who made it; both of the two may. */
	madeBy: MemberId,
	rule: Recurrence,
	/** The coachee's. */
	zone: Zone,
	status: z.enum(['running', 'done', 'stopped']),
	/** How often it has opened. */
	number: z.number().int().min(0),
	/** Since when it waits for an answer, if it does, and which session it followed. */
	openedAt: z.iso.datetime().optional(),
	openedAfter: SessionId.optional(),
	/** What became of the one before. */
	last: z
		.object({
			openedAt: z.iso.datetime(),
			outcome: Outcome,
			at: z.iso.datetime(),
			sessionId: SessionId.optional(),
			reflectionId: ReflectionId.optional(),
		})
		.optional(),
	/** When it opens next, or `never`. */
	opensAt: z.string(),
	/** The session that the next opening follows. */
	opensAfter: SessionId.optional(),
	/** What next openings are counted after: an instant, or the end of the session last followed. */
	since: z.iso.datetime(),
	/** Of the newest opening; before the first, those it will have. */
	reminders: z.array(Reminder),
	/** The next moment it opens or wants a letter, or `never`. */
	nextAt: z.string(),
});
export type Prompt = z.infer<typeof Prompt>;

/** A letter as it opens. */
export const AS_IT_OPENS = { anchor: 'opening', amount: 0, unit: 'hour', at: '09:00' } as const;
