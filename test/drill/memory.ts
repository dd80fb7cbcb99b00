import { inside } from './time.ts';

/** Where invocations of one function run, one after the other: what they remember from one to the next, and lose in a crash. */
export class Environment {
	readonly #memory = new Map<() => object, object>();

	/** What this environment keeps under a name, made when first asked for. */
	recall<T extends object>(make: () => T): T {
		const kept = this.#memory.get(make) ?? make();
		this.#memory.set(make, kept);
		return kept as T;
	}
}

/** Outside of every invocation. */
const nobody = new Environment();

/** A variable of a module that every environment has for itself, as each runtime of a function has. */
export function perEnvironment<T extends object>(make: () => T): T {
	const current = (): object => (inside.getStore()?.environment ?? nobody).recall(make);
	return new Proxy({} as T, {
		get(_, name) {
			const kept = current();
			const value: unknown = Reflect.get(kept, name, kept);
			return typeof value === 'function' ? (value.bind(kept) as unknown) : value;
		},
		set: (_, name, value) => Reflect.set(current(), name, value),
	});
}
