import { fileURLToPath } from 'node:url';
import { handlerFiles } from '#infra/handlers.ts';
import { alone } from '#infra/lock.ts';
import { Stamps, type Step } from '#infra/stamp.ts';
import { makeTemplate } from './demo.ts';

/** The demo firm that every test file starts from a copy of: lived again only when the code it went through changed. */
const demo: Step = {
	name: 'demo',
	sources: [
		...handlerFiles().map(({ name }) => `.build/handlers/${name}/index.mjs`),
		'.build/policies.json',
		'infra/local',
		'test/support',
	],
	outputs: ['.build/demo/world.json'],
	run: makeTemplate,
};

const root = fileURLToPath(new URL('../..', import.meta.url));
await alone(`${root}.build/demo.lock`, async () => {
	const stamps = new Stamps(root);
	if (!stamps.fresh(demo)) await stamps.run(demo);
});
