import type { Attention, Reason } from '#shared/domain/attention.ts';
import { dateIn } from '#shared/domain/calendar.ts';
import { day, type Reader } from '#lib/dates.ts';
import type { coach } from '#lib/messages/coach.ts';

type Words = ReturnType<typeof coach>;

/** Why somebody needs the coach, as one line: “two actions late, nothing since 3 Nov”. */
export function reasonsInWords({ engagement, reasons }: Attention, { why }: Words, reader: Reader): string {
	if (engagement.status !== 'active') return why[engagement.status];
	// That no session is planned stands where the session would, unless it is all there is to say.
	const said = reasons.length > 1 ? reasons.filter(({ kind }) => kind !== 'unplanned') : reasons;
	return said.map((reason) => inWords(reason, why, reader)).join(', ') || why.well;
}

function inWords(reason: Reason, why: Words['why'], reader: Reader): string {
	switch (reason.kind) {
		case 'late':
		case 'mine':
			return why[reason.kind](reason.count);
		case 'unheld':
			return why.unheld(day(dateIn(reason.startsAt, reader.zone), reader));
		case 'quiet':
			return why.quiet(day(reason.since, reader));
		case 'bounced':
		case 'complained':
		case 'unseen':
		case 'unplanned':
			return why[reason.kind];
		default:
			return reason satisfies never;
	}
}
