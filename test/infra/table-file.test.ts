import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
	DescribeStreamCommand,
	DynamoDBStreamsClient,
	GetRecordsCommand,
	GetShardIteratorCommand,
	ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTableServer, type TableServer } from '#infra/local/dynoxide.ts';
import { createTable } from '#infra/local/table-create.ts';
import { openTableFile, type TableFile } from '#infra/local/table-file.ts';

const TableName = 'focuscoachee';
const directory = mkdtempSync(join(tmpdir(), 'fc-table-'));
const path = join(directory, 'table.db');
let server: TableServer;
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let file: TableFile;

beforeAll(async () => {
	server = await startTableServer({ path, environment: {} });
	const config = {
		endpoint: server.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
	};
	client = new DynamoDBClient(config);
	streams = new DynamoDBStreamsClient(config);
	await createTable(client, TableName);
	file = openTableFile(path, TableName);
});
afterAll(async () => {
	file.close();
	await server.stop();
	rmSync(directory, { recursive: true, force: true });
});

const put = (pk: string, more: Record<string, { S: string } | { N: string }> = {}) =>
	client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: 'row' }, ...more } }));

async function sequenceNumbers(): Promise<string[]> {
	const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
	const { StreamArn } = Streams![0]!;
	const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
	const { ShardIterator } = await streams.send(
		new GetShardIteratorCommand({
			StreamArn,
			ShardId: StreamDescription!.Shards![0]!.ShardId,
			ShardIteratorType: 'TRIM_HORIZON',
		}),
	);
	const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator }));
	return Records!.map(({ dynamodb }) => dynamodb!.SequenceNumber!);
}

describe('the private schema of the table server', () => {
	test('its stream is trimmed below a number, and numbers go on where they were', async () => {
		for (let at = 0; at < 10; at++) await put(`p${at}`);
		const before = await sequenceNumbers();
		expect(before).toHaveLength(10);
		expect(file.newest()).toBe(before.at(-1));

		expect(file.trimStream(before[6]!)).toBe(6);
		expect(await sequenceNumbers()).toEqual(before.slice(6));

		await put('next');
		expect(Number((await sequenceNumbers()).at(-1))).toBe(Number(before.at(-1)) + 1);
	});

	test('the newest record always stays, whatever the number', async () => {
		const newest = file.newest()!;
		file.trimStream('999999');
		expect(await sequenceNumbers()).toEqual([newest]);
		await put('after');
		expect(Number(file.newest())).toBe(Number(newest) + 1);
	});

	test('writes go on while it is trimmed', async () => {
		const state = { writing: true };
		const writes = Promise.all(
			[1, 2, 3, 4].map(async (writer) => {
				for (let at = 0; at < 50; at++) await put(`w${writer}-${at}`);
			}),
		).finally(() => (state.writing = false));
		while (state.writing) {
			file.trimStream(file.newest()!);
			await new Promise(setImmediate);
		}
		await writes;
		file.trimStream(file.newest()!);
		expect(await sequenceNumbers()).toHaveLength(1);
	});

	test('rows whose expiry has passed are found, others are not', async () => {
		const now = new Date('2026-03-01T12:00:00Z');
		const at = (seconds: number) => ({ expiresAt: { N: String(now.getTime() / 1000 + seconds) } });
		await put('past', at(-1));
		await put('ahead', at(60));
		await put('never');
		expect(file.expired(now)).toEqual([{ pk: 'past', sk: 'row' }]);
		expect(file.expired(new Date(now.getTime() + 120_000)).map(({ pk }) => pk)).toEqual(['past', 'ahead']);
	});

	test('an index that is not as the schema says is made anew, with the rows there are', async () => {
		const index = { TableName, IndexName: 'gsi1', KeyConditionExpression: 'gsi1pk = :p' };
		await put('indexed', { gsi1pk: { S: 'g' }, gsi1sk: { S: '1' }, title: { S: 'Ask Priya' } });
		await client.send(
			new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gsi1' } }] }),
		);
		await createTable(client, TableName);
		const { Items } = await client.send(
			new QueryCommand({ ...index, ExpressionAttributeValues: { ':p': { S: 'g' } } }),
		);
		expect(Items).toMatchObject([{ title: { S: 'Ask Priya' } }]);
	});
});
