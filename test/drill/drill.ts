import { enableCompileCache } from 'node:module';
import { MEMORY, patchSources } from './patches.ts';
import { SABOTAGE } from './sabotage.ts';

// Whoever interrupts it ends everything it started: what ends by a signal alone would leave table servers behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

// A process that is killed and started again has read the sources before.
enableCompileCache();

const args = process.argv.slice(2);
const named = args.indexOf('--sabotage');
patchSources([...MEMORY, ...(named < 0 ? [] : (SABOTAGE[args[named + 1]!] ?? []))]);

await (await import('./sign.ts')).signWithName();
if (args[0] === '--worker') (await import('./worker.ts')).serve();
else if (args[0] === '--host') await (await import('./hosting.ts')).host(args.slice(1));
else process.exit(await (await import('./main.ts')).main(args));
