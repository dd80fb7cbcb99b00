import { existsSync } from 'node:fs';
import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { FunctionError, LambdaFunction } from './lambda-function.ts';
import { failedEvent } from './dead-letters.ts';
import { LambdaQueue } from './lambda-queue.ts';
import { restJson, unknownOperation } from './rest-json.ts';
import { type Call, listen, type May, type Operation, WireError } from './wire.ts';

export interface LambdaOptions {
	/** What to run, by name. */
	functions: Record<string, { module: string; environment(): Record<string, string> }>;
	clock: LocalClock;
	faults: Faults;
	may: May;
	/** The SQLite file of what was invoked without anybody waiting. */
	path: string;
	/** The queue of what a function could not carry out after all its tries: takes a record of it. */
	bury(record: string): void;
	/** Where each function's output goes. */
	logOf(name: string): string;
	timeoutMs?: number;
	/** Lambda waits one and two minutes before it tries again; nobody here would. */
	retryDelayMs?: number;
}

export interface LambdaHost {
	endpoint: string;
	/** Invokes and waits: what the handler returned. Rejects with `FunctionError`. `name` may be an ARN. */
	invoke(name: string, event: unknown): Promise<unknown>;
	/** Invokes as an event source does that does not wait: durable when it returns, tried again, then a dead letter. */
	send(name: string, event: unknown): void;
	/** From here on what was invoked without anybody waiting is carried out, first of all what an earlier run left. */
	begin(): void;
	/** Loads a function ahead of its first event. */
	warm(name: string): Promise<void>;
	has(name: string): boolean;
	/** Nothing is under way or waiting. */
	idle(): boolean;
	stop(): Promise<void>;
}

/** As `infra/resolve.ts` names functions. */
const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-';
const TIMEOUT_MS = 60_000;
/** The next sweep does what this one did not: it is not tried again, and nobody is told. */
const LEFT_TO_THE_NEXT = ['sweep'];

export async function startLambda(options: LambdaOptions): Promise<LambdaHost> {
	const { clock, faults, may, path, bury, logOf, timeoutMs = TIMEOUT_MS, retryDelayMs = 200 } = options;
	const functions = new Map(
		Object.entries(options.functions)
			.filter(([, { module }]) => existsSync(new URL(module)))
			.map(([name, { module, environment }]) => [
				name,
				new LambdaFunction({
					name,
					arn: ARN + name,
					module,
					environment: () => ({
						...environment(),
						AWS_LAMBDA_FUNCTION_NAME: `focuscoachee-${name}`,
						AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
					}),
					clock: clock.shared,
					log: logOf(name),
					timeoutMs,
				}),
			]),
	);
	const found = (nameOrArn: string): LambdaFunction => {
		const one = functions.get(nameOrArn.replace(ARN, ''));
		if (!one) throw new WireError('ResourceNotFoundException', 404, `Function not found: ${nameOrArn}`);
		return one;
	};
	const queue = new LambdaQueue({
		path,
		faults,
		retryDelayMs,
		retriesOf: (name) => (LEFT_TO_THE_NEXT.includes(name) ? 0 : 2),
		run: async (name, event) => found(name).invoke(event),
		bury(name, event, error, times) {
			if (LEFT_TO_THE_NEXT.includes(name)) return;
			const failure =
				error instanceof FunctionError ? error.failure : { errorType: 'Error', errorMessage: String(error) };
			bury(failedEvent({ functionArn: ARN + name, times, at: clock.now() }, JSON.parse(event), failure));
		},
	});

	async function answer(one: LambdaFunction, type: string, event: string) {
		if (type === 'DryRun') return { status: 204, body: '' };
		if (type === 'Event') {
			queue.add(one.settings.name, event);
			return { status: 202, body: '' };
		}
		const headers = { 'x-amz-executed-version': '$LATEST' };
		try {
			return { status: 200, headers, body: await one.invoke(event) };
		} catch (error) {
			if (!(error instanceof FunctionError)) throw error;
			const failed = { ...headers, 'x-amz-function-error': 'Unhandled' };
			return { status: 200, headers: failed, body: JSON.stringify(error.failure) };
		}
	}

	function operation({ method, path: [version, kind, name, verb, ...rest], headers, body, signer }: Call): Operation {
		const known = version === '2015-03-31' && kind === 'functions' && verb === 'invocations' && rest.length === 0;
		if (!known || method !== 'POST' || !name) throw unknownOperation();
		const one = found(name);
		if (!may(signer, 'lambda:InvokeFunction', one.settings.arn))
			throw new WireError('AccessDeniedException', 403, `Not authorized to perform lambda:InvokeFunction on ${name}`);
		const type = String(headers['x-amz-invocation-type'] ?? 'RequestResponse');
		const request = { FunctionName: one.settings.name, InvocationType: type, Payload: body };
		return { name: 'Invoke', request, run: () => answer(one, type, body || '{}') };
	}

	const dialect = restJson('Message', { error: 'TooManyRequestsException', status: 429 });
	const { endpoint, stop } = await listen({ service: 'lambda', clock, faults, dialect, operation });
	return {
		endpoint,
		invoke: async (name, event) => JSON.parse(await found(name).invoke(JSON.stringify(event ?? {}))) as unknown,
		send: (name, event) => queue.add(found(name).settings.name, JSON.stringify(event ?? {})),
		begin: () => queue.begin(),
		warm: (name) => found(name).warm(),
		has: (name) => functions.has(name),
		idle: () => queue.idle && [...functions.values()].every(({ underWay }) => underWay === 0),
		async stop() {
			queue.stop();
			await stop();
			await Promise.all([...functions.values()].map((one) => one.stop()));
		},
	};
}
