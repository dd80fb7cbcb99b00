import type { Outcome } from './seed.ts';

const KINDS = ['lost', 'duplicated', 'afterDone', 'other'] as const;
const BROKEN: readonly string[] = ['lost', 'afterDone', 'other'];

/** What a whole run came to. */
export class Report {
	readonly hits = new Map<string, number>();
	readonly visits = new Map<string, number>();
	seeds = 0;
	faults = 0;
	reminders = 0;
	readonly counts = { lost: 0, duplicated: 0, afterDone: 0, other: 0 };
	/** In words, what broke the contract and how to see it again. */
	readonly broken: string[] = [];

	/** Answers what this seed broke. */
	add(outcome: Outcome): string[] {
		const broken: string[] = [];
		this.seeds += 1;
		this.faults += outcome.faults;
		this.reminders += outcome.reminders;
		for (const kind of KINDS) {
			this.counts[kind] += outcome[kind].length;
			if (BROKEN.includes(kind))
				for (const line of outcome[kind]) broken.push(`seed ${outcome.seed}: ${kind}: ${line}`);
		}
		if (outcome.reminders < 20) broken.push(`seed ${outcome.seed}: only ${outcome.reminders} reminders`);
		if (outcome.faults < 3) broken.push(`seed ${outcome.seed}: only ${outcome.faults} faults`);
		this.broken.push(...broken);
		return broken;
	}

	/** Every place where something can go wrong: how often it was passed, and how often something did. */
	get table(): string {
		const width = Math.max(...[...this.visits.keys()].map(({ length }) => length));
		return [...this.visits]
			.sort()
			.map(
				([name, visits]) => `${name.padEnd(width)} ${column(visits)} passed ${column(this.hits.get(name) ?? 0)} faults`,
			)
			.join('\n');
	}

	get line(): string {
		const { lost, duplicated, afterDone } = this.counts;
		return `drill: ${this.seeds} seeds, ${this.faults} faults at ${this.hits.size} boundaries, ${this.reminders} reminders, lost ${lost}, duplicated ${duplicated} (never twice), after-done ${afterDone}`;
	}
}

const column = (count: number): string => String(count).padStart(7);
