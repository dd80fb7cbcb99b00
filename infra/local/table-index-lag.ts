import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from './table-create.ts';
import { startTableServer } from './dynoxide.ts';
import type { Key } from './table-request.ts';
import { type Upstream, upstreamOf } from './table-upstream.ts';

/**
 * Indexes that trail the table. Queries of an index are answered from a second table in memory that takes over each written
 * row `ms` later, so paging, filters and projections are the server's own. Two approximations: the row is read right after
 * its write, so of two writes within a millisecond the later may show at the earlier one's time; and on AWS the
 * lag differs from row to row, while here it is the same for all, in real time and not in that of the local clock.
 */
export interface IndexLag {
	upstream: Upstream;
	/** These rows have just been written. */
	note(keys: Key[]): Promise<void>;
	/** Whether all has been taken over. */
	caughtUp(): boolean;
	stop(): Promise<void>;
}

export interface IndexLagOptions {
	ms: number;
	table: string;
	source: Upstream;
	clientOf(endpoint: string): DynamoDBClient;
	onStart?: (pid: number) => void;
}

type Item = Record<string, { S?: string }>;

export async function startIndexLag({ ms, table, source, clientOf, onStart }: IndexLagOptions): Promise<IndexLag> {
	const server = await startTableServer({ ...(onStart && { onStart }) });
	const client = clientOf(server.endpoint);
	await createTable(client, table, false);
	client.destroy();
	const upstream = upstreamOf(server.endpoint);
	await copy(source, upstream, table);

	let waiting = 0;
	let order = Promise.resolve();
	const timers = new Set<NodeJS.Timeout>();

	function apply(key: object, item: Item | undefined): Promise<void> {
		const done = order.then(() =>
			item
				? upstream.ask<void>('PutItem', { TableName: table, Item: item })
				: upstream.ask<void>('DeleteItem', { TableName: table, Key: key }),
		);
		order = done.catch((error: unknown) => console.error(`An index fell behind for good: ${String(error)}`));
		return order.then(() => void waiting--);
	}

	return {
		upstream,
		caughtUp: () => waiting === 0,
		async note(keys) {
			waiting += keys.length;
			const due = performance.now() + ms;
			for (const { pk, sk } of keys) {
				const Key = { pk: { S: pk }, sk: { S: sk } };
				const { Item } = await source.ask<{ Item?: Item }>('GetItem', { TableName: table, Key, ConsistentRead: true });
				const timer = setTimeout(() => {
					timers.delete(timer);
					void apply(Key, Item);
				}, due - performance.now());
				timers.add(timer);
			}
		},
		async stop() {
			for (const timer of timers) clearTimeout(timer);
			await order;
			upstream.close();
			await server.stop();
		},
	};
}

async function copy(source: Upstream, target: Upstream, TableName: string): Promise<void> {
	for (let ExclusiveStartKey: object | undefined; ;) {
		const page = await source.ask<{ Items: Item[]; LastEvaluatedKey?: object }>('Scan', {
			TableName,
			Limit: 100,
			ExclusiveStartKey,
		});
		for (const Item of page.Items) await target.ask('PutItem', { TableName, Item });
		ExclusiveStartKey = page.LastEvaluatedKey;
		if (!ExclusiveStartKey) return;
	}
}
