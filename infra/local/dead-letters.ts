import { randomUUID } from 'node:crypto';
import type { Attributes } from './queue-store.ts';
import { type LocalSqs, queueArn } from './sqs.ts';

/** The three dead-letter queues, as `infra/dead-letters.ts` names them. */
export const DEAD_LETTERS = {
	changes: queueArn('focuscoachee-changes-dead-letters'),
	schedules: queueArn('focuscoachee-schedules-dead-letters'),
	functions: queueArn('focuscoachee-functions-dead-letters'),
} as const;
export const DEAD_LETTER_QUEUES = Object.values(DEAD_LETTERS).map((arn) => arn.split(':').at(-1)!);

/** Changes of the table that could not be taken: where they stand in the stream, and nothing of what they are. */
export interface DeadChanges {
	shardId: string;
	startSequenceNumber: string;
	endSequenceNumber: string;
	batchSize: number;
	streamArn: string;
	approximateArrivalOfFirstRecord: string;
	approximateArrivalOfLastRecord: string;
}

/** A wake-up that was given up: the target's input and the service's attributes. */
export interface DeadSchedule {
	queueArn: string;
	body: string;
	attributes: Attributes;
}

/** An event that a function could not carry out after all its tries. */
export interface DeadInvocation {
	functionName: string;
	event: unknown;
	error: string;
}

export interface DeadLetters {
	changes: DeadChanges[];
	schedules: DeadSchedule[];
	functions: DeadInvocation[];
}

/** How Lambda tells a queue of what failed: of an event that nobody waited for, and of a batch of a stream. */
const told = (functionArn: string, condition: string, times: number, at: Date) => ({
	version: '1.0',
	timestamp: at.toISOString(),
	requestContext: { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: times },
	responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
});

export const failedEvent = (
	{ functionArn, times, at }: { functionArn: string; times: number; at: Date },
	requestPayload: unknown,
	{ errorType, errorMessage }: { errorType: string; errorMessage: string },
): string =>
	JSON.stringify({
		...told(`${functionArn}:$LATEST`, 'RetriesExhausted', times, at),
		requestPayload,
		responsePayload: { errorType, errorMessage, trace: [] },
	});

export const failedBatch = (
	{ functionArn, times, at }: { functionArn: string; times: number; at: Date },
	DDBStreamBatchInfo: DeadChanges,
): string => JSON.stringify({ ...told(functionArn, 'RetryAttemptsExhausted', times, at), DDBStreamBatchInfo });

/** What lies in the three queues, oldest first; of what somebody else put there, as much as can be read. */
export const deadLettersIn = (sqs: LocalSqs): DeadLetters => ({
	changes: sqs.messages(DEAD_LETTERS.changes).map(({ body }) => parsed(body).DDBStreamBatchInfo as DeadChanges),
	schedules: sqs
		.messages(DEAD_LETTERS.schedules)
		.map(({ body, attributes }) => ({ queueArn: DEAD_LETTERS.schedules, body, attributes })),
	functions: sqs.messages(DEAD_LETTERS.functions).map(({ body }) => {
		const { requestContext, requestPayload: event, responsePayload } = parsed(body);
		const { functionArn = '' } = (requestContext ?? {}) as { functionArn?: string };
		const { errorType, errorMessage } = (responsePayload ?? {}) as { errorType?: string; errorMessage?: string };
		const functionName = functionArn.split(':')[6]?.replace('focuscoachee-', '') ?? '';
		return { functionName, event, error: `${errorType}: ${errorMessage}` };
	}),
});

function parsed(body: string): Record<string, unknown> {
	try {
		return (JSON.parse(body) ?? {}) as Record<string, unknown>;
	} catch {
		return {};
	}
}
