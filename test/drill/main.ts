import { parseArgs } from 'node:util';
import { explain } from './explain.ts';
import { Ground } from './ground.ts';
import { Report } from './report.ts';
import { live } from './seed.ts';

/** A table server grows slower with every transaction it has seen. */
const TRANSACTIONS_A_FILE = 2000;

/** Runs what was asked for, ends with one line, and answers the exit code: 0 when the contract held. */
export async function main(args: string[]): Promise<number> {
	const { values } = parseArgs({
		args,
		options: {
			seeds: { type: 'string', default: '1' },
			seed: { type: 'string', default: '1' },
			verbose: { type: 'boolean', default: false },
		},
	});
	const [first, count] = [Number(values.seed), Number(values.seeds)];
	const report = new Report();
	let ground = await Ground.lay();
	for (let seed = first; seed < first + count; seed += 1) {
		if (ground.transactions > TRANSACTIONS_A_FILE) {
			await ground.stop();
			ground = await Ground.lay();
		}
		const outcome = await live(seed, ground, report);
		const broken = report.add(outcome);
		if (values.verbose) for (const breach of broken) console.log(explain(outcome.record, breach));
		if (values.verbose)
			console.log(
				`seed ${seed}: ${outcome.faults} faults, ${outcome.reminders} reminders, ${outcome.transactions} transactions`,
			);
	}
	await ground.stop();
	if (values.verbose) console.log(report.table);
	for (const line of report.broken) console.log(line);
	console.log(report.line);
	return report.broken.length > 0 ? 1 : 0;
}
