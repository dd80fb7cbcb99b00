import { setTimeout as pause } from 'node:timers/promises';
import { NEVER } from '#shared/domain/reminder.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { Pace } from '#services/letters/pace.ts';
import { setting } from '#services/clients.ts';
import { embedded, say } from '#services/metrics.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { arm } from '#services/reminders/arm.ts';
import { waitingIn, type Waiting } from '#services/reminders/waiting.ts';
import { wakeNow } from '#services/reminders/wake-up.ts';
import { SHARDS } from '#services/rows.ts';

const PAGE = 200;
const WIDTH = 20;

export interface Rearmed {
	driven: number;
	failed: number;
	/** Where to go on, when time was up before the end. */
	next: string | undefined;
}

/**
 * Schedules are disposable: this makes all of them again from the table alone, in as many runs as it takes. The ones that
 * stand are left as they are, and moments that were worked out with other zone data are worked out again. With `days`, only
 * what wants a letter within so many from now; what is due already is the sweep's.
 */
export async function rearm(
	now: string,
	{ days, from = '', until }: { days?: number | undefined; from?: string | undefined; until: number },
): Promise<Rearmed> {
	const before = days === undefined ? NEVER : addToInstant(now, { hours: 24 * days });
	// Making schedules is allowed so many times a second, and arm needs to make its own meanwhile.
	const pace = new Pace(Number(setting('REARM_PER_SECOND')));
	const done: Rearmed = { driven: 0, failed: 0, next: undefined };

	const wanted = ({ wake, at }: Waiting) => (at <= now ? days === undefined : wake.kind !== 'letter');
	async function again({ wake }: Waiting): Promise<void> {
		const wait = pace.take(performance.now(), 0, Infinity)! - performance.now();
		if (wait > 0) await pause(wait);
		await (wake.kind === 'letter' ? wakeNow(wake) : arm(wake, now));
	}

	let [shard, after] = placeOf(from);
	while (shard < SHARDS && performance.now() < until) {
		const page = await waitingIn(shard, { before, after, limit: PAGE });
		const results = await abreast(page.waiting.filter(wanted), WIDTH, again);
		done.driven += results.length;
		done.failed += results.filter(({ status }) => status === 'rejected').length;
		[shard, after] = page.next ? [shard, page.next] : [shard + 1, undefined];
	}
	done.next = shard < SHARDS ? `${shard} ${after ?? ''}` : undefined;
	say({ decision: 'rearmed', ...done, ...(done.next ? {} : embedded({ Rearmed: 1 })) });
	if (done.failed > 0 && done.failed === done.driven) throw new Error('Nothing could be armed');
	return done;
}

/** Where nothing is left to go on with. */
export const END = String(SHARDS);

/** A place to go on from: the shard, and the place in it. */
function placeOf(from: string): [number, string | undefined] {
	const [shard = '', after] = from.split(' ');
	return [Number(shard), after || undefined];
}
