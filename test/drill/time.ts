import { AsyncLocalStorage } from 'node:async_hooks';
import type { LocalClock } from '#infra/local/clock.ts';
import type { Process } from './process.ts';

/** The process that the code running now belongs to; undefined in the stand-ins and in the drill itself. */
export const inside = new AsyncLocalStorage<Process>();

interface Timer {
	at: number;
	order: number;
	process: Process | undefined;
	/** Somebody waits for it and does nothing else meanwhile. */
	awaited: boolean;
	run: () => void;
}

/** The machine's own. */
export const real = { Date, setTimeout, clearTimeout, now: performance.now.bind(performance) };

/**
 * Time that stands still until somebody moves it. While it is `held`, `Date` and every timer of this whole process follow
 * it: a backoff of the SDK, a pause of ours, a stand-in's own timer. A timer of a process that died never fires.
 */
export class HeldTime implements LocalClock {
	readonly shared = new SharedArrayBuffer(8);
	#now: number;
	#timers: Timer[] = [];
	#order = 0;
	#listeners = new Set<() => void>();
	/** Short pauses of the stand-ins that are not over. */
	pausing = 0;
	/** Called with every new moment, before anything that waits for it. */
	onTick: (now: number) => void = () => {};

	constructor(start: number) {
		this.#now = start;
	}

	get ms(): number {
		return this.#now;
	}
	now = (): Date => new real.Date(this.#now);
	advance(): Date {
		throw new Error('The drill moves its clock to moments');
	}

	/** Moves on to a moment, and whoever follows the clock looks at it. */
	to(moment: string | Date | number | object): Date {
		this.pass(typeof moment === 'number' ? moment : new real.Date(moment as Date).getTime());
		for (const listener of this.#listeners) listener();
		return this.now();
	}

	/** Time goes by until a moment; whatever waited for one before it happens first, each at its own moment. */
	pass(target: number): void {
		for (;;) {
			const next = this.#timers[0];
			if (!next || next.at > target) break;
			this.#timers.shift();
			this.#set(next.at);
			if (next.process?.alive !== false) next.run();
		}
		this.#set(target);
	}

	onMove(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** The end of the next pause that somebody alive waits out. */
	get next(): number | undefined {
		return this.#timers.find(({ awaited, process }) => awaited && process?.alive !== false)?.at;
	}

	/** A timer of whoever asks. */
	wait(ms: number, run: () => void, awaited = inside.getStore() !== undefined): { cancel(): void } {
		const process = inside.getStore();
		const timer: Timer = {
			at: this.#now + Math.max(0, Math.ceil(ms)),
			order: (this.#order += 1),
			process,
			awaited,
			run,
		};
		const before = this.#timers.findIndex(({ at }) => at > timer.at);
		this.#timers.splice(before < 0 ? this.#timers.length : before, 0, timer);
		process?.waits.add(timer);
		const done = timer.run;
		timer.run = () => {
			process?.waits.delete(timer);
			done();
		};
		return {
			cancel: () => {
				process?.waits.delete(timer);
				const place = this.#timers.indexOf(timer);
				if (place >= 0) this.#timers.splice(place, 1);
			},
		};
	}

	#set(now: number): void {
		if (now <= this.#now) return;
		this.#now = now;
		this.onTick(now);
	}
}
