import type { LocalClock } from './clock.ts';
import { every } from './every.ts';
import type { IndexLag } from './table-index-lag.ts';
import type { TableFile } from './table-file.ts';
import type { Upstream } from './table-upstream.ts';

export interface ExpiryOptions {
	clock: LocalClock;
	file: TableFile;
	table: string;
	upstream: Upstream;
	lag?: IndexLag | undefined;
}

const MINUTES = 10;

/**
 * Takes away rows whose time has passed, which the table server never does. Every ten minutes by the local clock: on AWS
 * it may take days, so readers look at the expiry themselves either way.
 */
export function startExpiry({ clock, file, table, upstream, lag }: ExpiryOptions): { stop(): void } {
	async function sweep(): Promise<void> {
		const now = clock.now();
		for (let keys = file.expired(now); keys.length > 0; keys = file.expired(now)) {
			for (const { pk, sk } of keys) await remove({ pk: { S: pk }, sk: { S: sk } }, now);
			await lag?.note(keys);
		}
	}

	/** Under its own condition: a row that was prolonged meanwhile stays. */
	async function remove(Key: object, now: Date): Promise<void> {
		const { status, body } = await upstream.send('DeleteItem', {
			TableName: table,
			Key,
			ConditionExpression: 'expiresAt < :now',
			ExpressionAttributeValues: { ':now': { N: String(Math.floor(now.getTime() / 1000)) } },
		});
		if (status !== 200 && !body.includes('ConditionalCheckFailed')) throw new Error('The table server refused');
	}

	return every(MINUTES, sweep, clock);
}
