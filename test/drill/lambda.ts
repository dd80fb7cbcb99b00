import { listen, WireError } from '#infra/local/wire.ts';
import { LambdaQueue } from '#infra/local/lambda-queue.ts';
import { restJson, unknownOperation } from '#infra/local/rest-json.ts';
import { Faults } from '#infra/local/faults.ts';
import type { HeldTime } from './time.ts';

export interface LambdaOptions {
	/** What failed each time. */
	bury(): void;
	time: HeldTime;
	/** The SQLite file of what was invoked without anybody waiting. */
	path: string;
	faults: Faults;
	run(name: string, event: unknown): Promise<unknown>;
}

export const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-';

/** Lambda's own queue and its Invoke on the wire, with the functions inside this very process. */
export async function startLambda({ time, path, faults, run, bury }: LambdaOptions) {
	const queue = new LambdaQueue({
		path,
		faults,
		retryDelayMs: 50,
		// The next sweep does what this one did not.
		retriesOf: (name) => (name === 'sweep' ? 0 : 2),
		run: (name, event) => run(name, JSON.parse(event)),
		bury,
	});
	const dialect = restJson('Message', { error: 'TooManyRequestsException', status: 429 });
	const server = await listen({
		service: 'lambda',
		clock: time,
		faults,
		dialect,
		operation({ method, path: [version, kind, name = '', verb], body }) {
			if (method !== 'POST' || version !== '2015-03-31' || kind !== 'functions' || verb !== 'invocations')
				throw unknownOperation();
			if (!name.startsWith(ARN)) throw new WireError('ResourceNotFoundException', 404, `Function not found: ${name}`);
			return {
				name: 'Invoke',
				request: { FunctionName: name },
				run() {
					queue.add(name.slice(ARN.length), body || '{}');
					return { status: 202, body: '' };
				},
			};
		},
	});
	queue.begin();
	return {
		endpoint: server.endpoint,
		send: (nameOrArn: string, event: unknown) => queue.add(nameOrArn.replace(ARN, ''), JSON.stringify(event)),
		async stop() {
			queue.stop();
			await server.stop();
		},
	};
}
