import type { returned as en } from '../en/returned.ts';

export const returned: typeof en = {
	said: ({ reason }, mail, since) =>
		reason === 'bounced'
			? `Brieven aan ${mail} komen terug sinds ${since}.`
			: `Een brief aan ${mail} is als ongewenst gemeld (${since}), dus er gaan er geen meer weg.`,
	again: 'Dit adres weer proberen',
};
