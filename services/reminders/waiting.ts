import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { wakeOfKeys, type Wake } from '#shared/domain/wake.ts';
import { ownClient, setting } from '#services/clients.ts';

/** A thing that wants somebody's eye, since when, and its place in the index: by moment, then by thing. */
export interface Waiting {
	wake: Wake;
	at: string;
	place: string;
}

export interface Page {
	/** Of all kinds, letters left by their senders too; soonest first. */
	waiting: Waiting[];
	/** Where to go on; undefined at the end. */
	next: string | undefined;
}

/** What of one shard wants somebody's eye before this moment: at most so much of it, after this place. One query. */
export async function waitingIn(
	shard: number,
	{ before, after = PLACE, limit }: { before: string; after?: string | undefined; limit: number },
): Promise<Page> {
	const { Items = [] } = await ownClient().send(
		new QueryCommand({
			TableName: setting('TABLE_NAME'),
			IndexName: 'gsi3',
			KeyConditionExpression: 'gsi3pk = :shard AND gsi3sk BETWEEN :after AND :before',
			ExpressionAttributeValues: { ':shard': `$fc#due_${shard}`, ':after': after, ':before': PLACE + before },
			Limit: limit,
		}),
	);
	// Keys are all that this index holds, and say of whom and of what they are.
	const keys = Items as { pk: string; sk: string; gsi3sk: string }[];
	const waiting = keys.flatMap(({ pk, sk, gsi3sk: place }) => {
		const wake = place === after ? undefined : wakeOfKeys(pk, sk);
		return wake ? [{ wake, place, at: place.slice(PLACE.length).split('#', 1)[0]! }] : [];
	});
	return { waiting, next: keys.length < limit ? undefined : keys.at(-1)!.gsi3sk };
}

const PLACE = '$due#at_';
