import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure, Reply, Request, WorkerSettings } from './lambda-worker.ts';

export interface FunctionSettings {
	name: string;
	arn: string;
	/** File URL of the module that exports `handler`. */
	module: string;
	/** All of its `process.env`, asked for when a thread starts; nothing of ours leaks in. */
	environment(): Record<string, string>;
	clock: SharedArrayBuffer;
	/** Where its output goes. */
	log: string;
	timeoutMs: number;
}

/** A function threw, ran out of time, or took its thread down; shaped as Lambda tells it. */
export class FunctionError extends Error {
	failure: Failure;
	constructor(failure: Failure) {
		super(`${failure.errorType}: ${failure.errorMessage}`);
		this.failure = failure;
	}
}

interface Waiting {
	worker: Worker;
	resolve(result: string): void;
	reject(error: FunctionError): void;
	timer: NodeJS.Timeout;
}

/** One Lambda function: a thread with its own environment and clock, made when first needed and again after a crash. */
export class LambdaFunction {
	readonly settings: FunctionSettings;
	#worker: Worker | undefined;
	#log: WriteStream | undefined;
	#waiting = new Map<number, Waiting>();
	#count = 0;

	constructor(settings: FunctionSettings) {
		this.settings = settings;
	}

	/** Loads the module ahead of the first event; resolves when that is done, well or badly. */
	warm(): Promise<void> {
		const worker = this.#thread();
		return new Promise((resolve) => worker.once('message', () => resolve()).once('exit', () => resolve()));
	}

	/** The handler's result as JSON text; rejects with `FunctionError`. */
	invoke(event: string): Promise<string> {
		const { arn, timeoutMs } = this.settings;
		const worker = this.#thread();
		const id = (this.#count += 1);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => this.#expire(worker, id), timeoutMs);
			this.#waiting.set(id, { worker, resolve, reject, timer });
			// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
			worker.postMessage({ id, event, requestId: randomUUID(), functionArn: arn, timeoutMs } satisfies Request);
		});
	}

	get underWay(): number {
		return this.#waiting.size;
	}

	async stop(): Promise<void> {
		await this.#worker?.terminate();
		this.#log?.end();
	}

	#thread(): Worker {
		if (this.#worker) return this.#worker;
		const { module, environment, clock } = this.settings;
		const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
			env: environment(),
			workerData: { module, clock } satisfies WorkerSettings,
			// The host's own flags (a test runner's, a debugger's) are not the function's.
			execArgv: ['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
			stdout: true,
			stderr: true,
		});
		for (const output of [worker.stdout, worker.stderr]) output.on('data', (chunk: Buffer) => this.#write(chunk));
		worker.on('message', (message: Reply | 'ready') => message !== 'ready' && this.#settle(message));
		worker.on('error', (error) => this.#write(`${String(error)}\n`));
		worker.once('exit', (code) => {
			if (this.#worker === worker) this.#worker = undefined;
			this.#fail(worker, { errorType: 'Runtime.ExitError', errorMessage: `The runtime exited with status ${code}` });
		});
		this.#worker = worker;
		return worker;
	}

	#settle(reply: Reply): void {
		const waiting = this.#waiting.get(reply.id);
		if (!waiting) return;
		clearTimeout(waiting.timer);
		this.#waiting.delete(reply.id);
		if ('failure' in reply) waiting.reject(new FunctionError(reply.failure));
		else waiting.resolve(reply.result);
	}

	/** Lambda ends the whole environment when time is up; whatever else ran in it ends with it. */
	#expire(worker: Worker, id: number): void {
		const errorMessage = `Task timed out after ${(this.settings.timeoutMs / 1000).toFixed(2)} seconds`;
		this.#settle({ id, failure: { errorType: 'Sandbox.Timedout', errorMessage } });
		if (this.#worker === worker) this.#worker = undefined;
		void worker.terminate();
	}

	#fail(worker: Worker, failure: Failure): void {
		for (const [id, waiting] of this.#waiting) if (waiting.worker === worker) this.#settle({ id, failure });
	}

	#write(text: Buffer | string): void {
		if (!this.#log) {
			mkdirSync(dirname(this.settings.log), { recursive: true });
			this.#log = createWriteStream(this.settings.log, { flags: 'a' });
		}
		this.#log.write(text);
		if (process.env.VERBOSE === '1') process.stderr.write(`${this.settings.name}: ${text.toString()}`);
	}
}
