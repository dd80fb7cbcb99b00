import { MEMORY, patchSources } from './patches.ts';

patchSources(MEMORY);
const { main } = await import('./main.ts');
process.exit(await main(process.argv.slice(2)));
