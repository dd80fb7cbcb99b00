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

/** Forms that show in their own place what is wrong with them. */
const OWN_PLACE = new Set([
	'plan',
	'moveSession',
	'remindSession',
	'goal',
	'editGoal',
	'capture',
	'notes',
	'privateNotes',
	'nudge',
	'silence',
	'reply',
]);

const asTrouble = (form: unknown): Trouble | undefined => (form as Trouble | null) ?? undefined;

/** What went wrong with one form of a page; `of`: with the one for this thing. */
export function troubleOf(form: unknown, did: string, of?: { name: string; id: string }): Trouble | undefined {
	const trouble = asTrouble(form);
	if (trouble?.did !== did) return undefined;
	return of && trouble.typed[of.name] !== of.id ? undefined : trouble;
}

/** The same as forms of both people take it. */
export const asRefused = (
	trouble: Trouble | undefined,
): { problem: Problem; typed: Record<string, string> } | undefined =>
	trouble?.problem && { problem: trouble.problem, typed: trouble.typed };

/** What went wrong with a button that has no place of its own to say it. */
export function troubleElsewhere(form: unknown): Problem | undefined {
	const trouble = asTrouble(form);
	return trouble && !OWN_PLACE.has(trouble.did) ? trouble.problem : undefined;
}
