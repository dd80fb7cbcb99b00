import type { Environment } from './memory.ts';
import { inside } from './time.ts';

export interface Claim {
	letterId: string;
	kind: string;
	itemIds: string[];
	/** What was due then is what the letter speaks of. */
	dueBy: number;
	/** When it was in the table. */
	servedAt: number;
}

/** One invocation of a function: what dies with a crash. Nothing it awaits ever comes back to it then. */
export class Process {
	readonly role: string;
	readonly startedAt: number;
	readonly environment: Environment;
	readonly waits = new Set<object>();
	/** What it last asked for. */
	last = 'nothing';
	/** Requests on their way. */
	asking = 0;
	alive = true;
	done = false;
	/** The letter it has claimed, or is about to, until what came of it is written down. */
	claim: Claim | undefined;
	readonly #died = Promise.withResolvers<never>();

	constructor(role: string, startedAt: number, environment: Environment) {
		this.role = role;
		this.startedAt = startedAt;
		this.environment = environment;
		this.#died.promise.catch(() => {});
	}

	/** Does its work; rejects when it dies first. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await Promise.race([inside.run(this, work), this.#died.promise]);
		} finally {
			this.done = true;
		}
	}

	die(): void {
		this.alive = false;
		this.#died.reject(new Died());
	}

	/** It waits for something outside of itself, or has ended. */
	get rests(): boolean {
		return !this.alive || this.done || this.asking > 0 || this.waits.size > 0;
	}
}

/** As Lambda tells it of a runtime that is gone. */
export class Died extends Error {
	override message = 'Runtime.ExitError: The runtime exited without providing a reason';
}
