import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	ChangeMessageVisibilityCommand,
	DeleteMessageBatchCommand,
	DeleteMessageCommand,
	GetQueueAttributesCommand,
	GetQueueUrlCommand,
	ReceiveMessageCommand,
	type ReceiveMessageCommandInput,
	SendMessageCommand,
	SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import { type LocalSqs, queueArn, startSqs } from '#infra/local/sqs.ts';

let folder: string;
let clock: LocalClock;
let faults: Faults;
let sqs: LocalSqs;
let client: SQSClient;
let QueueUrl: string;

const start = async () => {
	sqs = await startSqs({
		path: join(folder, 'queues.db'),
		clock,
		faults,
		queues: ['dead', 'other'],
		may: ({ accessKeyId }, action, resource) => accessKeyId === 'AKIA' || `${action} ${resource}` === ALLOWED,
	});
	client = clientOf('AKIA');
	QueueUrl = `${sqs.endpoint}/000000000000/dead`;
};
const ALLOWED = `sqs:DeleteMessage ${queueArn('dead')}`;
const clientOf = (accessKeyId: string) =>
	new SQSClient({
		endpoint: sqs.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId, secretAccessKey: 'secret' },
		maxAttempts: 1,
	});
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'fc-sqs-'));
	clock = openClock(join(folder, 'clock.json'));
	faults = new Faults();
	await start();
});
afterEach(async () => {
	await sqs.stop();
	rmSync(folder, { recursive: true, force: true });
});

const receive = async (more: Partial<ReceiveMessageCommandInput> = {}) =>
	(await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];
const bodies = async (more: Partial<ReceiveMessageCommandInput> = {}) => (await receive(more)).map(({ Body }) => Body);

describe('a queue', () => {
	test('is found by its name, and one that is not there is not', async () => {
		expect((await client.send(new GetQueueUrlCommand({ QueueName: 'dead' }))).QueueUrl).toBe(QueueUrl);
		const gone = { name: 'QueueDoesNotExist' };
		await expect(client.send(new GetQueueUrlCommand({ QueueName: 'gone' }))).rejects.toMatchObject(gone);
		await expect(receive({ QueueUrl: QueueUrl.replace('dead', 'gone') })).rejects.toMatchObject(gone);
		await expect(receive({ QueueUrl: QueueUrl.replace('0/', '1/') })).rejects.toMatchObject(gone);
	});

	test('gives a message with what was said of it, as often as it is not deleted in time', async () => {
		const MessageAttributes = { ERROR_CODE: { DataType: 'String', StringValue: 'Späte' } };
		await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"é":1}', MessageAttributes }));
		const asked = { MessageSystemAttributeNames: ['All' as const], MessageAttributeNames: ['All'] };
		const [message] = await receive({ ...asked, VisibilityTimeout: 60 });
		expect(message).toMatchObject({
			Body: '{"é":1}',
			MessageAttributes,
			Attributes: { SentTimestamp: expect.stringMatching(/^\d{13}$/) as string, ApproximateReceiveCount: '1' },
		});
		expect(await bodies()).toEqual([]);
		clock.advance('PT61S');
		const [again] = await receive(asked);
		expect(again).toMatchObject({ MessageId: message!.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
		await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again!.ReceiptHandle }));
		clock.advance('PT12H');
		expect(await bodies()).toEqual([]);
	});

	test('gives a message back before its time when its receiver asks for that', async () => {
		sqs.put(queueArn('dead'), 'not mine');
		const [message] = await receive();
		const { ReceiptHandle } = message!;
		await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
		expect(await bodies()).toEqual(['not mine']);
		const stale = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'x', VisibilityTimeout: 0 });
		await expect(client.send(stale)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
	});

	test('is given out oldest first and deleted together; another queue has its own', async () => {
		for (const body of ['a', 'b', 'c']) sqs.put(queueArn('dead'), body);
		sqs.put(queueArn('other'), 'elsewhere');
		expect(await bodies({ MaxNumberOfMessages: 1 })).toEqual(['a']);
		const rest = await receive();
		expect(rest.map(({ Body }) => Body)).toEqual(['b', 'c']);
		const Entries = rest.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
		const { Successful } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
		expect(Successful).toEqual([{ Id: '0' }, { Id: '1' }]);
		expect(sqs.messages(queueArn('dead')).map(({ body }) => body)).toEqual(['a']);
		expect(sqs.messages(queueArn('other'))).toHaveLength(1);
	});

	test('says how many it holds', async () => {
		for (const body of ['a', 'b', 'c']) sqs.put(queueArn('dead'), body);
		await receive({ MaxNumberOfMessages: 1 });
		const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
		const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
		expect((await client.send(asked)).Attributes).toEqual({
			ApproximateNumberOfMessages: '2',
			ApproximateNumberOfMessagesNotVisible: '1',
		});
	});

	test('lets one wait for a message', async () => {
		const waiting = bodies({ WaitTimeSeconds: 5 });
		sqs.put(queueArn('dead'), 'late');
		expect(await waiting).toEqual(['late']);
	});

	test('keeps everything when it is stopped', async () => {
		sqs.put(queueArn('dead'), 'kept', { TARGET_ARN: 'x' });
		await sqs.stop();
		await start();
		expect(await bodies()).toEqual(['kept']);
	});
});

describe('the wire of SQS', () => {
	test('asks the caller’s policies for each operation and queue', async () => {
		const stranger = clientOf('AKIX');
		const Entries = [{ Id: 'a', ReceiptHandle: 'x' }];
		await expect(stranger.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
			name: 'AccessDenied',
		});
		await stranger.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
	});

	test('refuses what the service refuses', async () => {
		await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
		await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody: '' }))).rejects.toThrow();
		await expect(client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [] }))).rejects.toMatchObject({
			name: 'EmptyBatchRequest',
		});
	});

	test('can be made to fail: an answer that is lost was carried out', async () => {
		faults.queue('sqs', 'SendMessage', { kind: 'throttle' });
		faults.queue('sqs', 'SendMessage', { kind: 'loseAnswer' });
		const send = () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'once' }));
		await expect(send()).rejects.toMatchObject({ name: 'RequestThrottled' });
		await expect(send()).rejects.toThrow();
		expect(await bodies()).toEqual(['once']);
	});
});
