import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { type Asked, type QueueOperation, REQUESTS } from './queue-request.ts';
import { type Attributes, type Message, openQueueStore, type QueueStore } from './queue-store.ts';
import { bodyOf, readAs } from './rest-json.ts';
import { type Call, type Dialect, listen, type May, type Operation, WireError } from './wire.ts';

export type SqsOptions = {
	/** The SQLite file that holds the messages. */
	path: string;
	clock: LocalClock;
	faults: Faults;
	/** Names of the queues there are. */
	queues: readonly string[];
	/** Asked for every request; without it everybody may. */
	may?: May;
};

export type LocalSqs = {
	endpoint: string;
	/** Puts a message in as a service of AWS does; it is on disk when this returns. */
	put(queueArn: string, body: string, attributes?: Attributes): void;
	/** Everything in a queue, hidden ones too, oldest first. */
	messages(queueArn: string): Message[];
	stop(): Promise<void>;
};

const ACCOUNT = '000000000000';
const PREFIX = `arn:aws:sqs:eu-west-1:${ACCOUNT}:`;
export const queueArn = (name: string): string => PREFIX + name;

/**
 * SQS on one machine: standard queues, as far as dead letters need them. Messages are on disk before they are answered;
 * what a receiver does not delete is seen again when its time, by the local clock, is over. Nothing is ever too old.
 */
export async function startSqs(options: SqsOptions): Promise<LocalSqs> {
	const { path, clock, faults, queues, may = () => true } = options;
	const store = openQueueStore(path);
	let endpoint = '';

	function operation(call: Call): Operation {
		const name = /^AmazonSQS\.(\w+)$/.exec(String(call.headers['x-amz-target']))?.[1] ?? '';
		if (!(name in REQUESTS)) throw new WireError('InvalidAction', 400, `${name} is not offered here`);
		const does = name as QueueOperation;
		const body = bodyOf(call);
		const request = readAs('InvalidParameterValue', REQUESTS[does], body);
		const queue = 'QueueName' in request ? request.QueueName : request.QueueUrl.slice(endpoint.length + 14);
		if (!queues.includes(queue) || ('QueueUrl' in request && request.QueueUrl !== urlOf(queue)))
			throw new WireError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
		if (!may(call.signer, `sqs:${name.replace('Batch', '')}`, queueArn(queue)))
			throw new WireError('AccessDenied', 403, `Not authorized to perform sqs:${name} on ${queueArn(queue)}`);
		const place: Place = { store, queue, now: () => clock.now().getTime(), url: urlOf(queue) };
		return {
			name,
			request: { ...body, QueueName: queue },
			run: async () => JSON.stringify(await VERBS[does](place, request as never)),
		};
	}
	const urlOf = (queue: string): string => `${endpoint}/${ACCOUNT}/${queue}`;

	const server = await listen({ service: 'sqs', clock, faults, dialect: DIALECT, operation });
	endpoint = server.endpoint;
	return {
		endpoint,
		put: (arn, body, attributes = {}) =>
			void store.add(arn.slice(PREFIX.length), body, attributes, clock.now().getTime()),
		messages: (arn) => store.messages(arn.slice(PREFIX.length)),
		async stop() {
			await server.stop();
			store.close();
		},
	};
}

const DIALECT: Dialect = {
	contentType: 'application/x-amz-json-1.0',
	throttling: { error: 'RequestThrottled', status: 400 },
	failure: ({ name, message }) => JSON.stringify({ __type: `com.amazonaws.sqs#${name}`, message }),
};

type Place = { store: QueueStore; queue: string; url: string; now(): number };

const VERBS: { [Name in QueueOperation]: (place: Place, request: Asked<Name>) => object | Promise<object> } = {
	GetQueueUrl: ({ url }) => ({ QueueUrl: url }),

	SendMessage({ store, queue, now }, { MessageBody, MessageAttributes, DelaySeconds }) {
		const at = now();
		const id = store.add(queue, MessageBody, MessageAttributes, at, at + DelaySeconds * 1000);
		return { MessageId: id, MD5OfMessageBody: md5(MessageBody) };
	},

	async ReceiveMessage({ store, queue, now }, request) {
		const { MaxNumberOfMessages: most, VisibilityTimeout, WaitTimeSeconds } = request;
		const deadline = performance.now() + WaitTimeSeconds * 1000;
		for (;;) {
			const received = store.receive(queue, most, now(), VisibilityTimeout * 1000);
			if (received.length > 0) return { Messages: received.map((one) => shown(one, request)) };
			if (performance.now() >= deadline) return {};
			await pause(20);
		}
	},

	DeleteMessage({ store, queue }, { ReceiptHandle }) {
		store.remove(queue, ReceiptHandle);
		return {};
	},

	DeleteMessageBatch({ store, queue }, { Entries }) {
		if (Entries.length === 0) throw new WireError('EmptyBatchRequest', 400, 'There should be at least one entry.');
		if (Entries.length > 10) throw new WireError('TooManyEntriesInBatchRequest', 400, 'At most ten entries.');
		for (const { ReceiptHandle } of Entries) store.remove(queue, ReceiptHandle);
		return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
	},

	ChangeMessageVisibility({ store, queue, now }, { ReceiptHandle, VisibilityTimeout }) {
		if (!store.hide(queue, ReceiptHandle, now() + VisibilityTimeout * 1000))
			throw new WireError('ReceiptHandleIsInvalid', 400, 'The input receipt handle is invalid.');
		return {};
	},

	GetQueueAttributes({ store, queue, now }, { AttributeNames }) {
		const all = store.messages(queue);
		const visible = all.filter((one) => one.visible <= now()).length;
		const attributes = {
			QueueArn: queueArn(queue),
			ApproximateNumberOfMessages: String(visible),
			ApproximateNumberOfMessagesNotVisible: String(all.length - visible),
			ApproximateNumberOfMessagesDelayed: '0',
			VisibilityTimeout: '30',
		};
		return { Attributes: chosen(attributes, AttributeNames) };
	},
};

function shown(message: Message, request: Asked<'ReceiveMessage'>) {
	const { id, body, attributes, sent, receives, firstReceived, receipt } = message;
	const own = {
		SentTimestamp: String(sent),
		ApproximateReceiveCount: String(receives),
		ApproximateFirstReceiveTimestamp: String(firstReceived),
		SenderId: ACCOUNT,
	};
	const said = Object.fromEntries(
		Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
	);
	return {
		MessageId: id,
		ReceiptHandle: receipt,
		Body: body,
		MD5OfBody: md5(body),
		Attributes: chosen(own, [...request.AttributeNames, ...request.MessageSystemAttributeNames]),
		MessageAttributes: chosen(said, request.MessageAttributeNames),
	};
}

/** Those that were asked for by name; left out when there are none. */
function chosen<T>(all: Record<string, T>, names: string[]): Record<string, T> | undefined {
	const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
	return wanted.length > 0 ? Object.fromEntries(wanted) : undefined;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
