import { parentPort, workerData } from 'node:worker_threads';
import { installClock } from './worker-clock.ts';

/** What the host asks of a function's thread, and what it hears back. Events and results travel as text, as on AWS. */
export interface Request {
	id: number;
	event: string;
	requestId: string;
	functionArn: string;
	timeoutMs: number;
}
export type Reply = { id: number; result: string } | { id: number; failure: Failure };
/** An error as Lambda reports it to whoever invoked the function. */
export interface Failure {
	errorType: string;
	errorMessage: string;
	trace?: string[];
}
export interface WorkerSettings {
	module: string;
	clock: SharedArrayBuffer;
}

type Handler = (event: unknown, context: object) => unknown;

const { module, clock } = workerData as WorkerSettings;
const port = parentPort!;
installClock(clock);

const failureOf = (error: unknown): Failure =>
	error instanceof Error
		? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
		: { errorType: 'Error', errorMessage: String(error) };

/** Loaded once; a module that cannot be loaded fails every invocation of this thread. */
const handler = (import(module) as Promise<{ handler: Handler }>).then((loaded) => loaded.handler);
handler.then(
	() => port.postMessage('ready'),
	(error: unknown) => console.error(error),
);

port.on('message', (request: Request) => {
	void answer(request).then((reply) => port.postMessage(reply));
});

async function answer({ id, event, requestId, functionArn, timeoutMs }: Request): Promise<Reply> {
	const deadline = performance.now() + timeoutMs;
	const functionName = functionArn.split(':').at(-1)!;
	const context = {
		awsRequestId: requestId,
		functionName,
		functionVersion: '$LATEST',
		invokedFunctionArn: functionArn,
		memoryLimitInMB: '1024',
		logGroupName: `/aws/lambda/${functionName}`,
		logStreamName: 'local',
		callbackWaitsForEmptyEventLoop: true,
		getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
	};
	try {
		const result = await (await handler)(JSON.parse(event), context);
		return { id, result: JSON.stringify(result) ?? 'null' };
	} catch (error) {
		console.error(error);
		return { id, failure: failureOf(error) };
	}
}
