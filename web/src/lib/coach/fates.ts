import type { Fate, Fates, Held } from '#shared/domain/fate.ts';

/** What became of the newest letter about one thing, and what of it still waits. */
export interface Standing {
	letter: Fate | undefined;
	answer: Fate['answers'][number] | undefined;
	held: Held | undefined;
}

/** What a letter came to, for the coach. */
export type Came = 'leaving' | 'sent' | 'delivered' | 'bounced' | 'complained' | 'uncertain' | 'failed';

export function standingOf(fates: Fates, itemId: string): Standing {
	const letter = lettersOf(fates, itemId)[0];
	return {
		letter,
		answer: letter && answerIn(letter, itemId),
		held: fates.held.find((one) => one.itemId === itemId),
	};
}

/**
 * The letters about one thing, the newest first, those too that were about a line on it and were answered. What was withdrawn
 * before it left was no letter.
 */
export const lettersOf = ({ letters }: Fates, itemId: string): Fate[] =>
	letters.filter(
		({ status, items, answers }) =>
			status !== 'withdrawn' && [...items, ...answers].some((one) => one.itemId === itemId),
	);

/** What its reader did about it last. */
export const answerIn = ({ answers }: Fate, itemId: string): Fate['answers'][number] | undefined =>
	answers.findLast((one) => one.itemId === itemId);

export function cameOf({ status, outcome }: Pick<Fate, 'status' | 'outcome'>): Came {
	if (outcome) return outcome;
	if (status === 'sent' || status === 'uncertain' || status === 'failed') return status;
	return 'leaving';
}

/** Whether its reader was reminded, as far as anybody knows. */
export const reached = (came: Came): boolean => came !== 'failed' && came !== 'leaving';
