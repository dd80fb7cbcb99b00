import { setTimeout as pause } from 'node:timers/promises';
import {
	DescribeStreamCommand,
	DynamoDBStreamsClient,
	GetRecordsCommand,
	GetShardIteratorCommand,
	ListStreamsCommand,
	type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { Faults } from './faults.ts';
import { type DeadChanges, failedBatch } from './dead-letters.ts';
import { StreamCheckpoint } from './stream-checkpoint.ts';
import { batchOf, type StreamEvent } from './stream-event.ts';

export interface StreamOptions {
	/** The table server itself: on AWS, too, the stream is read by the service and not by the function. */
	endpoint: string;
	table: string;
	/** The SQLite file that holds how far it is. */
	path: string;
	faults: Faults;
	/** Invokes the function and waits; rejects when it failed. */
	invoke(event: StreamEvent): Promise<unknown>;
	/** The queue of what the function could not take after all tries: takes a record of it. */
	bury(record: string): void;
	/** After each batch, with the number below which no record is needed any more. */
	onDone?: (sequenceNumber: string) => void;
	retryDelayMs?: number;
}

export interface StreamPoller {
	/** Something was written: looks at once. */
	wake(): void;
	/** Sequence number of the last record that is dealt with. */
	position(): string | undefined;
	/** Every record there was when this was called, and all before it, is dealt with. */
	idle(): boolean;
	stop(): Promise<void>;
}

const BATCH = 100;
const RETRIES = 5;
const IDLE_MS = 1000;
const signer = { region: 'eu-west-1', credentials: { accessKeyId: 'stream', secretAccessKey: 'local' } };

/**
 * Lambda's event source mapping for a table's stream: batches in order, filtered, cut in halves when they fail, a failing
 * record tried again five times and then put aside. The position is written down after each batch, so a kill repeats it.
 */
export async function startStream(options: StreamOptions): Promise<StreamPoller> {
	const { endpoint, table, path, faults, invoke, bury, onDone, retryDelayMs = 50 } = options;
	const client = new DynamoDBStreamsClient({ endpoint, ...signer });
	const checkpoint = new StreamCheckpoint(path);
	const stopping = new AbortController();
	const stopped = new Promise<never>((_, reject) =>
		stopping.signal.addEventListener('abort', () => reject(new Error('The system stops'))),
	);
	stopped.catch(() => {});
	let woken = Promise.withResolvers<void>();
	let looking = false;
	let asked = true;
	/** Where reading goes on; unknown at first, and after anything went wrong. */
	let next: string | undefined;

	async function iterator(): Promise<string | undefined> {
		const { Streams } = await client.send(new ListStreamsCommand({ TableName: table }));
		const StreamArn = Streams?.at(-1)?.StreamArn;
		const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
		const ShardId = StreamDescription?.Shards?.at(-1)?.ShardId;
		if (!ShardId) return undefined;
		const after = checkpoint.position(StreamArn!);
		const from = after
			? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after }
			: { ShardIteratorType: 'TRIM_HORIZON' as const };
		return (await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...from }))).ShardIterator;
	}

	/** Deals with all there is. */
	async function drain(): Promise<void> {
		next ??= await iterator();
		while (next && !stopping.signal.aborted) {
			const from: string = next;
			next = undefined;
			const { Records = [], NextShardIterator } = await client.send(
				new GetRecordsCommand({ ShardIterator: from, Limit: BATCH }),
			);
			if (Records.length === 0) return void (next = NextShardIterator);
			await hand(Records, 0);
			if (stopping.signal.aborted) return;
			const last = Records.at(-1)!.dynamodb!.SequenceNumber!;
			checkpoint.move(last);
			onDone?.(last);
			next = NextShardIterator;
		}
	}

	async function hand(records: StreamRecord[], failures: number): Promise<void> {
		const event = batchOf(records, table);
		if (event.Records.length === 0 || stopping.signal.aborted) return;
		let rest: StreamRecord[];
		try {
			const fault = faults.take('stream', 'Deliver', { Records: event.Records }, 'duplicate', 'drop');
			if (fault?.kind === 'drop') return;
			if (fault) await Promise.race([invoke(event), stopped]);
			rest = failedOf(records, await Promise.race([invoke(event), stopped]));
		} catch {
			rest = records;
		}
		if (rest.length === 0 || stopping.signal.aborted) return;
		if (rest.length > 1) {
			const half = Math.ceil(rest.length / 2);
			await hand(rest.slice(0, half), failures);
			return hand(rest.slice(half), failures);
		}
		if (failures >= RETRIES) return bury(recordOf(rest, batchOf(rest, table).Records[0]!.eventSourceARN));
		await pause(retryDelayMs * 2 ** failures, undefined, { signal: stopping.signal }).catch(() => {});
		return hand(rest, failures + 1);
	}

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			woken = Promise.withResolvers();
			asked = false;
			looking = true;
			await drain().catch((error: unknown) => {
				if (!stopping.signal.aborted) console.error(`The stream cannot be read just now: ${String(error)}`);
			});
			looking = false;
			if (!asked)
				await Promise.race([woken.promise, pause(IDLE_MS, undefined, { signal: stopping.signal }).catch(() => {})]);
		}
	}
	const running = run();

	return {
		wake() {
			asked = true;
			woken.resolve();
		},
		position: () => checkpoint.last,
		idle: () => !looking && !asked,
		async stop() {
			stopping.abort();
			woken.resolve();
			await running;
			client.destroy();
			checkpoint.close();
		},
	};
}

/** From the first record that the function names as failed; all of them when it names one that it was not given. */
function failedOf(records: StreamRecord[], answer: unknown): StreamRecord[] {
	const { batchItemFailures = [] } = (answer ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
	if (batchItemFailures.length === 0) return [];
	const places = batchItemFailures.map(({ itemIdentifier }) =>
		records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
	);
	return records.slice(Math.max(0, Math.min(...places)));
}

function recordOf(records: StreamRecord[], streamArn: string): string {
	const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
	const arrivals = records.map(({ dynamodb }) => new Date(Number(dynamodb?.ApproximateCreationDateTime)));
	const info: DeadChanges = {
		shardId: 'shardId-local',
		startSequenceNumber: numbers[0]!,
		endSequenceNumber: numbers.at(-1)!,
		approximateArrivalOfFirstRecord: arrivals[0]!.toISOString().replace(/\.\d+Z$/, 'Z'),
		approximateArrivalOfLastRecord: arrivals
			.at(-1)!
			.toISOString()
			.replace(/\.\d+Z$/, 'Z'),
		batchSize: records.length,
		streamArn,
	};
	const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-arm';
	return failedBatch({ functionArn, times: RETRIES + 1, at: new Date() }, info);
}
