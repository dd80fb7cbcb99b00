import type { Captured } from '#shared/domain/capture.ts';
import type { Problem } from '#lib/api.ts';

/** What a page shows again when one of its forms was refused: which one, why, and everything that was typed. */
export interface Trouble {
	did: string;
	typed: Record<string, string>;
	problem?: Problem;
	/** Of a captured line: how it was read. */
	captured?: Captured;
}

/** What went wrong with one form of a page; `of`: with the one for this thing. */
export const troubleOf = (form: unknown, did: string, of?: { name: string; id: string }): Trouble | undefined => {
	const trouble = form as Trouble | null | undefined;
	if (trouble?.did !== did) return undefined;
	return of && trouble.typed[of.name] !== of.id ? undefined : trouble;
};
