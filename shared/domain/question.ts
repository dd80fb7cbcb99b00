import { z } from 'zod';
import { line, text } from './item.ts';

/** A question's own name within a method, the same in every version of it, so that answers of years make one line. */
export const QuestionId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'Not a question’s name');
export const OptionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'Not a choice’s name');

export const ASK_MAX = 300;
export const HELP_MAX = 600;
export const CHOICE_MAX = 120;
export const CHOICES_MAX = 12;
export const SPOKES_MIN = 3;
export const SPOKES_MAX = 12;
export const QUESTIONS_MAX = 20;
/** Of an answer in one line, in characters. */
export const LINE_ANSWER_MAX = 280;

/** When a question is asked at all, by what an earlier one was answered: a number, choices, or simply anything. */
export const Condition = z.discriminatedUnion('is', [
	z.object({ questionId: QuestionId, is: z.literal('answered') }),
	z.object({ questionId: QuestionId, is: z.literal('atLeast'), value: z.number().int().min(0).max(10) }),
	z.object({ questionId: QuestionId, is: z.literal('atMost'), value: z.number().int().min(0).max(10) }),
	z.object({ questionId: QuestionId, is: z.literal('chosen'), options: z.array(OptionId).min(1).max(CHOICES_MAX) }),
]);
export type Condition = z.infer<typeof Condition>;

const Option = z.object({ optionId: OptionId, label: line(CHOICE_MAX) });
export type Option = z.infer<typeof Option>;
const options = (min: number, max: number) =>
	z
		.array(Option)
		.min(min, `Please give at least ${min}`)
		.max(max, `At most ${max}`)
		.refine((all) => new Set(all.map(({ optionId }) => optionId)).size === all.length, 'Two of these have one name');

const common = {
	questionId: QuestionId,
	ask: line(ASK_MAX),
	help: text(HELP_MAX).optional(),
	required: z.boolean(),
	when: Condition.optional(),
};
const kind = <const K extends string, const S extends z.ZodRawShape>(name: K, own: S) =>
	z.object({ kind: z.literal(name), ...common, ...own });

/** `text` is as long as one likes, `line` is short; a scale goes from 0 to 10 with named ends; a mood from 1 to 5; a wheel is a scale per spoke. */
export const Question = z.discriminatedUnion('kind', [
	kind('text', {}),
	kind('line', {}),
	kind('scale', { low: line(CHOICE_MAX), high: line(CHOICE_MAX) }),
	kind('oneOf', { options: options(2, CHOICES_MAX) }),
	kind('someOf', { options: options(2, CHOICES_MAX) }),
	kind('mood', {}),
	kind('wheel', { spokes: options(SPOKES_MIN, SPOKES_MAX) }),
]);
export type Question = z.infer<typeof Question>;
export type QuestionKind = Question['kind'];

/** Questions in the order they are asked. Each has a name of its own; a condition stands on an earlier one that can meet it. */
export const Questions = z
	.array(Question)
	.max(QUESTIONS_MAX, `At most ${QUESTIONS_MAX} questions`)
	.superRefine((all, { addIssue }) => {
		for (const [index, { questionId, when }] of all.entries()) {
			const earlier = all.slice(0, index);
			const report = (message: string) => addIssue({ code: 'custom', path: [index], message });
			if (earlier.some((one) => one.questionId === questionId)) report('Two questions have one name');
			const upon = when && earlier.find((one) => one.questionId === when.questionId);
			if (when && !upon) report('This is asked upon a question that does not come before it');
			if (when && upon && !canMeet(upon, when)) report('No answer of the earlier question could lead here');
		}
	});

/** Whether some answer to a question can meet a condition. */
function canMeet(upon: Question, when: Condition): boolean {
	switch (when.is) {
		case 'answered':
			return true;
		case 'atLeast':
		case 'atMost':
			return upon.kind === 'scale' || upon.kind === 'mood';
		case 'chosen':
			return (
				(upon.kind === 'oneOf' || upon.kind === 'someOf') &&
				when.options.every((wanted) => upon.options.some(({ optionId }) => optionId === wanted))
			);
		default:
			return when satisfies never;
	}
}
