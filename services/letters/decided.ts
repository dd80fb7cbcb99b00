import type { Letter } from '#shared/domain/letter.ts';

/** What may be decided about a letter or a wake-up. */
export type Decision =
	| 'letter sent'
	| 'letter bundled' // more than one thing in it
	| 'letter retaken' // from a sender that died, was refused, or heard nothing
	| 'letter freed' // it did not leave; tried again
	| 'letter unsure' // no answer; the event or the sweep decides
	| 'letter uncertain'
	| 'letter failed'
	| 'letter withdrawn'
	| 'letter outcome'
	| 'reminder stale' // a wake-up with nothing to say
	| 'reminder suppressed' // due, and not to be sent
	| 'reminder armed';

/** A loss of any of these kinds is counted as a metric, and somebody is woken by it. */
const COUNTED: Partial<Record<Decision, string>> = {
	'letter uncertain': 'LettersUncertain',
	'letter failed': 'LettersFailed',
};

/** One line of the log per decision: ids and counts, never content. Counted ones are in CloudWatch's embedded metric format. */
export function decided(decision: Decision, ids: Record<string, string | number | undefined>): void {
	const name = COUNTED[decision];
	const metric = name && {
		_aws: {
			Timestamp: Date.now(),
			CloudWatchMetrics: [{ Namespace: 'FocusCoachee', Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] }],
		},
		[name]: 1,
	};
	// Not by `console`: Lambda's JSON log would wrap the line, and its metric would not be found.
	process.stdout.write(`${JSON.stringify({ decision, ...ids, ...metric })}\n`);
}

export const idsOf = ({ tenantId, memberId, letterId, attempt, items }: Letter) => ({
	tenantId,
	memberId,
	letterId,
	attempt,
	items: items.length,
});
