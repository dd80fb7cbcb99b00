import type { Letter } from '#shared/domain/letter.ts';
import { embedded, say, type Metric } from '#services/metrics.ts';

/** What may be decided about a letter, a wake-up, or an address. */
export type Decision =
	| 'letter sent'
	| 'letter bundled' // more than one thing in it
	| 'letter held' // its reader's budget lets none leave yet
	| 'letter waits' // the pace is used up: nothing is claimed, and what is due stays due
	| 'letter retaken' // from a sender that died, was refused, or heard nothing
	| 'letter postponed' // the mail service takes none just now
	| 'letter freed' // it did not leave; tried again
	| 'letter unsure' // no answer; the event or the sweep decides
	| 'letter uncertain'
	| 'letter failed'
	| 'letter withdrawn'
	| 'letter outcome'
	| 'address suppressed' // for one firm, until somebody tries again
	| 'nudge passed' // its action was closed, or its reader wants none
	| 'prompt opened'
	| 'reminder stale' // a wake-up with nothing to say
	| 'reminder moot' // what it was to say has become pointless: it is stopped
	| 'reminder suppressed' // due, and not to be sent
	| 'reminder armed'
	| 'reminder retimed' // other zone data give it another moment
	| 'wake-up redriven'; // out of a dead-letter queue

/** A loss or a delay of any of these kinds is counted, and somebody is woken by it. */
export const COUNTED = {
	'letter uncertain': 'LettersUncertain',
	'letter failed': 'LettersFailed',
	'letter postponed': 'LettersPostponed',
	'address suppressed': 'AddressesSuppressed',
} as const satisfies Partial<Record<Decision, Metric>>;

/** One line of the log per decision: ids and counts, never content. */
export function decided(decision: Decision, ids: Record<string, string | number | undefined>): void {
	const metric: Metric | undefined = COUNTED[decision as keyof typeof COUNTED];
	say({ decision, ...ids, ...(metric && embedded({ [metric]: 1 })) });
}

export const idsOf = ({ tenantId, memberId, letterId, attempt, items }: Letter) => ({
	tenantId,
	memberId,
	letterId,
	attempt,
	items: items.length,
});
