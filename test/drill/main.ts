import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { liveAll } from './crew.ts';
import { Report } from './report.ts';
import { SABOTAGE } from './sabotage.ts';
import type { Task } from './worker.ts';

const options = {
	seeds: { type: 'string' },
	seed: { type: 'string', default: '1' },
	/** While a life waits for its table server, another one lives. */
	jobs: { type: 'string', default: String(availableParallelism() + 1) },
	kill: { type: 'boolean', default: false },
	sabotage: { type: 'string' },
	double: { type: 'boolean', default: false },
	reminders: { type: 'string', default: '10000' },
	verbose: { type: 'boolean', default: false },
} as const;

/** Fifty of two thousand, and five at least, are killed for real. */
const KILLED_SHARE = 40;
const KILLED_LEAST = 5;
/** Lives in which a safeguard that is missing shows, long before their end. */
const SABOTAGED = 60;
/** Reminders of one firm in a week where schedules fire twice. */
const DOUBLE_AT_ONCE = 2000;

/** Runs what was asked for, ends with one line, and answers the exit code: 0 when the contract held. */
export async function main(args: string[]): Promise<number> {
	const { values } = parseArgs({ args, options });
	const { sabotage, verbose } = values;
	if (sabotage !== undefined && !SABOTAGE[sabotage])
		throw new Error(`--sabotage takes out one of ${Object.keys(SABOTAGE).join(', ')}`);
	const report = new Report();
	const tasks = values.double ? doubles(Number(values.reminders)) : drills(values);
	await liveAll(tasks, Number(values.jobs), sabotage ? ['--sabotage', sabotage] : [], (outcome) => {
		const broken = report.add(outcome);
		if (verbose) {
			const { task, faults, reminders } = outcome;
			console.log(`seed ${task.seed} (${task.kind}): ${faults} faults, ${reminders} reminders`);
			for (const life of outcome.told) console.log(life);
		}
		// Without a safeguard one broken seed is what was to be seen.
		return !(sabotage && broken.length > 0);
	});
	if (verbose) console.log(report.table);
	if (!values.double && !sabotage) report.requireHits();
	for (const line of report.broken) console.log(line);
	console.log(values.double ? report.doubleLine : report.line);
	return report.broken.length > 0 ? 1 : 0;
}

interface Asked {
	seed: string;
	seeds?: string | undefined;
	kill: boolean;
	sabotage?: string | undefined;
}

function drills({ seed, seeds, kill, sabotage }: Asked): Task[] {
	const [first, count] = [Number(seed), Number(seeds ?? (sabotage ? SABOTAGED : 1))];
	const some = count < 2 * KILLED_LEAST || sabotage ? 0 : Math.max(KILLED_LEAST, Math.round(count / KILLED_SHARE));
	const killed = kill ? count : some;
	// Spread evenly: each time another share of them has come together.
	const isKilled = (at: number) => Math.floor(((at + 1) * killed) / count) > Math.floor((at * killed) / count);
	return Array.from({ length: count }, (_, at) => ({ kind: isKilled(at) ? 'killed' : 'drill', seed: first + at }));
}

const doubles = (reminders: number): Task[] =>
	Array.from({ length: Math.ceil(reminders / DOUBLE_AT_ONCE) }, (_, at) => ({
		kind: 'double',
		seed: at + 1,
		reminders: Math.min(DOUBLE_AT_ONCE, reminders - at * DOUBLE_AT_ONCE),
	}));
