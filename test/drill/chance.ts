/** Chance that can be lived again: the same seed and name give the same numbers, whatever else is drawn elsewhere. */
export class Chance {
	#state: [number, number, number, number];

	constructor(seed: string) {
		this.#state = [hash(`${seed} a`), hash(`${seed} b`), hash(`${seed} c`), 1];
		for (let warm = 0; warm < 12; warm += 1) this.next();
	}

	/** From 0 up to 1. */
	next(): number {
		const [a, b, c, d] = this.#state;
		const sum = (a + b + d) | 0;
		this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (d + 1) | 0];
		return (sum >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 up to `end`. */
	below = (end: number): number => Math.floor(this.next() * end);
	/** A whole number from `low` to `high`, both possible. */
	between = (low: number, high: number): number => low + this.below(high - low + 1);
	/** True so often. */
	yes = (share: number): boolean => this.next() < share;
	one = <T>(of: readonly T[]): T => of[this.below(of.length)]!;

	/** Some of them, in any order. */
	some<T>(of: readonly T[], count: number): T[] {
		const rest = [...of];
		return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(this.below(rest.length), 1)[0]!);
	}
}

/** A number of 32 bits from a text (FNV-1a, stirred at the end). */
export function hash(text: string): number {
	let sum = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
	sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
	sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
	return (sum ^ (sum >>> 16)) >>> 0;
}

/** A share from 0 up to 1 that belongs to this text for good. */
export const shareOf = (text: string): number => hash(text) / 4_294_967_296;
