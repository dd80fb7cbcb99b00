import { page } from '$app/state';
import type { Reader } from '#lib/dates.ts';

/** Who reads this page, for `#lib/dates.ts`. Call while a component is set up or drawn. */
export const reader = (): Reader => {
	const { language, now, member } = page.data;
	return { language, now, zone: member?.zone ?? 'UTC' };
};
