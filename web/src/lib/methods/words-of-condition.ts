import type { Condition, Option, QuestionKind } from '#shared/domain/question.ts';
import type { methods } from '#lib/messages/methods.ts';

/** As much of an earlier question as its conditions speak of. */
export interface Upon {
	questionId: string;
	kind: QuestionKind;
	ask: string;
	options: readonly Option[];
}

/** When a question is asked: “How was your week?” is Low or lower. */
export function conditionInWords(
	condition: Condition,
	upon: Upon | undefined,
	say: Pick<ReturnType<typeof methods>, 'conditions' | 'moods'>,
): string {
	const words = say.conditions;
	const of = shortened(upon?.ask ?? '');
	switch (condition.is) {
		case 'answered':
			return words.answered(of);
		case 'atLeast':
		case 'atMost': {
			const value = upon?.kind === 'mood' ? say.moods[condition.value - 1] : undefined;
			return words[condition.is](of, value ?? String(condition.value));
		}
		case 'chosen': {
			const chosen = condition.options.map(
				(one) => upon?.options.find(({ optionId }) => optionId === one)?.label ?? '…',
			);
			return words.chosen(of, chosen.join(` ${words.or} `));
		}
		default:
			return condition satisfies never;
	}
}

const LONG = 60;
const shortened = (ask: string): string =>
	[...ask].length > LONG ? `${[...ask].slice(0, LONG).join('').trim()}…` : ask;
