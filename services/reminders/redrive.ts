import { z } from 'zod';
import { Wake } from '#shared/domain/wake.ts';
import { setting } from '#services/clients.ts';
import { decided } from '#services/letters/decided.ts';
import { say } from '#services/metrics.ts';
import { drain, type Drained, isEmpty } from '#services/reminders/dead-letters.ts';
import { END, rearm } from '#services/reminders/rearm.ts';
import { invokeLater, wakeNow } from '#services/reminders/wake-up.ts';

/** Where a run stands that time ended: how far it was in arming all anew, and since when. */
export const Onward = z.object({ since: z.iso.datetime().optional(), from: z.string().optional() });
export type Onward = z.infer<typeof Onward>;

export interface Redriven {
	changes: number;
	schedules: number;
	functions: number;
	/** Stays where it is. */
	left: number;
	/** Not all was looked at. */
	next: Onward | undefined;
}

/** An event that a function could not carry out, as Lambda tells of it. */
const Failed = z.object({ requestContext: z.object({ functionArn: z.string() }), requestPayload: z.unknown() });
/** Changes that could not be taken: where they stood in a stream that forgets within a day, and not what they were. */
const Batch = z.object({ DDBStreamBatchInfo: z.object({ streamArn: z.string() }) });
/** News of the mail service, as far as one can tell without reading them. */
const News = z.object({ detail: z.object({ eventType: z.string() }) });
/** What a schedule would have said to its function; Scheduler may put it inside of its request. */
const Scheduled = z.union([Wake, z.object({ Payload: z.union([Wake, z.string().transform(read).pipe(Wake)]) }).transform(({ Payload }) => Payload)]); // prettier-ignore

/**
 * What lies in the dead-letter queues is driven again: events go to their functions, wake-ups to the sender, and for changes
 * that could not be taken everything is armed anew, because nobody knows any more what they were. All of it may be done
 * twice without harm.
 */
export async function redrive(now: string, { since = now, from }: Onward, until: number): Promise<Redriven> {
	const [schedules, functions] = await Promise.all([
		drain(setting('SCHEDULES_QUEUE'), until, scheduled),
		drain(setting('FUNCTIONS_QUEUE'), until, failed),
	]);
	const { changes, at } = await changed(now, { since, from }, until);
	const all = [changes, schedules, functions];
	const done = {
		changes: changes.handed,
		schedules: schedules.handed,
		functions: functions.handed,
		left: all.reduce((sum, { left }) => sum + left, 0),
	};
	say({ decision: 'redriven', ...done });
	// What nobody takes is no reason to begin again.
	const more = at !== undefined || all.some((one) => one.more && one.handed > 0);
	return { ...done, next: more ? { since, from: at } : undefined };
}

/** Arms everything anew, and only then deletes what said that something was missed. `at` is how far that is. */
async function changed(
	now: string,
	{ since = now, from }: Onward,
	until: number,
): Promise<{ changes: Drained; at?: string }> {
	const queue = setting('CHANGES_QUEUE');
	if (from === undefined && (await isEmpty(queue))) return { changes: { handed: 0, left: 0, more: false } };
	const { next } = await rearm(now, { from, until });
	if (next) return { changes: { handed: 0, left: 0, more: true }, at: next };
	// What came after the beginning may be about a thing that was looked at before.
	const known = async (body: unknown, sent: string) => Batch.safeParse(body).success && sent < since;
	const changes = await drain(queue, until, known);
	return { changes, ...(changes.more && changes.handed > 0 && { at: END }) };
}

async function scheduled(body: unknown): Promise<boolean> {
	const wake = Scheduled.safeParse(body);
	if (!wake.success) return false;
	await wakeNow(wake.data);
	decided('wake-up redriven', { tenantId: wake.data.tenantId, itemId: wake.data.itemId });
	return true;
}

async function failed(body: unknown): Promise<boolean> {
	const { data } = Failed.safeParse(body);
	// An ARN that goes on with a version after the function's name.
	const arn = data?.requestContext.functionArn.split(':').slice(0, 7).join(':');
	if (arn === setting('SEND_FUNCTION_ARN')) return scheduled(data?.requestPayload);
	if (arn !== setting('OUTCOME_FUNCTION_ARN') || !News.safeParse(data?.requestPayload).success) return false;
	await invokeLater(arn, data!.requestPayload as object);
	return true;
}

function read(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
