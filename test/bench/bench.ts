import { parseArgs } from 'node:util';
import { build } from '#infra/build.ts';
import { burst } from './burst.ts';
import { coldStart } from './cold-start.ts';
import { firstVisit } from './first-visit.ts';
import { growth } from './growth.ts';
import { life } from './life.ts';
import { long } from './long.ts';
import { month } from './month.ts';
import { person } from './person.ts';
import { print, type Row } from './row.ts';
import { throughput } from './throughput.ts';
import { units } from './units.ts';

// Counts are gates; times are ratios within this one run, medians of at least seven. `--full` takes half an hour; `--note` writes
// down what docs/scale.md is computed from.
const flag = { type: 'boolean', default: false } as const;
const { full, note } = parseArgs({ options: { full: flag, note: flag } }).values;
await build();
await import('#test/support/template.ts');
const { startDemo } = await import('#test/support/demo.ts');
const demo = await startDemo();
const rows: Row[] = [];
try {
	for (const run of [firstVisit, coldStart, units, long]) rows.push(...(await run(demo)));
} finally {
	await demo.stop();
}
rows.push(...(await month({ note })));
rows.push(...(await growth(full ? [1_000, 100_000] : [1_000, 10_000], { note: note && full })));
rows.push(...(await person({ note })));
rows.push(...(await throughput()));
rows.push(...(await life()));
rows.push(
	...(await burst(
		full
			? [
					{ due: 10_000, perSecond: 500 },
					{ due: 600, perSecond: 2 },
				]
			: [{ due: 200, perSecond: 5 }],
		{ note: note && full },
	)),
);
print(rows);
if (rows.some(({ timed, figure, budget }) => !timed && figure > budget)) process.exitCode = 1;
