import { addToInstant } from '#shared/domain/time.ts';
import { inTurns } from '#shared/domain/wake.ts';
import { lettersPerSecond } from '#services/letters/quota.ts';
import { embedded, say } from '#services/metrics.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { Lately } from '#services/reminders/lately.ts';
import { waitingIn, type Waiting } from '#services/reminders/waiting.ts';
import { wakeNow } from '#services/reminders/wake-up.ts';
import { SHARDS } from '#services/rows.ts';

/** Younger ones are on their way by themselves. */
const GRACE_MINUTES = 2;
/**
 * What is looked at in one shard, a page of half a megabyte. With more than 16 × 2,000 overdue, turns are taken among the
 * oldest of those; the others follow as these leave.
 */
export const LOOK_AT_MOST = 2_000;
/** Taken even when the mail service allows next to nothing. */
const LEAST = 20;
const WIDTH = 20;

const lately = new Lately();

export interface Swept {
	overdue: number;
	driven: number;
	failed: number;
}

/**
 * The last net, every minute: of whatever should have left by now, however old, as much as the mail service takes in a
 * minute is driven again, one of each tenant in turn. So what one firm's crowd costs another is its share and no more.
 */
export async function sweep(now: string): Promise<Swept> {
	const before = addToInstant(now, { minutes: -GRACE_MINUTES });
	const shards = Array.from({ length: SHARDS }, (_, shard) => waitingIn(shard, { before, limit: LOOK_AT_MOST }));
	const overdue = (await Promise.all(shards)).flatMap(({ waiting }) => waiting).toSorted(byPlace);
	const wall = Date.parse(now);
	const left = lately.left(overdue, ({ place }) => place, wall);
	const share = left.length > 0 ? Math.max(LEAST, Math.floor((await lettersPerSecond()) * 60)) : 0;
	const taken = inTurns(left, ({ wake }) => wake.tenantId).slice(0, share);

	const results = await abreast(taken, WIDTH, async ({ wake, place }) => {
		await wakeNow(wake, { inTurn: true });
		lately.drove(place, wall);
	});
	const failed = results.filter(({ status }) => status === 'rejected').length;
	const swept = { overdue: overdue.length, driven: taken.length, failed };
	const late = overdue[0] ? (wall - Date.parse(overdue[0].at)) / 60_000 : 0;
	const { itemId: oldest, tenantId } = overdue[0]?.wake ?? {};
	say({
		decision: 'swept',
		...swept,
		oldest,
		tenantId,
		...embedded({ Overdue: overdue.length, OverdueMinutes: Math.floor(late) }),
	});
	// Nothing got through: say so by failing, which the alarm hears. Otherwise the next sweep takes what is left.
	if (failed > 0 && failed === taken.length) throw new Error('The sweep could drive nothing');
	return swept;
}

const byPlace = (one: Waiting, other: Waiting): number => (one.place < other.place ? -1 : 1);
