import { z } from 'zod';
import type { Attributes } from './queue-store.ts';

const QueueUrl = z.string();
const Receipt = z.string();
/** Bodies are counted in bytes; together with its attributes a message has a mebibyte. */
const MESSAGE_MAX = 1_048_576;

const MessageAttributes = z
	.record(
		z.string().regex(/^[\w.-]{1,256}$/),
		z.object({ DataType: z.literal('String', 'Only attributes of type String are known here'), StringValue: z.string().min(1) }), // prettier-ignore
	)
	.refine((all) => Object.keys(all).length <= 10, 'At most ten attributes')
	.default({})
	.transform((all): Attributes =>
		Object.fromEntries(Object.entries(all).map(([name, { StringValue }]) => [name, StringValue])),
	);

/** What each operation asks for, with the service's own limits and defaults. */
export const REQUESTS = {
	GetQueueUrl: z.object({ QueueName: z.string().regex(/^[\w-]{1,80}$/) }),
	SendMessage: z.object({
		QueueUrl,
		MessageBody: z
			.string()
			.min(1)
			.refine((body) => Buffer.byteLength(body) <= MESSAGE_MAX, 'One or more parameters are invalid: message too long'),
		MessageAttributes,
		DelaySeconds: z.number().int().min(0).max(900).default(0),
	}),
	ReceiveMessage: z.object({
		QueueUrl,
		MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
		VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
		WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
		AttributeNames: z.array(z.string()).default([]),
		MessageSystemAttributeNames: z.array(z.string()).default([]),
		MessageAttributeNames: z.array(z.string()).default([]),
	}),
	DeleteMessage: z.object({ QueueUrl, ReceiptHandle: Receipt }),
	DeleteMessageBatch: z.object({
		QueueUrl,
		Entries: z.array(z.object({ Id: z.string().regex(/^[\w-]{1,80}$/), ReceiptHandle: Receipt })),
	}),
	ChangeMessageVisibility: z.object({
		QueueUrl,
		ReceiptHandle: Receipt,
		VisibilityTimeout: z.number().int().min(0).max(43_200),
	}),
	GetQueueAttributes: z.object({ QueueUrl, AttributeNames: z.array(z.string()).default([]) }),
};
export type QueueOperation = keyof typeof REQUESTS;
export type Asked<Name extends QueueOperation> = z.infer<(typeof REQUESTS)[Name]>;
