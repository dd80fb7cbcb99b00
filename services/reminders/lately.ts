const MINUTE = 60_000;
const PAUSE_MINUTES_MAX = 8;

/**
 * What was driven lately. A thing that stays due though it was driven (its letter waits for the mail service, its sender
 * fails) is left alone for 2, 4, 8 minutes and stands behind those that were driven less often, so that a few which cannot
 * leave never keep the others from it. Kept in memory: whoever starts without it drives one time too many, which is harmless.
 */
export class Lately {
	#driven = new Map<string, { times: number; again: number }>();

	/** Those whose time it is, the least driven first; what is no longer among them is forgotten. */
	left<T>(all: readonly T[], placeOf: (one: T) => string, now: number): T[] {
		const known = new Map<string, { times: number; again: number }>();
		for (const place of all.map(placeOf)) {
			const driven = this.#driven.get(place);
			if (driven) known.set(place, driven);
		}
		this.#driven = known;
		const times = (one: T) => known.get(placeOf(one))?.times ?? 0;
		return all
			.filter((one) => (known.get(placeOf(one))?.again ?? 0) <= now)
			.toSorted((one, other) => times(one) - times(other));
	}

	drove(place: string, now: number): void {
		const times = (this.#driven.get(place)?.times ?? 0) + 1;
		this.#driven.set(place, { times, again: now + Math.min(2 ** times, PAUSE_MINUTES_MAX) * MINUTE });
	}
}
