/**
 * Makes `Date` of the current thread follow the local clock. `shared` is `LocalClock.shared`: a move of the clock is seen
 * by every thread at once. A proxy over the real `Date`, not a subclass, so that dates which the engine makes itself
 * (file times, structured clones) stay instances of it and `Date()` without `new` still answers a string.
 */
export function installClock(shared: SharedArrayBuffer): void {
	const offset = new BigInt64Array(shared);
	const Real = globalThis.Date;
	const now = () => Real.now() + Number(Atomics.load(offset, 0));
	const Local: DateConstructor = new Proxy(Real, {
		construct: (_, args, target) => Reflect.construct(Real, args.length === 0 ? [now()] : args, target),
		apply: () => new Real(now()).toString(),
		get: (_, property, receiver) => (property === 'now' ? now : Reflect.get(Real, property, receiver)),
	});
	Real.prototype.constructor = Local;
	globalThis.Date = Local;
}
