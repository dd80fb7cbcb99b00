import { Chance, shareOf } from './chance.ts';

/** What may befall a request, or something that is delivered. */
export type Fault =
	| 'crashBefore' // the process is gone before its request leaves
	| 'crashAfter' // its request is carried out, and the process gone before it hears
	| 'lost' // carried out; the connection is reset
	| 'duplicate' // carried out twice
	| 'delay' // others overtake it
	| 'throttle' // refused, in the service's own words
	| 'drop'; // never delivered, where the real thing may

/** How often a boundary is met by a fault in a seed; more often where it is seldom reached. */
const SHARE = 0.4;

/** Which visits of which boundaries go wrong in one seed: from the seed and the boundary's name alone. */
export class FaultPlan {
	readonly seed: string;
	/** While it is calm, nothing goes wrong. */
	calm = true;
	/** Faults so far. */
	count = 0;
	/** How often each boundary was passed, and how often something went wrong there. */
	readonly visits = new Map<string, number>();
	readonly hits = new Map<string, number>();
	readonly #seen = new Map<string, number>();

	constructor(seed: string) {
		this.seed = seed;
	}

	/** The fault that meets this visit of a boundary, if any. */
	meets(boundary: string, possible: readonly Fault[]): Fault | undefined {
		this.visits.set(boundary, (this.visits.get(boundary) ?? 0) + 1);
		if (this.calm) return undefined;
		const visit = (this.#seen.get(boundary) ?? 0) + 1;
		this.#seen.set(boundary, visit);
		const chance = new Chance(`${this.seed} ${boundary} ${visit}`);
		const aimed = shareOf(`${this.seed} ${boundary}`) < SHARE && visit === this.#aim(boundary);
		if (!aimed && !chance.yes(0.004)) return undefined;
		const fault = chance.one(possible);
		this.hit(boundary);
		return fault;
	}

	/** Something went wrong here. */
	hit(boundary: string): void {
		this.count += 1;
		this.hits.set(boundary, (this.hits.get(boundary) ?? 0) + 1);
	}

	/** The visit that is aimed at: mostly an early one, so that it comes to pass. */
	#aim(boundary: string): number {
		const share = shareOf(`${boundary} ${this.seed}`);
		return share < 0.75 ? 1 : share < 0.87 ? 2 : share < 0.94 ? 3 : 6;
	}
}
