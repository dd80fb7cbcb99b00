import type { ListedReflection } from '#shared/domain/trajectory.ts';
import type { Reflection } from '#shared/domain/reflection.ts';

/** What the coach may know of, newest first. What was taken back is the history's alone. */
export const knownOf = (reflections: readonly Reflection[]): Reflection[] =>
	reflections.filter(({ status }) => status !== 'withdrawn').toSorted((a, b) => (momentOf(a) > momentOf(b) ? -1 : 1));

/** When it came to be known. */
export const momentOf = ({ sharedAt, writtenAt }: Pick<Reflection, 'sharedAt' | 'writtenAt'>): string =>
	sharedAt ?? writtenAt;

/** Of what is new with all coachees, what stands before and after this one by time. */
export function around(
	fresh: readonly ListedReflection[],
	{ reflectionId, sharedAt = '' }: Pick<Reflection, 'reflectionId' | 'sharedAt'>,
): { previous: ListedReflection | undefined; next: ListedReflection | undefined } {
	const others = fresh.filter((one) => one.reflectionId !== reflectionId);
	return {
		previous: others.findLast((one) => (one.sharedAt ?? '') <= sharedAt),
		next: others.find((one) => (one.sharedAt ?? '') > sharedAt),
	};
}
