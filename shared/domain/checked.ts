import { Refusal } from '#shared/errors.ts';
import { asked, isAnswered, wrongWith, type Answers, type Wrong } from './answers.ts';
import type { Questionnaire } from './questionnaire.ts';
import { REFLECTION_MAX_BYTES } from './reflection.ts';

const WORDS: Record<Wrong, string> = {
	missing: 'Please answer this one',
	tooLong: 'Please keep this within 280 characters',
	notAText: 'Please answer in words',
	notANumber: 'Please choose a number of this scale',
	notAChoice: 'Please choose from what is offered',
};

/** Answers to what is asked, given these answers; others are left out. Throws `invalid` where one cannot stand. */
export function checked(questions: Questionnaire['questions'], answers: Answers): Answers {
	const bytes = new TextEncoder().encode(JSON.stringify(answers)).length;
	if (bytes > REFLECTION_MAX_BYTES)
		throw new Refusal(
			'too-large',
			'This is longer than we can keep in one reflection (100 KB). Please split it in two',
		);
	const foreign = Object.keys(answers).filter((name) => questions.every(({ questionId }) => questionId !== name));
	if (foreign.length > 0)
		throw new Refusal('invalid', 'One of these questions is not asked here. Your words are kept; please look again', {
			fields: Object.fromEntries(foreign.map((name) => [`answers.${name}`, 'This is not asked here'])),
		});
	const shown = asked(questions, answers);
	const wrong = shown.flatMap((question) => {
		const why = wrongWith(question, answers[question.questionId]);
		return why ? [[`answers.${question.questionId}`, WORDS[why]] as const] : [];
	});
	if (wrong.length > 0)
		throw new Refusal('invalid', 'Something is still missing or does not fit', { fields: Object.fromEntries(wrong) });
	const given = shown.filter(({ questionId }) => isAnswered(answers[questionId]));
	if (given.length === 0) throw new Refusal('invalid', 'There is nothing here yet. Write or choose something first');
	return Object.fromEntries(given.map(({ questionId }) => [questionId, answers[questionId]!]));
}
