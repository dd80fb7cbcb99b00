import type { Turn } from './history.ts';
import type { Record } from './record.ts';
import { thingsOf } from './things.ts';

/** The life of the thing that a breach speaks of, for whoever has to understand it. */
export function explain(record: Record, breach: string): string {
	const id = /(act|ses|nud)_[0-9a-z]{26}/.exec(breach)?.[0] ?? '';
	const thing = thingsOf(record).find((one) => one.id === id);
	const life = record.actions.get(id) ?? record.sessions.get(id) ?? record.nudges.get(id);
	if (!thing || !life) return breach;
	const { engagementId, readerId, moments } = thing;
	const letters = record.taken
		.filter(({ itemIds }) => itemIds.includes(id))
		.map(({ letterId, kind, at, dueBy, claimedAt }) => `${kind} letter ${letterId} of what was due ${when(dueBy)}, claimed ${when(claimedAt)}, left ${when(at)}`); // prettier-ignore
	return [
		breach,
		...told('it', life.turns),
		...moments.map(({ key, at, bornFrom, bornTo, carried, blurred }) => `moment ${key.slice(-20)} ${when(at)} set ${when(bornFrom)} … ${when(bornTo)}${carried ? ` from ${when(carried.before.at)}` : ''}${blurred ? ' blurred' : ''}`), // prettier-ignore
		...letters,
		...told('trajectory', record.engagements.get(engagementId)!.turns),
		...told('reader', record.members.get(readerId)!.turns),
		`at rest ${record.rests.map(when).join(', ')}`,
	].join('\n');
}

const when = (moment: number): string => (Number.isFinite(moment) ? new Date(moment).toISOString() : 'never');

const told = (what: string, turns: readonly Turn<unknown>[]): string[] =>
	turns.map(({ from, to, states }) => `${what} ${when(from)} … ${when(to)} ${states.map((one) => JSON.stringify(one)).join(' or ')}`); // prettier-ignore
