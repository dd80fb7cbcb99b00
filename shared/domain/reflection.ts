import { z } from 'zod';
import { GoalId, MemberId, PromptId, ReflectionId, SessionId } from '#shared/ids.ts';
import { Item, line } from './item.ts';
import { AnyMethodId } from './method.ts';
import { CHOICES_MAX, OptionId, QuestionId } from './question.ts';

/** All answers of one reflection, in bytes of UTF-8. */
export const REFLECTION_MAX_BYTES = 100 * 1024;
export const REPLY_MAX = 500;
/** Sentences a coach may pin of one reflection. */
export const PINS_MAX = 10;

/** Characters that no screen shows are taken out, half ones made whole; otherwise text stays as it was typed. */
const typed = z
	.string()
	.max(REFLECTION_MAX_BYTES)
	.overwrite((one) =>
		one
			.toWellFormed()
			.replace(/\r\n?/g, '\n')
			.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ''),
	);
const Value = z.number().int().min(0).max(10);

/** By the question's name. What it may hold is checked against the question itself. */
export const AnswersSent = z.record(
	QuestionId,
	z.union([typed, Value, z.array(OptionId).max(CHOICES_MAX), z.record(OptionId, Value)]),
);

/**
 * Who will know. `shared`: the coach reads it. `mentioned`: the coach sees that one was written, and nothing of it.
 * `private`: nobody else learns even that.
 */
export const SHARINGS = ['shared', 'mentioned', 'private'] as const;
export const Sharing = z.enum(SHARINGS);
export type Sharing = z.infer<typeof Sharing>;

/** What it belongs to, each if there is one. */
const Belongs = {
	promptId: PromptId.optional(),
	sessionId: SessionId.optional(),
	goalId: GoalId.optional(),
};

export const ReflectionDraft = z.object({
	reflectionId: ReflectionId,
	questionnaireId: z.string().max(80),
	answers: AnswersSent,
	sharing: Sharing,
	...Belongs,
});
export type ReflectionDraft = z.infer<typeof ReflectionDraft>;

export const ReflectionEdit = z.object({ answers: AnswersSent });

/** A reflection as its writer has it, in a partition of their own. */
export const OwnReflection = Item.extend({
	reflectionId: ReflectionId,
	ownerId: MemberId,
	title: z.string(),
	questionnaireId: z.string(),
	methodId: AnyMethodId.optional(),
	...Belongs,
	answers: AnswersSent,
	sharing: Sharing,
});
export type OwnReflection = z.infer<typeof OwnReflection>;

/** A sentence of an answer, by where it stands in one of its texts, so that it goes when the text does. */
export const Pin = z
	.object({
		questionId: QuestionId,
		writing: z.number().int().min(1),
		from: z.number().int().min(0),
		to: z.number().int().max(REFLECTION_MAX_BYTES),
	})
	.refine(({ from, to }) => from < to, 'Choose some words');
export type Pin = z.infer<typeof Pin>;

/**
 * What the trajectory knows of a reflection: everything but its text, which stands in a row of its own, so that taking back
 * what was shared takes the text out of the coach's reach, and its history too.
 */
export const Reflection = Item.extend({
	reflectionId: ReflectionId,
	status: z.enum(['shared', 'mentioned', 'withdrawn']),
	/** Of one that is shared: the name of its questions. */
	title: z.string().optional(),
	questionnaireId: z.string().optional(),
	methodId: AnyMethodId.optional(),
	...Belongs,
	/** Which of its texts stands; 0 is none. */
	writing: z.number().int().min(0),
	/** SHA-256 of salt and text, so that the history proves what stood without holding it. */
	digest: z.string(),
	writtenAt: z.iso.datetime(),
	sharedAt: z.iso.datetime().optional(),
	/** Changed after it was first shared. */
	editedAt: z.iso.datetime().optional(),
	/** By the coach. */
	readAt: z.iso.datetime().optional(),
	reply: z.string().optional(),
	repliedAt: z.iso.datetime().optional(),
	pins: z.array(Pin),
});
export type Reflection = z.infer<typeof Reflection>;

export const ReplyEdit = z.object({ text: z.union([line(REPLY_MAX), z.literal('')]) });
export const PinsEdit = z.object({
	pins: z.array(Pin).max(PINS_MAX, `At most ${PINS_MAX} sentences of one reflection`),
});
