import { z } from 'zod';
import { LetterId, MemberId } from '#shared/ids.ts';
import { HELD_WHY, Leave } from './budget.ts';
import { LETTER_KINDS, LETTER_STATUSES, LetterItem, OUTCOMES } from './letter.ts';
import { Suppressed } from './member.ts';
import { DateOnly } from './time.ts';

/** What may be answered straight from a letter. */
export const ANSWERED = ['done', 'moved', 'dropped'] as const;

/** Something of this trajectory that a letter speaks of, by key alone. */
const Spoken = LetterItem.pick({ kind: true, itemId: true });

/** What became of a letter, as far as it is about one trajectory: of others in the same letter nothing is said. */
export const Fate = z.object({
	letterId: LetterId,
	/** Whose letter it is. */
	memberId: MemberId,
	kind: z.enum(LETTER_KINDS),
	status: z.enum(LETTER_STATUSES),
	/** When it left, or was first to leave. */
	at: z.iso.datetime(),
	outcome: z.enum(OUTCOMES).optional(),
	items: z.array(Spoken),
	/** What its reader did by its links, oldest first. */
	answers: z.array(
		z.object({
			itemId: z.string(),
			at: z.iso.datetime(),
			answer: z.enum(ANSWERED),
			/** The day it was moved to. */
			dueOn: DateOnly.optional(),
		}),
	),
});
export type Fate = z.infer<typeof Fate>;

/** Due, and kept for the reader's next letter by their own budget. */
export const Held = Spoken.extend({
	memberId: MemberId,
	/** When it was due. */
	due: z.iso.datetime(),
	/** When the next letter may leave. */
	until: z.iso.datetime(),
	why: z.enum(HELD_WHY),
});
export type Held = z.infer<typeof Held>;

/** Which of the two letters do not reach, or do not want any. */
export const MailProblems = z.object({ coach: Suppressed.optional(), coachee: Suppressed.optional() });
export type MailProblems = z.infer<typeof MailProblems>;

/** The coachee has not come yet; whether their coach may have the invitation sent once more today. */
export const Awaited = z.object({ mayInviteAgain: z.boolean() });
export type Awaited = z.infer<typeof Awaited>;

/** What became of the letters of a trajectory, or of one action in it; the newest first. */
export const Fates = z.object({
	letters: z.array(Fate),
	held: z.array(Held),
	suppressed: MailProblems,
	/** When a letter to the coachee that is wanted now may leave; without it none would arrive. */
	next: Leave.optional(),
	awaited: Awaited.optional(),
});
export type Fates = z.infer<typeof Fates>;
