import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { shardOf, SHARDS } from '#services/rows.ts';

test('what is due is spread evenly over its shards', () => {
	const count = 16_000;
	const shards = new Map<string, number>();
	for (let made = 0; made < count; made += 1) {
		const shard = shardOf(newId('act'));
		shards.set(shard, (shards.get(shard) ?? 0) + 1);
	}
	expect([...shards.keys()].map(Number).sort((a, b) => a - b)).toEqual([...Array(SHARDS).keys()]);
	expect(Math.max(...shards.values())).toBeLessThan((1.25 * count) / SHARDS);
});

test('a thing keeps its shard', () => {
	expect(shardOf('act_01m823qx4fmfx9wc8hbns0w53x')).toBe(shardOf('act_01m823qx4fmfx9wc8hbns0w53x'));
	expect(Number(shardOf('act_01m823qx4fmfx9wc8hbns0wzzz'))).toBe(SHARDS - 1);
});
