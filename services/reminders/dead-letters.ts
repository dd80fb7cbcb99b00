import {
	ChangeMessageVisibilityCommand,
	DeleteMessageCommand,
	GetQueueUrlCommand,
	type Message,
	ReceiveMessageCommand,
	SQSClient,
} from '@aws-sdk/client-sqs';
import { abreast } from '#services/reminders/abreast.ts';

const sqs = new SQSClient({
	requestHandler: { requestTimeout: 10_000, connectionTimeout: 2_000, throwOnRequestTimeout: true },
});

/** Messages that one run looks at in one queue. */
const MOST = 1_000;
/** SQS hands out ten at a time. */
const WIDTH = 10;
/** Longer than a run takes: what is left is seen once in it. */
const HIDDEN_SECONDS = 900;

export interface Drained {
	handed: number;
	/** Nobody can make anything of these, or whom they were for did not take them: they stay. */
	left: number;
	/** There may be others that this run did not come to. */
	more: boolean;
}

/** Whether anything lies in a queue that may be looked at. */
export async function isEmpty(QueueName: string): Promise<boolean> {
	const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
	const { Messages = [] } = await sqs.send(
		new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, WaitTimeSeconds: 1 }),
	);
	return Messages.length === 0;
}

/**
 * Hands on what lies in a queue, and deletes each message once that is done: never before, so that nothing is lost on the
 * way. `hand` answers whether it could make anything of the message.
 */
export async function drain(
	QueueName: string,
	until: number,
	hand: (body: unknown, sent: string) => Promise<boolean>,
): Promise<Drained> {
	const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
	const left: Message[] = [];
	let [handed, more] = [0, true];

	async function one(message: Message): Promise<void> {
		const sent = new Date(Number(message.Attributes?.SentTimestamp)).toISOString();
		const body = parsed(message.Body);
		const done = body !== undefined && (await hand(body, sent).catch(() => false));
		if (!done) return void left.push(message);
		handed += 1;
		await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
	}

	while (handed + left.length < MOST && performance.now() < until) {
		const { Messages = [] } = await sqs.send(
			new ReceiveMessageCommand({
				QueueUrl,
				MaxNumberOfMessages: WIDTH,
				VisibilityTimeout: HIDDEN_SECONDS,
				WaitTimeSeconds: 1,
				MessageSystemAttributeNames: ['SentTimestamp'],
			}),
		);
		more = Messages.length > 0;
		if (!more) break;
		await abreast(Messages, WIDTH, one);
	}
	// Somebody who looks, or tries again, finds them at once.
	await abreast(left, WIDTH, async ({ ReceiptHandle }) => {
		await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
	});
	return { handed, left: left.length, more };
}

function parsed(body = ''): unknown {
	try {
		return JSON.parse(body) ?? undefined;
	} catch {
		return undefined;
	}
}
