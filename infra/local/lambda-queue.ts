import { setTimeout as pause } from 'node:timers/promises';
import { atomically, openDurable } from './durable.ts';
import type { Faults } from './faults.ts';

/** An event that a function could not carry out after all its tries. */
export interface DeadInvocation {
	functionName: string;
	event: unknown;
	error: string;
}

export interface QueueOptions {
	/** The SQLite file it lives in: what was accepted is carried out, also after a kill. */
	path: string;
	faults: Faults;
	/** Tries after the first. */
	retriesOf(functionName: string): number;
	run(functionName: string, event: string): Promise<unknown>;
	retryDelayMs: number;
}

type Entry = { id: number; function: string; event: string; attempts: number };

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS invocation (
		id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
	CREATE TABLE IF NOT EXISTS dead_letter (
		id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, event TEXT NOT NULL, error TEXT NOT NULL)`;
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

	deadLetters(): DeadInvocation[] {
		const rows = this.#file.prepare('SELECT * FROM dead_letter ORDER BY id').all() as (Entry & { error: string })[];
		return rows.map(({ function: functionName, event, error }) => ({ functionName, event: JSON.parse(event), error }));
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
		else await this.#failed(entry, error instanceof Error ? error.message : String(error));
		this.#underWay.delete(entry.id);
		this.#wake();
	}

	async #failed(entry: Entry, error: string): Promise<void> {
		const { retriesOf, retryDelayMs } = this.#options;
		if (entry.attempts >= retriesOf(entry.function)) {
			atomically(this.#file, () => {
				const bury = this.#file.prepare('INSERT INTO dead_letter (function, event, error) VALUES (?, ?, ?)');
				bury.run(entry.function, entry.event, error);
				this.#remove(entry);
			});
			return;
		}
		this.#file.prepare('UPDATE invocation SET attempts = attempts + 1 WHERE id = ?').run(entry.id);
		await pause(retryDelayMs * (entry.attempts + 1), undefined, { ref: false });
	}

	#remove({ id }: Entry): void {
		this.#file.prepare('DELETE FROM invocation WHERE id = ?').run(id);
	}
}
