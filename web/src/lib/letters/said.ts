import type { Coming } from '#shared/domain/coming.ts';
import { longDay, today, type Reader } from '#lib/dates.ts';
import { soon, type Teller } from './words-of-coming.ts';

/** Whether a pause that ends on this day still holds. */
export const isPaused = (until: string | undefined, by: Reader): until is string =>
	until !== undefined && until > today(by);

/** What a form on this page did and what comes of it, from the address it left. */
export function saidOf(
	{ searchParams }: { searchParams: Pick<URLSearchParams, 'get'> },
	{ budget, letters: coming }: Coming,
	mail: string,
	{ say, rules, by }: Teller,
): string {
	const was = searchParams.get('was');
	const after = [
		say.now(coming.length, was && /^\d{1,3}$/.test(was) ? Number(was) : undefined),
		...(coming[0] ? [say.first(soon(coming[0].at, by))] : []),
	];
	switch (searchParams.get('changed')) {
		case 'often':
			return [say.saved, ...after].join(' ');
		case 'pause': {
			const { pausedUntil } = budget;
			const done = isPaused(pausedUntil, by) ? say.pause.done(longDay(pausedUntil, by)) : say.pause.over;
			return [done, ...after].join(' ');
		}
		case 'defaults':
			return rules.saved;
		case 'retry':
			return say.tried(mail);
		default:
			return '';
	}
}
