import type { Invitation } from '#shared/domain/member.ts';
import type { Item } from '#shared/domain/item.ts';
import { DIGITS } from '#shared/new-id.ts';
import { setting } from '#services/clients.ts';
import type { Items, Write } from '#services/change.ts';
import { entities } from '#services/table.ts';

/** Reminders due are spread over this many partitions of the sparse index. */
export const SHARDS = 16;

/** The shard of an item: the same for its whole life. ULIDs end in chance, written in digits that no radix of JavaScript's knows. */
export const shardOf = (itemId: string): string =>
	String(Array.from(itemId.slice(-4)).reduce((sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit), 0) % SHARDS);

/** The things that may want a letter, by the id that shards them. */
const REMINDED = {
	action: 'actionId',
	session: 'sessionId',
	engagement: 'engagementId',
	nudge: 'nudgeId',
	prompt: 'promptId',
} as const;

const tableName = () => ({ table: setting('TABLE_NAME') });

/** The row of an item, written only if its version is the one that was read, or if nothing stands there yet. */
export function rowOf<K extends keyof Items>(kind: K, after: Items[K], version: number | undefined): Write {
	const id = REMINDED[kind as keyof typeof REMINDED];
	const item = id ? { ...after, shard: shardOf((after as unknown as Record<string, string>)[id]!) } : after;
	return put(kind, item, version);
}

/** An invitation's row, with the shard its letter waits in. */
export const invitationRow = (after: Invitation, version: number | undefined): Write =>
	put('invitation', { ...after, shard: shardOf(after.invitationId) } as never, version);

/** The condition that a thing still is as it was read: what is decided upon it falls with it. */
export function still(
	kind: keyof typeof entities,
	{ version, ...keys }: { version: number; tenantId: string; memberId?: string },
): Write {
	const entity = entities[kind] as unknown as typeof entities.goal;
	const { Key, TableName } = entity.get(keys as never).params(tableName()) as {
		Key: Record<string, string>;
		TableName: string;
	};
	return {
		ConditionCheck: {
			TableName,
			Key,
			ConditionExpression: 'version = :version',
			ExpressionAttributeValues: { ':version': version },
		},
	};
}

/** A row of any versioned thing: a new one must not stand yet, a changed one must stand as it was read. */
export function put(kind: keyof typeof entities, after: Item | object, version: number | undefined): Write {
	// Every entity here has `version`; the union of their types is wider than what one call can express.
	const entity = entities[kind] as unknown as typeof entities.goal;
	const row = after as Items['goal'];
	const params =
		version === undefined
			? entity.create(row).params(tableName())
			: entity
					.put(row)
					.where(({ version: stored }, { eq }) => eq(stored, version))
					.params(tableName());
	return { Put: params as unknown as NonNullable<Write['Put']> };
}
