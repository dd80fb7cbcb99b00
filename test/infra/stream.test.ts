import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTableServer, type TableServer } from '#infra/local/dynoxide.ts';
import { Faults } from '#infra/local/faults.ts';
import { type StreamPoller, startStream } from '#infra/local/stream.ts';
import type { StreamEvent } from '#infra/local/stream-event.ts';
import { createTable } from '#infra/local/table-create.ts';

const TableName = 'focuscoachee';
const directory = mkdtempSync(join(tmpdir(), 'fc-stream-'));
const faults = new Faults();
let server: TableServer;
let client: DynamoDBClient;
let poller: StreamPoller;
let file = 0;

/** What the function was given: sort keys of each batch. */
let batches: string[][];
let records: StreamEvent['Records'];
/** What was put aside, as Lambda tells a queue. */
let buried: object[];
let answer: (keys: string[], event: StreamEvent) => unknown;

beforeAll(async () => {
	server = await startTableServer();
	const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
	client = new DynamoDBClient({ endpoint: server.endpoint, region: 'eu-west-1', credentials });
	await createTable(client, TableName);
});
afterAll(async () => {
	await server.stop();
	rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
	[batches, records, buried, answer] = [[], [], [], () => ({ batchItemFailures: [] })];
	// A file of its own begins at the oldest record; what earlier tests wrote is passed over unseen.
	file += 1;
	poller = await start();
	await caughtUp();
	batches = [];
});
afterEach(async () => {
	await poller.stop();
	faults.clear();
});

const start = () =>
	startStream({
		endpoint: server.endpoint,
		table: TableName,
		path: join(directory, `${file}.db`),
		faults,
		retryDelayMs: 1,
		bury: (record) => void buried.push(JSON.parse(record) as object),
		invoke: async (event) => {
			records.push(...event.Records);
			const keys = event.Records.map(({ dynamodb }) => dynamodb.Keys.sk!.S!);
			batches.push(keys);
			return answer(keys, event);
		},
	});
const put = (sk: string, pk = '$fc#t_1') =>
	client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: sk }, text: { S: 'secret' } } }));
const caughtUp = () => {
	poller.wake();
	return vi.waitFor(() => expect(poller.idle()).toBe(true), { timeout: 5000, interval: 5 });
};
const failing = (event: StreamEvent, sk: string) =>
	event.Records.filter(({ dynamodb }) => dynamodb.Keys.sk!.S === sk).map(({ dynamodb }) => ({
		itemIdentifier: dynamodb.SequenceNumber,
	}));

describe('the stream', () => {
	test('hands over changes in order, in Lambda’s form, with keys and nothing else', async () => {
		const seen: StreamEvent[] = [];
		answer = (_, event) => void seen.push(event);
		await put('a');
		await put('b');
		await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: '$fc#t_1' }, sk: { S: 'a' } } }));
		await caughtUp();
		expect(batches.flat()).toEqual(['a', 'b', 'a']);
		const records = seen.flatMap(({ Records }) => Records);
		expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'REMOVE']);
		expect(records[0]).toMatchObject({
			eventSource: 'aws:dynamodb',
			awsRegion: 'eu-west-1',
			dynamodb: { Keys: { pk: { S: '$fc#t_1' }, sk: { S: 'a' } }, StreamViewType: 'KEYS_ONLY' },
		});
		expect(Math.abs(records[0]!.dynamodb.ApproximateCreationDateTime * 1000 - Date.now())).toBeLessThan(60_000);
		expect(JSON.stringify(seen)).not.toContain('secret');
	});

	test('leaves out what no tenant owns', async () => {
		await put('mine', '$fc#t_1#e_1');
		await put('theirs', '$fc#signin_1');
		await put('due', '$fc#due_1');
		await caughtUp();
		expect(batches.flat()).toEqual(['mine']);
	});

	test('goes on where it was after a stop', async () => {
		await put('before');
		await caughtUp();
		await poller.stop();
		await put('meanwhile');
		poller = await start();
		await caughtUp();
		expect(batches.flat()).toEqual(['before', 'meanwhile']);
	});

	test('repeats what was under way when it was stopped', async () => {
		const reached = Promise.withResolvers<void>();
		answer = () => {
			reached.resolve();
			return new Promise((_, reject) => setTimeout(() => reject(new Error('The thread is gone')), 20));
		};
		await put('interrupted');
		poller.wake();
		await reached.promise;
		await poller.stop();
		answer = () => undefined;
		poller = await start();
		await caughtUp();
		expect(batches.flat()).toEqual(['interrupted', 'interrupted']);
		expect(buried).toEqual([]);
	});

	test('may deliver twice', async () => {
		faults.queue('stream', 'Deliver', { kind: 'duplicate' });
		await put('twice');
		await caughtUp();
		expect(batches.flat()).toEqual(['twice', 'twice']);
	});
});

describe('a record that fails', () => {
	const writeFour = async () => {
		for (const sk of ['a', 'b', 'c', 'd']) await put(sk);
	};

	test('is cut out by halves, tried six times and put aside; the others pass', async () => {
		answer = (keys) => {
			if (keys.includes('c')) throw new Error('Poison');
		};
		await poller.stop();
		await writeFour();
		poller = await start();
		await caughtUp();
		expect(batches[0]).toEqual(['a', 'b', 'c', 'd']);
		expect(batches.slice(1)).toEqual([['a', 'b'], ['c', 'd'], ...Array.from({ length: 6 }, () => ['c']), ['d']]);
		const { SequenceNumber } = records.find(({ dynamodb }) => dynamodb.Keys.sk!.S === 'c')!.dynamodb;
		expect(buried).toEqual([
			{
				version: '1.0',
				timestamp: expect.stringMatching(/Z$/) as string,
				requestContext: {
					requestId: expect.any(String) as string,
					functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-arm',
					condition: 'RetryAttemptsExhausted',
					approximateInvokeCount: 6,
				},
				responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
				DDBStreamBatchInfo: {
					shardId: 'shardId-local',
					startSequenceNumber: SequenceNumber,
					endSequenceNumber: SequenceNumber,
					approximateArrivalOfFirstRecord: expect.stringMatching(/:\d\dZ$/) as string,
					approximateArrivalOfLastRecord: expect.stringMatching(/:\d\dZ$/) as string,
					batchSize: 1,
					streamArn: expect.stringContaining(':table/focuscoachee/stream/') as string,
				},
			},
		]);
	});

	test('that the function names is tried again from there on, and what came before is not', async () => {
		let times = 0;
		answer = (_, event) => ({ batchItemFailures: times++ < 2 ? failing(event, 'c') : [] });
		await poller.stop();
		await writeFour();
		poller = await start();
		await caughtUp();
		expect(batches).toEqual([['a', 'b', 'c', 'd'], ['c'], ['c'], ['d']]);
		expect(buried).toEqual([]);
	});

	test('that it names and was not given fails the whole batch', async () => {
		let times = 0;
		answer = () => ({ batchItemFailures: times++ === 0 ? [{ itemIdentifier: 'nonsense' }] : [] });
		await poller.stop();
		await writeFour();
		poller = await start();
		await caughtUp();
		expect(batches).toEqual([
			['a', 'b', 'c', 'd'],
			['a', 'b'],
			['c', 'd'],
		]);
	});
});
