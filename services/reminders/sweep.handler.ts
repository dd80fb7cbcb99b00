import { z } from 'zod';
import { rearm } from '#services/reminders/rearm.ts';
import { sweep } from '#services/reminders/sweep.ts';

/** Asks for `rearm` by hand, after a restore of the table or a loss of schedules. */
const Asked = z.object({ rearm: z.literal(true) });

/** Looks after everything that may have been left behind. */
export async function handler(event: unknown): Promise<object> {
	const now = new Date().toISOString();
	return Asked.safeParse(event).success ? rearm(now) : sweep(now);
}
