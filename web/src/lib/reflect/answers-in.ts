import type { Answer, Answers } from '#shared/domain/answers.ts';
import type { Question } from '#shared/domain/question.ts';

/** The name of a question's field in a form, and of what is wrong with it in a refusal. */
export const fieldOf = (questionId: string, spoke?: string): string =>
	`answers.${questionId}${spoke === undefined ? '' : `.${spoke}`}`;

/** What a form holds, as answers: numbers as numbers, several choices as a list. What is empty is not there. */
export function answersIn(form: Pick<FormData, 'get' | 'getAll'>, questions: readonly Question[]): Answers {
	const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	const number = (name: string) => (/^\d{1,2}$/.test(text(name)) ? Number(text(name)) : undefined);
	const answerOf = (question: Question): Answer | undefined => {
		const name = fieldOf(question.questionId);
		switch (question.kind) {
			case 'scale':
			case 'mood':
				return number(name);
			case 'someOf': {
				const chosen = form.getAll(name).map(String);
				return chosen.length > 0 ? chosen : undefined;
			}
			case 'wheel': {
				const spokes = question.spokes.map(
					({ optionId }) => [optionId, number(fieldOf(question.questionId, optionId))] as const,
				);
				const set = spokes.filter((spoke): spoke is [string, number] => spoke[1] !== undefined);
				return set.length > 0 ? Object.fromEntries(set) : undefined;
			}
			default:
				return text(name) || undefined;
		}
	};
	return Object.fromEntries(
		questions
			.map((question) => [question.questionId, answerOf(question)] as const)
			.filter((one): one is [string, Answer] => one[1] !== undefined),
	);
}
