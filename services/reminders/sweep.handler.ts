import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { rearm } from '#services/reminders/rearm.ts';
import { Onward, redrive } from '#services/reminders/redrive.ts';
import { sweep } from '#services/reminders/sweep.ts';
import { invokeLater } from '#services/reminders/wake-up.ts';

/** How long a run may take; as long as the function has, unless told. */
const seconds = z.number().positive().optional();

/** By hand after a restore of the table or a loss of schedules, and each day for the next ones. `onward`: goes on by itself. */
const Rearm = z.object({
	rearm: z.literal(true),
	days: z.number().positive().optional(),
	from: z.string().optional(),
	onward: z.boolean().optional(),
	seconds,
});
/** By hand, when what filled the dead-letter queues is mended. */
const Redrive = Onward.extend({ redrive: z.literal(true), seconds });

/** Left at the end of a run, for what is under way. */
const RESERVE_MS = 20_000;

/** Looks after everything that may have been left behind. */
export async function handler(event: unknown, context: Context): Promise<object> {
	const now = new Date().toISOString();
	const until = (given = Infinity) =>
		performance.now() + Math.min(given * 1000, context.getRemainingTimeInMillis() - RESERVE_MS);

	const redriving = Redrive.safeParse(event).data;
	if (redriving) return redrive(now, redriving, until(redriving.seconds));
	const rearming = Rearm.safeParse(event).data;
	if (!rearming) return sweep(now);
	const { days, from, onward } = rearming;
	const { next, ...done } = await rearm(now, { days, from, until: until(rearming.seconds) });
	// Lambda stops a function that calls itself sixteen times: that is some two million schedules.
	if (onward && next) await invokeLater(context.invokedFunctionArn, { ...rearming, from: next });
	return { ...done, next: next && { from: next } };
}
