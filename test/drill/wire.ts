import { Agent, request as ask } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Request } from './boundary.ts';
import { inside } from './time.ts';
import type { Process } from './process.ts';

/** An answer as the SDK's clients take it; the body is whole, so that reading it takes no turn of the event loop. */
export interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: Uint8Array;
}

/** Whoever decides what becomes of the requests of a process. */
export interface Gate {
	pass(process: Process, request: Request): Promise<Answer>;
	/** Of nobody's process: straight there. */
	straight(request: Request): Promise<Answer>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Takes a request to its service and brings the answer. */
export const carry = ({ hostname, port, method, path, query, headers, body }: Request): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))).toString(); // prettier-ignore
		const sent = ask(
			{ agent, hostname, port, method, path: search ? `${path}?${search}` : path, headers },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
				response.once('end', () => {
					const { date: _, ...kept } = response.headers as Record<string, string>;
					resolve({
						statusCode: response.statusCode ?? 500,
						headers: kept,
						body: new Uint8Array(Buffer.concat(chunks)),
					});
				});
			},
		);
		sent.once('error', reject).end(body);
	});

/** From here on every request of the SDK in a process goes through the gate; what the stand-ins ask goes straight. */
export function guard(gate: Gate, onPassing: (by: 1 | -1) => void): () => void {
	const handler = handlerOfTheSdk();
	const own = handler.handle;
	handler.handle = async function handle(request: unknown) {
		const process = inside.getStore();
		if (process) return { response: responseOf(await gate.pass(process, request as Request)) };
		onPassing(1);
		try {
			return { response: responseOf(await gate.straight(request as Request)) };
		} finally {
			onPassing(-1);
		}
	};
	return () => {
		handler.handle = own;
	};
}

/** The one class through which all clients send: there is one copy of the SDK, because the sources are imported unbundled. */
function handlerOfTheSdk(): { handle(request: unknown): Promise<{ response: never }> } {
	const { requestHandler } = new DynamoDBClient({ region: 'eu-west-1' }).config;
	return Object.getPrototypeOf(requestHandler) as never;
}

const responseOf = (answer: Answer) => ({ ...answer, headers: { ...answer.headers } }) as never;

/** What a client sees of a connection that was reset. */
export const reset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
