import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { spent } from '#infra/local/meter.ts';
import { upstreamOf } from '#infra/local/table-upstream.ts';
import { firm, get, key, type Proxy, put, query, startProxy, TableName } from './fixtures/proxy.ts';

let proxy: Proxy;
const clientOf: Proxy['clientOf'] = (who, more) => proxy.clientOf(who, more);
beforeAll(async () => {
	proxy = await startProxy();
});
afterAll(() => proxy.stop());
afterEach(() => proxy.faults.clear());

describe('what AWS would do', () => {
	const write = (pk: string, token?: string) =>
		new TransactWriteItemsCommand({
			...(token && { ClientRequestToken: token }),
			TransactItems: [
				{ Put: { TableName, Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)' } },
				{ Put: { TableName, Item: key(pk, 'second') } },
			],
		});

	test('a throttled request has done nothing, and the client tries again by itself', async () => {
		proxy.faults.queue('table', 'PutItem', { kind: 'throttle' });
		await expect(clientOf('t1').send(put(firm('t1', '#throttled')))).rejects.toMatchObject({
			name: 'ThrottlingException',
		});
		expect((await clientOf('t1').send(get(firm('t1', '#throttled')))).Item).toBeUndefined();
		proxy.faults.queue('table', 'PutItem', { kind: 'throttle' });
		await clientOf('t1', { maxAttempts: 3 }).send(put(firm('t1', '#throttled')));
		expect(proxy.faults.waiting).toBe(0);
	});

	test('an answer may be lost after the commit; tried again, the condition tells', async () => {
		proxy.faults.queue('table', 'TransactWriteItems', { kind: 'loseAnswer' });
		const pk = firm('t1', '#lost');
		await expect(clientOf('t1', { maxAttempts: 3 }).send(write(pk))).rejects.toMatchObject({
			name: 'TransactionCanceledException',
			CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
		});
		expect((await clientOf('t1').send(get(pk, 'second'))).Item).toBeDefined();
	});

	test('a token makes nothing idempotent here: conditions must', async () => {
		await clientOf('t1').send(write(firm('t1', '#token'), 'token'));
		await expect(clientOf('t1').send(write(firm('t1', '#token'), 'token'))).rejects.toMatchObject({
			name: 'TransactionCanceledException',
		});
	});

	test('a transaction conflict names its rows and writes nothing', async () => {
		proxy.faults.queue('table', 'TransactWriteItems', { kind: 'conflict' });
		const pk = firm('t1', '#conflict');
		await expect(clientOf('t1').send(write(pk))).rejects.toMatchObject({
			name: 'TransactionCanceledException',
			CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'TransactionConflict' }],
		});
		expect((await clientOf('t1').send(get(pk))).Item).toBeUndefined();
	});

	test('of transactions on one row at one moment, some conflict and none is half done', async () => {
		const pk = firm('t1', '#race');
		const results = await Promise.allSettled(Array.from({ length: 8 }, () => clientOf('t1').send(write(pk))));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const codes = results.flatMap((result) =>
			result.status === 'rejected' ? [result.reason as { name: string }] : [],
		);
		expect(codes.map(({ name }) => name)).toEqual(Array(7).fill('TransactionCanceledException'));
		await clientOf('t1').send(put(pk, 'afterwards'));
	});

	test('a table server that is down is an error the client tries again', async () => {
		const dead = await startProxy({ upstream: upstreamOf('http://127.0.0.1:1') });
		await expect(dead.clientOf('t1').send(get(firm('t1')))).rejects.toMatchObject({
			name: 'InternalServerError',
			$metadata: { httpStatusCode: 500 },
		});
		await dead.stop();
	});
});

describe('the meter', () => {
	test('counts requests and units by role, operation and index', async () => {
		const before = proxy.meter.read();
		const big = { ...key(firm('t1', '#metered')), body: { S: 'x'.repeat(1500) }, gsi1pk: { S: firm('t1') }, gsi1sk: { S: 'a' } };
		await clientOf('t1').send(new PutItemCommand({ TableName, Item: big }));
		await clientOf('t1').send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: key(firm('t1', '#m2')) } }] }));
		await clientOf('t1').send(new GetItemCommand({ TableName, Key: key(firm('t1', '#metered')), ConsistentRead: true }));
		await clientOf('t1').send(query(firm('t1'), { IndexName: 'gsi1' }));
		const used = spent(before, proxy.meter.read());
		expect(used).toMatchObject({ requests: 4, read: 1.5, write: 5 });
		expect(used.rows).toContainEqual({ role: 'tenant', operation: 'Query', index: 'gsi1', requests: 1, read: 0.5, write: 0 });
	}); // prettier-ignore

	test('tells a caller what was consumed only when asked', async () => {
		const [row, ask] = [key(firm('t1', '#m2')), { ReturnConsumedCapacity: 'TOTAL' as const }];
		expect((await clientOf('t1').send(new GetItemCommand({ TableName, Key: row }))).ConsumedCapacity).toBeUndefined();
		const { ConsumedCapacity } = await clientOf('t1').send(new GetItemCommand({ TableName, Key: row, ...ask }));
		expect(ConsumedCapacity?.CapacityUnits).toBe(0.5);
	});
});

describe('indexes that lag', () => {
	const indexed = (status: string) => ({
		...key(firm('t1', '#lag')),
		gsi1pk: { S: firm('t1', '#ce_1') },
		gsi1sk: { S: status },
	});
	const agenda = query(firm('t1', '#ce_1'), { IndexName: 'gsi1' });
	const seen = async (client: ReturnType<Proxy['clientOf']>) =>
		(await client.send(agenda)).Items!.map(({ gsi1sk }) => gsi1sk!.S);

	test('answer as of a moment ago, and then catch up', async () => {
		const lagging = await startProxy({ lagMs: 150 });
		const client = lagging.clientOf('t1');
		const write = (status: string) => client.send(new PutItemCommand({ TableName, Item: indexed(status) }));
		await write('open');
		expect(await seen(client)).toEqual([]);
		expect((await client.send(get(firm('t1', '#lag')))).Item).toMatchObject(indexed('open'));
		await vi.waitFor(async () => expect(await seen(client)).toEqual(['open']));

		await write('later');
		expect(await seen(client)).toEqual(['open']);
		await vi.waitFor(async () => expect(await seen(client)).toEqual(['later']));

		await client.send(put(firm('t1', '#lag')));
		expect(await seen(client)).toEqual(['later']);
		await vi.waitFor(async () => expect(await seen(client)).toEqual([]));
		await lagging.stop();
	});

	test('do not lag unless asked to', async () => {
		await clientOf('t1').send(new PutItemCommand({ TableName, Item: indexed('open') }));
		expect(await seen(clientOf('t1'))).toEqual(['open']);
	});
});
