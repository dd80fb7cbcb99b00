import type { Condition, Question } from './question.ts';

/** A text, a number, chosen options, or a number for each spoke of a wheel. */
export type Answer = string | number | string[] | Record<string, number>;
/** What was answered, by the question's name. What was not is not there. */
export type Answers = Record<string, Answer>;

/** Why an answer cannot stand. */
export type Wrong = 'missing' | 'tooLong' | 'notAText' | 'notANumber' | 'notAChoice';

const LINE_MAX = 280;

/** The questions that are asked, given what was answered so far: those whose condition is met by one that is asked itself. */
export function asked(questions: readonly Question[], answers: Answers): Question[] {
	const shown = new Map<string, Question>();
	for (const question of questions) {
		const { when } = question;
		if (!when || (shown.has(when.questionId) && meets(answers[when.questionId], when)))
			shown.set(question.questionId, question);
	}
	return [...shown.values()];
}

function meets(answer: Answer | undefined, when: Condition): boolean {
	if (!isAnswered(answer)) return false;
	switch (when.is) {
		case 'answered':
			return true;
		case 'atLeast':
			return typeof answer === 'number' && answer >= when.value;
		case 'atMost':
			return typeof answer === 'number' && answer <= when.value;
		case 'chosen': {
			const chosen = Array.isArray(answer) ? answer : [answer];
			return when.options.some((option) => chosen.includes(option));
		}
		default:
			return when satisfies never;
	}
}

/** Whether there is anything in it. Spaces are nothing. */
export function isAnswered(answer: Answer | undefined): answer is Answer {
	if (answer === undefined) return false;
	if (typeof answer === 'number') return true;
	if (typeof answer === 'string') return answer.trim() !== '';
	return (Array.isArray(answer) ? answer : Object.keys(answer)).length > 0;
}

/** What is wrong with an answer to this question, if anything. A question without one is wrong only where one is required. */
export function wrongWith(question: Question, answer: Answer | undefined): Wrong | undefined {
	if (!isAnswered(answer)) return question.required ? 'missing' : undefined;
	switch (question.kind) {
		case 'text':
			return typeof answer === 'string' ? undefined : 'notAText';
		case 'line':
			if (typeof answer !== 'string') return 'notAText';
			return [...answer.trim()].length > LINE_MAX ? 'tooLong' : undefined;
		case 'scale':
			return isWithin(answer, 0, 10) ? undefined : 'notANumber';
		case 'mood':
			return isWithin(answer, 1, 5) ? undefined : 'notANumber';
		case 'oneOf':
			return typeof answer === 'string' && question.options.some(({ optionId }) => optionId === answer)
				? undefined
				: 'notAChoice';
		case 'someOf':
			return Array.isArray(answer) &&
				new Set(answer).size === answer.length &&
				answer.every((one) => question.options.some(({ optionId }) => optionId === one))
				? undefined
				: 'notAChoice';
		case 'wheel': {
			if (typeof answer !== 'object' || Array.isArray(answer)) return 'notANumber';
			const given = Object.entries(answer);
			if (
				!given.every(
					([spoke, value]) => question.spokes.some(({ optionId }) => optionId === spoke) && isWithin(value, 0, 10),
				)
			)
				return 'notANumber';
			return question.required && given.length < question.spokes.length ? 'missing' : undefined;
		}
		default:
			return question satisfies never;
	}
}

const isWithin = (answer: Answer, low: number, high: number): boolean =>
	typeof answer === 'number' && Number.isInteger(answer) && answer >= low && answer <= high;
