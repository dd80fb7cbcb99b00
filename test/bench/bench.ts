import { build } from '#infra/build.ts';
import { coldStart } from './cold-start.ts';
import { firstVisit } from './first-visit.ts';
import { print } from './row.ts';
import { units } from './units.ts';

// Counts are gates; times are ratios within this one run, medians of at least seven.
await build();
await import('#test/support/template.ts');
const { startDemo } = await import('#test/support/demo.ts');
const demo = await startDemo();
try {
	const rows = [...(await firstVisit(demo)), ...(await coldStart(demo)), ...(await units(demo))];
	print(rows);
	if (rows.some(({ timed, figure, budget }) => !timed && figure > budget)) process.exitCode = 1;
} finally {
	await demo.stop();
}
