import { KILLED } from './killed.ts';
import type { Outcome } from './worker.ts';

const KINDS = ['lost', 'duplicated', 'afterDone', 'other'] as const;
/** What is not to happen at all; something said twice may be excused by a fault, and is in `other` where it is not. */
const BROKEN: readonly string[] = ['lost', 'afterDone', 'other'];
/** Of one seed. */
const REMINDERS_LEAST = 20;
const FAULTS_LEAST = 3;
/** In a run of so many seeds, every boundary is met by as many faults at least. */
const HITS = { seeds: 2000, least: 50 };

/** What a whole run came to. */
export class Report {
	/** In words, what broke the contract and how to see it again. */
	readonly broken: string[] = [];
	readonly #hits = new Map<string, number>();
	readonly #visits = new Map<string, number>();
	readonly #counts = { lost: 0, duplicated: 0, afterDone: 0, other: 0 };
	#seeds = 0;
	#faults = 0;
	#reminders = 0;
	#firings = 0;

	/** Answers what this seed broke. */
	add(outcome: Outcome): string[] {
		const { task, faults, reminders, firings } = outcome;
		this.#seeds += 1;
		this.#faults += faults;
		this.#reminders += reminders;
		this.#firings += firings;
		for (const [sums, counts] of [
			[this.#hits, outcome.hits],
			[this.#visits, outcome.visits],
		] as const)
			// prettier-ignore
			for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
		const found: string[] = [];
		for (const kind of KINDS) {
			this.#counts[kind] += outcome[kind].length;
			if (BROKEN.includes(kind)) found.push(...outcome[kind].map((line) => `${kind}: ${line}`));
		}
		if (reminders < REMINDERS_LEAST) found.push(`only ${reminders} reminders`);
		if (task.kind !== 'double' && faults < FAULTS_LEAST) found.push(`only ${faults} faults`);
		const name = `seed ${task.seed}${task.kind === 'killed' ? ' --kill' : ''}`;
		const broken = found.map((line) => `${name}: ${line}`);
		this.broken.push(...broken);
		return broken;
	}

	/** A long run that says nothing about some boundary proves nothing about it. */
	requireHits(): void {
		if (this.#seeds < HITS.seeds) return;
		const met = [...this.#visits.keys()]
			.filter((name) => name !== KILLED)
			.map((name) => ({ name, hits: this.#hits.get(name) ?? 0 }))
			.sort((a, b) => a.hits - b.hits);
		const thin = met
			.filter(({ hits }) => hits < HITS.least)
			.map(({ name, hits }) => `${name}: met by ${hits} faults only`);
		this.broken.push(...thin);
		if (thin.length === 0)
			console.log(
				`Every boundary was met by ${HITS.least} faults at least, the least of them by ${met[0]!.hits}: ${met[0]!.name}`,
			);
	}

	/** Every place where something can go wrong: how often it was passed, and how often something did. */
	get table(): string {
		const width = Math.max(...[...this.#visits.keys()].map(({ length }) => length));
		return [...this.#visits]
			.sort()
			.map(
				([name, visits]) =>
					`${name.padEnd(width)} ${column(visits)} passed ${column(this.#hits.get(name) ?? 0)} faults`,
			)
			.join('\n');
	}

	get line(): string {
		const { lost, duplicated, afterDone } = this.#counts;
		return `drill: ${this.#seeds} seeds, ${this.#faults} faults at ${this.#hits.size} boundaries, ${this.#reminders} reminders, lost ${lost}, duplicated ${duplicated} (never twice), after-done ${afterDone}`;
	}

	get doubleLine(): string {
		const { lost, duplicated } = this.#counts;
		return `drill --double: ${this.#reminders} reminders, ${this.#firings} firings, duplicated ${duplicated}, lost ${lost}`;
	}
}

const column = (count: number): string => String(count).padStart(7);
