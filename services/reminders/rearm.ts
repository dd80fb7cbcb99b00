import { NEVER } from '#shared/domain/reminder.ts';
import { say } from '#services/metrics.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { arm } from '#services/reminders/arm.ts';
import { waitingIn } from '#services/reminders/waiting.ts';
import { wakeNow } from '#services/reminders/wake-up.ts';
import { SHARDS } from '#services/rows.ts';

const PAGE = 200;
const WIDTH = 20;

/** Schedules are disposable: this makes all of them again from the table alone. The ones that stand are left as they are. */
export async function rearm(now: string): Promise<{ driven: number; failed: number }> {
	let [driven, failed] = [0, 0];
	for (let shard = 0; shard < SHARDS; shard += 1) {
		for (let after: string | undefined = ''; after !== undefined;) {
			const page = await waitingIn(shard, { before: NEVER, after: after || undefined, limit: PAGE });
			const results = await abreast(page.waiting, WIDTH, ({ wake }) =>
				wake.kind === 'letter' ? wakeNow(wake) : arm(wake, now),
			);
			driven += results.length;
			failed += results.filter(({ status }) => status === 'rejected').length;
			after = page.next;
		}
	}
	say({ decision: 'rearmed', driven, failed });
	if (failed > 0 && failed === driven) throw new Error('Nothing could be armed');
	return { driven, failed };
}
