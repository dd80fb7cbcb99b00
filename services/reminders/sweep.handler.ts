import { z } from 'zod';
import { addToInstant } from '#shared/domain/time.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { inTurns, wakeOfKeys, type Wake } from '#shared/domain/wake.ts';
import { SHARDS } from '#services/rows.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { arm } from '#services/reminders/arm.ts';
import { wakeNow } from '#services/reminders/wake-up.ts';
import { asFunction, entities, whole } from '#services/table.ts';

/** Younger ones are on their way by themselves. */
const GRACE_MINUTES = 2;
const WIDTH = 20;

/** Asks for `rearm` by hand, after a restore of the table or a loss of schedules. */
const Asked = z.object({ rearm: z.literal(true) });

/** The last net, every five minutes: whatever should have left by now, however old, is driven again. */
export async function handler(event: unknown): Promise<{ driven: number; failed: number }> {
	const now = new Date().toISOString();
	return Asked.safeParse(event).success ? rearm(now) : sweep(now);
}

const sweep = async (now: string) =>
	driven(await waiting({ until: addToInstant(now, { minutes: -GRACE_MINUTES }) }), wakeNow);

/** Schedules are disposable: this makes all of them again from the table alone. The ones that stand are left as they are. */
const rearm = async (now: string) =>
	driven(await waiting({ until: NEVER }), (wake) => (wake.kind === 'letter' ? wakeNow(wake) : arm(wake, now)));

async function driven(wakes: Wake[], drive: (wake: Wake) => Promise<void>) {
	const results = await abreast(inTurns(wakes), WIDTH, drive);
	const failures = results.filter(({ status }) => status === 'rejected');
	const line = { decision: 'swept', driven: results.length, failed: failures.length };
	process.stdout.write(`${JSON.stringify(line)}\n`);
	// Nothing got through: say so by failing, which the alarm hears. Otherwise the next sweep takes what is left.
	if (failures.length > 0 && failures.length === results.length) throw new Error('The sweep could drive nothing');
	return { driven: results.length, failed: failures.length };
}

/** Every thing that wants somebody's eye until then: actions, invitations, and letters left by their senders. */
async function waiting({ until }: { until: string }): Promise<Wake[]> {
	// Keys are all that this index holds: of whom a row is, and of what kind, stands in them alone. One query a shard.
	const keys = { ...asFunction(), ...whole, data: 'includeKeys', ignoreOwnership: true } as const;
	const found = await Promise.all(
		Array.from({ length: SHARDS }, (_, shard) =>
			entities.action.query
				.due({ shard: String(shard) })
				.between({ nextAt: '0' }, { nextAt: until })
				.go(keys),
		),
	);
	return found.flatMap(({ data }) =>
		(data as unknown as { pk: string; sk: string }[]).flatMap(({ pk, sk }) => wakeOfKeys(pk, sk) ?? []),
	);
}
