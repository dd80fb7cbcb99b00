/** After the mail service took no letter, nobody asks it for 1, 2, 4 … seconds, and never longer than this. */
const SHUT_SECONDS_MAX = 30;

/**
 * How many letters a second this process hands to the mail service: in any stretch of time no more than its share. All
 * moments are milliseconds of a clock that never jumps, except `wall`, the one that people's clocks show.
 */
export class Pace {
	/** When the latest letters left, or will: as many as may leave in one window. */
	#turns: number[] = [];
	#refusals = 0;
	#shutUntil = 0;
	perSecond: number;

	constructor(perSecond: number) {
		this.perSecond = perSecond;
	}

	/** A share of a letter a second or less is one letter in a longer window. */
	get #inWindow(): number {
		return Math.max(1, Math.ceil(this.perSecond));
	}

	#free(now: number): number {
		const before = this.#turns.at(-this.#inWindow);
		return before === undefined ? now : Math.max(now, before + (this.#inWindow / this.perSecond) * 1000);
	}

	/** Takes the next turn and answers when it is; undefined, and nothing taken, when that is further off than `patience`. */
	take(now: number, wall: number, patience = 0): number | undefined {
		const at = this.#free(now);
		if (wall < this.#shutUntil || at - now > patience) return undefined;
		this.#turns = [...this.#turns, at].slice(-this.#inWindow);
		return at;
	}

	/** No letter left on this turn after all. */
	giveBack(at: number): void {
		const index = this.#turns.lastIndexOf(at);
		if (index >= 0) this.#turns.splice(index, 1);
	}

	/** What came of asking the mail service. */
	heard(tookIt: boolean, wall: number): void {
		this.#refusals = tookIt ? 0 : this.#refusals + 1;
		const seconds = Math.min(2 ** (this.#refusals - 1), SHUT_SECONDS_MAX);
		this.#shutUntil = tookIt ? 0 : wall + seconds * 1000;
	}
}
