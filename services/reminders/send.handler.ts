import { z } from 'zod';
import { Wake } from '#shared/domain/wake.ts';
import * as letter from '#services/letters/letter.ts';

/** The sweep has seen to it that others have had theirs. */
const InTurn = z.object({ inTurn: z.literal(true) });

/** Somebody may be owed a letter. Woken by a schedule, by arm or by the sweep, always with keys alone. */
export async function handler(event: unknown): Promise<void> {
	const wake = Wake.safeParse(event);
	// Something edited the schedule: it fails until it lies in the dead-letter queue, where it is seen.
	if (!wake.success) throw new Error('This wake-up names nothing that could want a letter');
	await letter.send(wake.data, new Date().toISOString(), InTurn.safeParse(event).success);
}
