/** Something a client heard: how a thing stood, as of a moment between asking and hearing. */
interface Heard<T> {
	from: number;
	to: number;
	version: number;
	state: T;
}

/** A stretch in which a thing changed; before it and after it we know for certain how it stood. */
export interface Turn<T> {
	from: number;
	to: number;
	/** Everything it may have been in between, the last of them for certain afterwards. */
	states: T[];
}

/** One thing's life as its clients know it, from the answers they were given and from nothing else. */
export class Life<T> {
	readonly #heard: Heard<T>[] = [];
	#turns: Turn<T>[] | undefined;

	hear(heard: Heard<T>): void {
		this.#heard.push(heard);
		this.#turns = undefined;
	}

	/** Answers that say the same as before are no turn; ones that overlap are one. */
	get turns(): Turn<T>[] {
		if (this.#turns) return this.#turns;
		const turns: (Turn<T> & { all: Heard<T>[] })[] = [];
		for (const heard of this.#heard.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
			const last = turns.at(-1);
			if (last && heard.from <= last.to) {
				last.to = Math.max(last.to, heard.to);
				last.all.push(heard);
			} else turns.push({ from: heard.from, to: heard.to, states: [], all: [heard] });
		}
		let before = '';
		const changing: Turn<T>[] = [];
		for (const { from, to, all } of turns) {
			const states = all.toSorted((a, b) => a.version - b.version || a.to - b.to).map(({ state }) => state);
			if (states.every((state) => JSON.stringify(state) === before)) continue;
			before = JSON.stringify(states.at(-1));
			changing.push({ from, to, states });
		}
		return (this.#turns = changing);
	}

	/** Everything it may have been at any moment of a stretch of time; nothing before it was there. */
	possible(from: number, to = from): T[] {
		const states: T[] = [];
		for (const [index, turn] of this.turns.entries()) {
			const next = this.turns[index + 1];
			if (turn.from <= to && turn.to >= from) states.push(...turn.states);
			else if (turn.to < from && (!next || next.to >= from)) states.push(turn.states.at(-1)!);
		}
		return states;
	}
}
