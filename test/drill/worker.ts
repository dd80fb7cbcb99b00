import { explain } from './explain.ts';
import { Ground } from './ground.ts';
import { liveKilled } from './killed.ts';
import { liveDouble } from './double.ts';
import { type Life, live } from './seed.ts';

/** What a worker is asked to live. */
export interface Task {
	kind: 'drill' | 'killed' | 'double';
	seed: number;
	/** Reminders, where that is asked for. */
	reminders?: number;
}

/** What came of it, as it travels from one process to another. */
export interface Outcome {
	task: Task;
	reminders: number;
	faults: number;
	firings: number;
	lost: string[];
	duplicated: string[];
	afterDone: string[];
	other: string[];
	hits: [string, number][];
	visits: [string, number][];
	/** The lives of the things that something broke for. */
	told: string[];
}

/** A table server grows slower with every transaction it has seen. */
const TRANSACTIONS_A_FILE = 2000;

/** Lives what it is told, on a table server that it keeps for some time. */
export class Worker {
	#ground: Promise<Ground> | undefined;

	async live(task: Task): Promise<Outcome> {
		const life = await this.#lifeOf(task);
		const { record, reminders, faults, firings = 0, lost, duplicated, afterDone, other } = life;
		const told = [...lost, ...duplicated, ...afterDone, ...other].map((breach) => explain(record, breach));
		const [hits, visits] = [[...life.hits], [...life.visits]];
		return { task, reminders, faults, firings, lost, duplicated, afterDone, other, hits, visits, told };
	}

	async stop(): Promise<void> {
		await (await this.#ground)?.stop();
		this.#ground = undefined;
	}

	async #lifeOf({ kind, seed, reminders = 0 }: Task): Promise<Life> {
		if (kind === 'killed') return liveKilled(seed);
		if (this.#ground && (await this.#ground).transactions > TRANSACTIONS_A_FILE) await this.stop();
		const ground = await (this.#ground ??= Ground.lay());
		return kind === 'double' ? liveDouble(seed, reminders, ground) : live(seed, ground);
	}
}

/** The other end of `Crew`: lives one task after the other for whoever started this process. */
export function serve(): void {
	const worker = new Worker();
	process.on('message', (task: Task) => {
		worker.live(task).then(
			(outcome) => process.send!({ outcome }),
			(error: unknown) =>
				process.send!({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
		);
	});
	process.once('disconnect', () => process.exit());
}
