import type { Reflection } from '#shared/domain/reflection.ts';
import type { Session } from '#shared/domain/session.ts';
import { momentOf } from './reflections.ts';

/** Texts read for one session. */
const READ_MAX = 10;

/** Whether it was shared in this span: after the session before, and not after this one began. */
export const isWithin = (reflection: Reflection, from: string, to: string): boolean =>
	momentOf(reflection) > from && momentOf(reflection) <= to;

/**
 * What is read to prepare a session: the newest that were shared since the one before, and while this one is still to be held
 * older ones too of which a sentence is pinned.
 */
export function toPrepare(
	reflections: readonly Reflection[],
	{ status }: Pick<Session, 'status'>,
	from: string,
	to: string,
): Reflection[] {
	const shared = reflections
		.filter((one) => one.status === 'shared')
		.toSorted((a, b) => (momentOf(a) > momentOf(b) ? -1 : 1));
	const written = shared.filter((one) => isWithin(one, from, to));
	const pinned = shared.filter((one) => status === 'planned' && one.pins.length > 0 && !written.includes(one));
	return [...written, ...pinned].slice(0, READ_MAX);
}
