import type { Suppressed } from '#shared/domain/member.ts';

/** Letters that do not reach their reader. */
export const returned = {
	said: ({ reason }: Pick<Suppressed, 'reason'>, mail: string, since: string): string =>
		reason === 'bounced'
			? `Letters to ${mail} come back since ${since}.`
			: `A letter to ${mail} was marked as unwanted (${since}), so none are sent any more.`,
	again: 'Try this address again',
};
