import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { handlerFiles } from './handlers.ts';
import { alone } from './lock.ts';
import { Stamps, type Step } from './stamp.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = ['package.json', 'package-lock.json'];

/** Every handler in one file, with all it needs. */
const handlers: Step = {
	name: 'handlers',
	sources: ['shared', 'services', 'infra/bundle.ts', 'infra/handlers.ts', 'tsconfig.json', ...packages],
	outputs: handlerFiles().map(({ name }) => `.build/handlers/${name}/index.mjs`),
	run: async () => (await import('./bundle.ts')).bundle(),
};

/** The pages: what browsers load in `.build/web/client`, what the app loads in `.build/web/server`. */
const web: Step = {
	name: 'web',
	sources: ['shared', 'web', ...packages],
	outputs: ['.build/web/client', '.build/web/server/server.js'],
	run: () => node(['../node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], `${root}web`),
};

/** What each role may do, out of the synthesised template, for the local system. */
const policies: Step = {
	name: 'policies',
	sources: [...globSync('infra/*.ts', { cwd: root }).sort(), 'services/table.schema.ts', 'cdk.json', ...packages],
	outputs: ['.build/policies.json'],
	run: () => node(['infra/policies.ts'], root),
};

/** The pages beside the app, which loads them when the first is asked for. */
const pages: Step = {
	name: 'pages',
	sources: ['.build/web/server'],
	outputs: ['.build/handlers/app/web/server.js'],
	async run() {
		await rm(`${root}.build/handlers/app/web`, { recursive: true, force: true });
		await cp(`${root}.build/web/server`, `${root}.build/handlers/app/web`, { recursive: true });
	},
};

/**
 * Builds what changed since the last time, in `.build`. Safe to call from several processes: the second waits, and finds
 * the work done. With `synth`, only what CDK uploads.
 */
export async function build({ synth = false } = {}): Promise<void> {
	const stamps = new Stamps(root);
	const first = [handlers, ...(existsSync(`${root}web/vite.config.ts`) ? [web] : []), ...(synth ? [] : [policies])];
	const second = first.includes(web) ? [pages] : [];
	if ([...first, ...second].every((step) => stamps.fresh(step))) return;

	const started = performance.now();
	let built = false;
	mkdirSync(`${root}.build`, { recursive: true });
	await alone(`${root}.build/lock`, async () => {
		for (const steps of [first, second]) {
			const stale = steps.filter((step) => !stamps.fresh(step));
			built ||= stale.length > 0;
			await all(stale.map((step) => stamps.run(step)));
		}
	});
	if (built) console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Waits for all, also when one fails: none goes on behind the back of whoever holds the lock next. */
async function all(running: Promise<void>[]): Promise<void> {
	const failed = (await Promise.allSettled(running)).find((it) => it.status === 'rejected');
	if (failed) throw failed.reason;
}

/** Runs a script as a process of its own: beside ours, and with nothing left in our memory. It is heard when it fails. */
async function node(args: string[], cwd: string): Promise<void> {
	// A test runner's own settings would make a build of another kind.
	const { VITEST: _, NODE_ENV: __, ...env } = process.env;
	try {
		await promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: 16 * 1024 * 1024 });
	} catch (error) {
		const { stdout, stderr } = error as { stdout?: string; stderr?: string };
		throw new Error(`${args[0]} failed\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
	}
}

if (import.meta.main) {
	await build({ synth: process.argv.includes('--synth') }).catch((error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
}
