import type { Answer } from '#shared/domain/answers.ts';
import type { Question } from '#shared/domain/question.ts';
import type { reflect } from '#lib/messages/reflect.ts';

/** An answer as one reads it: what was typed, or the words of what was chosen. */
export function wordsOf(say: ReturnType<typeof reflect>, question: Question, answer: Answer): string[] {
	switch (question.kind) {
		case 'text':
		case 'line':
			return [String(answer)];
		case 'scale':
			return [say.outOfTen(Number(answer))];
		case 'mood':
			return [say.moods[Number(answer) - 1] ?? ''];
		case 'oneOf':
		case 'someOf': {
			const chosen = Array.isArray(answer) ? answer : [answer];
			return question.options.filter(({ optionId }) => chosen.includes(optionId)).map(({ label }) => label);
		}
		case 'wheel': {
			const values = answer as Record<string, number>;
			return question.spokes.map(({ optionId, label }) => `${label}: ${values[optionId] ?? '–'}`);
		}
		default:
			return question satisfies never;
	}
}
