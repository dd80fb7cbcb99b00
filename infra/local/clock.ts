import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Temporal } from 'temporal-polyfill';

/** The one clock of the local system: real time plus an offset that only grows and outlives the process. */
export type LocalClock = {
	now(): Date;
	/** Moves on by an ISO 8601 duration (`P6D`, `PT90M`); answers the new now. `RangeError` when that is not forward. */
	advance(duration: string | Temporal.Duration): Date;
	/** Moves on to an instant; answers the new now. `RangeError` when it is no instant or lies behind. */
	to(instant: string | Date | Temporal.Instant): Date;
	/** The offset in milliseconds, as `installClock` reads it in another thread. */
	shared: SharedArrayBuffer;
	/** Calls `listener` after each move; returns how to stop that. */
	onMove(listener: () => void): () => void;
};

// Later moments get another text form, which sort keys do not expect.
const END_OF_TIME = Date.UTC(9999, 0, 1);

/** `startAt` is where a clock begins that is not on disk yet; without it, at the real time. */
export function openClock(path: string, startAt?: Date): LocalClock {
	const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
	const offset = new BigInt64Array(shared);
	const listeners = new Set<() => void>();
	Atomics.store(offset, 0, BigInt(read(path) ?? begin(path, startAt)));

	const now = () => new Date(Date.now() + Number(Atomics.load(offset, 0)));

	function moveBy(milliseconds: number): Date {
		const ahead = forward(now(), milliseconds);
		const next = Number(Atomics.load(offset, 0)) + ahead;
		write(path, next);
		Atomics.store(offset, 0, BigInt(next));
		for (const listener of listeners) listener();
		return now();
	}

	return {
		now,
		shared,
		advance: (duration) => moveBy(lasts(now(), duration)),
		to: (instant) => moveBy(asInstant(instant) - now().getTime()),
		onMove(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** The instant a duration from now, or this one. `RangeError` when it is none that a clock can move on to. */
export const ahead = (now: Date, asked: { after: string } | { at: string }): Date =>
	new Date(
		now.getTime() + forward(now, 'after' in asked ? lasts(now, asked.after) : asInstant(asked.at) - now.getTime()),
	);

function forward(now: Date, milliseconds: number): number {
	const whole = Math.floor(milliseconds);
	if (whole < 0) throw new RangeError('The local clock moves forward only');
	if (now.getTime() + whole >= END_OF_TIME) throw new RangeError('The local clock ends with the year 9998');
	return whole;
}

function lasts(now: Date, duration: string | Temporal.Duration): number {
	const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC');
	return start.add(asDuration(duration)).epochMilliseconds - start.epochMilliseconds;
}

function asDuration(duration: string | Temporal.Duration): Temporal.Duration {
	try {
		return Temporal.Duration.from(duration);
	} catch {
		throw new RangeError('Not an ISO 8601 duration such as P6D or PT90M');
	}
}

function asInstant(instant: string | Date | Temporal.Instant): number {
	try {
		if (instant instanceof Date) return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).epochMilliseconds;
		return Temporal.Instant.from(instant).epochMilliseconds;
	} catch {
		throw new RangeError('Not an instant such as 2026-11-03T09:00:00Z');
	}
}

function begin(path: string, startAt: Date | undefined): number {
	const offset = startAt ? startAt.getTime() - Date.now() : 0;
	if (startAt) write(path, offset);
	return offset;
}

function read(path: string): number | undefined {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	const { offset } = JSON.parse(text) as { offset?: unknown };
	if (!Number.isSafeInteger(offset)) throw new Error(`${path} does not hold a clock`);
	return offset as number;
}

// Written beside, synced, then renamed over: a kill leaves the old clock or the new one, never half of one.
function write(path: string, offset: number): void {
	mkdirSync(dirname(path), { recursive: true });
	const beside = `${path}.tmp`;
	const file = openSync(beside, 'w');
	try {
		writeSync(file, JSON.stringify({ offset }));
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(beside, path);
}
