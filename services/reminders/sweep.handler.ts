import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { addToInstant } from '#shared/domain/time.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { inTurns, wakeOfKeys, type Wake } from '#shared/domain/wake.ts';
import { ownClient, setting } from '#services/clients.ts';
import { SHARDS } from '#services/rows.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { arm } from '#services/reminders/arm.ts';
import { wakeNow } from '#services/reminders/wake-up.ts';

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
	const shards = Array.from({ length: SHARDS }, (_, shard) => keysDue(String(shard), until));
	return (await Promise.all(shards)).flat().flatMap(({ pk, sk }) => wakeOfKeys(pk, sk) ?? []);
}

/** One query a shard, whatever kinds are in it: keys are all that this index holds, and say of whom and of what they are. */
async function keysDue(shard: string, until: string): Promise<{ pk: string; sk: string }[]> {
	const due = {
		TableName: setting('TABLE_NAME'),
		IndexName: 'gsi3',
		KeyConditionExpression: 'gsi3pk = :shard AND gsi3sk < :until',
		ExpressionAttributeValues: { ':shard': `$fc#due_${shard}`, ':until': `$due#at_${until}` },
	};
	const keys: { pk: string; sk: string }[] = [];
	for (let from: QueryCommandInput['ExclusiveStartKey']; ;) {
		const { Items = [], LastEvaluatedKey } = await ownClient().send(
			new QueryCommand({ ...due, ExclusiveStartKey: from }),
		);
		keys.push(...(Items as typeof keys));
		if (!LastEvaluatedKey) return keys;
		from = LastEvaluatedKey;
	}
}
