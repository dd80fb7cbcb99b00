import {
	BatchGetItemCommand,
	BatchWriteItemCommand,
	DeleteItemCommand,
	GetItemCommand,
	PutItemCommand,
	ScanCommand,
	TransactGetItemsCommand,
	TransactWriteItemsCommand,
	UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Malformed, partitionOf } from '#infra/local/key-condition.ts';
import { firm, get, key, type Proxy, put, query, startProxy, TableName } from './fixtures/proxy.ts';

let proxy: Proxy;
const clientOf: Proxy['clientOf'] = (who, more) => proxy.clientOf(who, more);
beforeAll(async () => {
	proxy = await startProxy();
});
afterAll(() => proxy.stop());
const refused = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } };

describe('who may touch which rows', () => {
	test('a firm works in its own partitions with every verb', async () => {
		const t1 = clientOf('t1');
		const own = firm('t1', '#e_1');
		await t1.send(put(own));
		expect((await t1.send(get(own))).Item).toEqual(key(own));
		expect((await t1.send(query(own))).Count).toBe(1);
		expect((await t1.send(query(own, { IndexName: 'gsi1' }))).Count).toBe(0);
		await t1.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key(own), key(firm('t1'))] } } }));
		const check = { ConditionCheck: { TableName, Key: key(own), ConditionExpression: 'attribute_exists(pk)' } };
		await t1.send(
			new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: key(firm('t1')) } }, check] }),
		);
		await t1.send(new DeleteItemCommand({ TableName, Key: key(own) }));
	});

	test.each([
		['get', get(firm('t10'))],
		['get of a partition below', get(firm('t10', '#e_1'))],
		['put', put(firm('t10'))],
		['update', new UpdateItemCommand({ TableName, Key: key(firm('t10')) })],
		['delete', new DeleteItemCommand({ TableName, Key: key(firm('t10')) })],
		['query', query(firm('t10'))],
		['query of an index', query(firm('t10', '#i_1'), { IndexName: 'gsi1' })],
		['query of an index it has no part in', query(firm('t1'), { IndexName: 'gsi3' })],
		['scan', new ScanCommand({ TableName })],
		['another table', new GetItemCommand({ TableName: 'another', Key: key(firm('t1')) })],
		['batch get of one among its own', new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key(firm('t1')), key(firm('t10'))] } } })],
		['batch write', new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: key(firm('t10')) } }] } })],
		['transaction that also puts elsewhere', new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: key(firm('t1')) } }, { Put: { TableName, Item: key(firm('t10')) } }] })],
		['transaction that also looks elsewhere', new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: key(firm('t1')) } }, { ConditionCheck: { TableName, Key: key(firm('t10')), ConditionExpression: 'attribute_exists(pk)' } }] })],
		['transactional get', new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: key(firm('t10')) } }] })],
	])('a firm t1 that asks for t10 by %s is refused', async (_, command) => {
		await expect(clientOf('t1').send(command as PutItemCommand)).rejects.toMatchObject(refused);
	}); // prettier-ignore

	test('nothing of a refused transaction is written', async () => {
		const items = [
			{ Put: { TableName, Item: key(firm('t1'), 'half') } },
			{ Put: { TableName, Item: key('$fc#signin_1') } },
		];
		await expect(clientOf('t1').send(new TransactWriteItemsCommand({ TransactItems: items }))).rejects.toMatchObject(refused); // prettier-ignore
		expect((await clientOf('t1').send(get(firm('t1'), 'half'))).Item).toBeUndefined();
		expect((await clientOf('t1').send(get(firm('t1'), 'half'))).Item).toBeUndefined();
	});

	test('a token may be written with the rest of a transaction, and never be read', async () => {
		const token = '$fc#token_abc';
		const items = [
			{ Put: { TableName, Item: key(firm('t1'), 'invitation') } },
			{ Put: { TableName, Item: key(token) } },
		];
		await clientOf('t1').send(new TransactWriteItemsCommand({ TransactItems: items }));
		await expect(clientOf('t1').send(get(token))).rejects.toMatchObject(refused);
		await expect(clientOf('t1').send(query(token))).rejects.toMatchObject(refused);
		expect((await clientOf('people').send(get(token))).Item).toBeDefined();
	});

	test('the console reads a firm’s people and none of its coaching', async () => {
		await clientOf('console').send(query(firm('t1')));
		await expect(clientOf('console').send(query(firm('t1', '#e_1')))).rejects.toMatchObject(refused);
		await expect(clientOf('people').send(get(firm('t1', '#e_1')))).rejects.toMatchObject(refused);
		await clientOf('people').send(get(firm('t1')));
	});

	test('strangers and roles without a policy get nothing', async () => {
		await expect(clientOf('stranger').send(get(firm('t1')))).rejects.toMatchObject({
			name: 'UnrecognizedClientException',
		});
		await expect(clientOf('nothing').send(get(firm('t1')))).rejects.toMatchObject(refused);
		const stolen = clientOf('t1', { credentials: { accessKeyId: 't1', secretAccessKey: 's' } });
		await expect(stolen.send(get(firm('t1')))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
	});
});

describe('the partition a query reads', () => {
	const read = (KeyConditionExpression: string, names: Record<string, string> = {}, hash = 'pk') =>
		partitionOf(
			{
				KeyConditionExpression,
				ExpressionAttributeNames: names,
				ExpressionAttributeValues: { ':a': { S: 'A' }, ':b': { S: 'B' } },
			},
			hash,
		);

	test('is found under any alias and in any order', () => {
		const alias = fc.stringMatching(/^#[A-Za-z_0-9]{1,8}$/);
		fc.assert(
			fc.property(fc.uniqueArray(alias, { minLength: 2, maxLength: 2 }), fc.boolean(), fc.boolean(), ([pk, sk], flip, brackets) => {
				const first = flip ? `:a = ${pk}` : `${pk}=:a`;
				const second = `begins_with(${sk}, :b)`;
				const both = brackets ? `(${first}) AND (${second})` : `${second} and ${first}`;
				expect(read(both, { [pk!]: 'pk', [sk!]: 'sk' })).toBe('A');
			}),
		); // prettier-ignore
		expect(read('gsi1pk = :b AND gsi1sk BETWEEN :a AND :b', {}, 'gsi1pk')).toBe('B');
		expect(read('#pk = :a AND pk = :b', { '#pk': 'sk' })).toBe('B');
	});

	test.each(['sk = :a', 'pk = :a OR pk = :b', 'pk = :a AND pk = :b', 'pk > :a', 'pk = :missing', 'pk = sk', 'NOT pk = :a', 'pk = :a AND "x"', '#toString = :a', ''])(
		'cannot be told from "%s", so it is not passed on',
		(expression) => expect(() => read(expression)).toThrow(Malformed),
	); // prettier-ignore

	test('binds the start of a page too', async () => {
		const start = { ExclusiveStartKey: key(firm('t10')) };
		await expect(clientOf('t1').send(query(firm('t1'), start))).rejects.toMatchObject({ name: 'ValidationException' });
	});

	test('an index is never read consistently, and one that is not there is said not to be', async () => {
		const invalid = { name: 'ValidationException' };
		await expect(clientOf('t1').send(query(firm('t1'), { IndexName: 'gsi1', ConsistentRead: true }))).rejects.toMatchObject(invalid); // prettier-ignore
		await expect(clientOf('t1').send(query(firm('t1'), { IndexName: 'gsi9' }))).rejects.toMatchObject(invalid);
	});
});
