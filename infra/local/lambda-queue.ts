import { setTimeout as pause } from 'node:timers/promises';
import { openDurable } from './durable.ts';
import type { Faults } from './faults.ts';

export interface QueueOptions {
	/** The SQLite file it lives in: what was accepted is carried out, also after a kill. */
	path: string;
	faults: Faults;
	/** Tries after the first. */
	retriesOf(functionName: string): number;
	run(functionName: string, event: string): Promise<unknown>;
	/** Puts an event aside that failed each time; durable when it returns. */
	bury(functionName: string, event: string, error: unknown, times: number): void;
	retryDelayMs: number;
}

type Entry = { id: number; function: string; event: string; attempts: number };

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS invocation (
		id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)`;
const AT_ONCE = 10;

/** Lambda's own queue of asynchronous invocations: at least once, a few retries, then a dead-letter queue. */
export class LambdaQueue {
	readonly #options: QueueOptions;
	readonly #file;
	readonly #underWay = new Set<number>();
	#begun = false;
	#stopped = false;

	constructor(options: QueueOptions) {
		this.#options = options;
		this.#file = openDurable(options.path, SCHEMA);
	}

	/** Durable when it returns. */
	add(functionName: string, event: string): void {
		this.#file.prepare('INSERT INTO invocation (function, event) VALUES (?, ?)').run(functionName, event);
		this.#wake();
	}

	/** Takes up what waits, first of all what an earlier run left behind. */
	begin(): void {
		this.#begun = true;
		this.#wake();
	}

	#wake(): void {
		if (this.#stopped || !this.#begun) return;
		const waiting = this.#file.prepare('SELECT * FROM invocation ORDER BY id LIMIT ?');
		for (const entry of waiting.all(AT_ONCE + this.#underWay.size) as Entry[]) {
			if (this.#underWay.size >= AT_ONCE) return;
			if (this.#underWay.has(entry.id)) continue;
			this.#underWay.add(entry.id);
			void this.#deliver(entry);
		}
	}

	get idle(): boolean {
		return this.#file.prepare('SELECT 1 FROM invocation LIMIT 1').get() === undefined;
	}

	/** Nothing is begun any more; what is under way stays on disk and is done again by the next start. */
	stop(): void {
		this.#stopped = true;
		this.#file.close();
	}

	async #deliver(entry: Entry): Promise<void> {
		const { faults, run } = this.#options;
		const fault = faults.take('lambda', 'Event', { FunctionName: entry.function }, 'duplicate', 'delay', 'drop');
		let error: unknown;
		try {
			if (fault?.kind === 'delay') await pause(fault.ms);
			if (fault?.kind !== 'drop') await run(entry.function, entry.event);
			if (fault?.kind === 'duplicate') await run(entry.function, entry.event);
		} catch (thrown) {
			error = thrown;
		}
		if (this.#stopped) return;
		if (error === undefined) this.#remove(entry);
		else await this.#failed(entry, error);
		this.#underWay.delete(entry.id);
		this.#wake();
	}

	async #failed(entry: Entry, error: unknown): Promise<void> {
		const { retriesOf, retryDelayMs, bury } = this.#options;
		if (entry.attempts >= retriesOf(entry.function)) {
			// In this order: killed in between, it is tried and put aside once more.
			bury(entry.function, entry.event, error, entry.attempts + 1);
			this.#remove(entry);
			return;
		}
		this.#file.prepare('UPDATE invocation SET attempts = attempts + 1 WHERE id = ?').run(entry.id);
		await pause(retryDelayMs * (entry.attempts + 1), undefined, { ref: false });
	}

	#remove({ id }: Entry): void {
		this.#file.prepare('DELETE FROM invocation WHERE id = ?').run(id);
	}
}
