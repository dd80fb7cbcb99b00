import type { Chance } from './chance.ts';
import { type HeldTime, inside, real } from './time.ts';

/** From here on this process lives in this time, and draws its ids and its jitter from this chance. Returns how to let it go. */
export function hold(time: HeldTime, chance: Chance): () => void {
	const now = () => time.ms;
	const own = { random: Math.random, getRandomValues: crypto.getRandomValues };
	Math.random = () => chance.next();
	crypto.getRandomValues = ((bytes: Uint8Array) => {
		for (let at = 0; at < bytes.length; at += 1) bytes[at] = chance.below(256);
		return bytes;
	}) as typeof crypto.getRandomValues;
	const Held = new Proxy(real.Date, {
		construct: (_, args, target) => Reflect.construct(real.Date, args.length === 0 ? [now()] : args, target),
		apply: () => new real.Date(now()).toString(),
		get: (_, property, receiver) =>
			property === 'now' ? now : (Reflect.get(real.Date, property, receiver) as unknown),
	});
	const set = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
		const { cancel } = time.wait(ms, () => run(...args));
		const handle = { cancel, unref: () => handle, ref: () => handle, hasRef: () => true, [Symbol.dispose]: cancel };
		return handle;
	};
	const clear = (handle: unknown) => {
		if (handle && typeof handle === 'object' && 'cancel' in handle) (handle.cancel as () => void)();
		else real.clearTimeout(handle as NodeJS.Timeout);
	};
	Object.assign(globalThis, { Date: Held, setTimeout: set, clearTimeout: clear });
	performance.now = now;
	held = time;
	return () => {
		Object.assign(globalThis, { Date: real.Date, setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
		performance.now = real.now;
		Math.random = own.random;
		crypto.getRandomValues = own.getRandomValues;
		held = undefined;
	};
}

let held: HeldTime | undefined;

/** What stands in for `node:timers/promises` in the product's code, so that its pauses follow the held time. */
export function pause<T>(ms = 0, value?: T, { signal }: { signal?: AbortSignal } = {}): Promise<T | undefined> {
	return new Promise((resolve, reject) => {
		if (!held) return void real.setTimeout(resolve, ms, value);
		const time = held;
		// Anything longer is a look that can wait until the clock is moved.
		const inProcess = inside.getStore() !== undefined;
		const awaited = inProcess || ms < 1000;
		const counted = awaited && !inProcess ? 1 : 0;
		time.pausing += counted;
		const { cancel } = time.wait(ms, () => ((time.pausing -= counted), resolve(value)), awaited);
		signal?.addEventListener('abort', () => (cancel(), reject(signal.reason as Error)), { once: true });
	});
}

/** Real time, for what watches over the drill itself. */
export const realNow = (): number => real.Date.now();
export const realPause = (ms: number): Promise<void> => new Promise((done) => real.setTimeout(done, ms));
/** One turn of the event loop: everything that is ready has run. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
