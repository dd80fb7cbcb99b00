import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Builds what changed and lives the demo firm's past once, before the first test that needs a whole system. */
export default async function setup(): Promise<void> {
	if (process.env.BUILD === 'skip') return;
	for (const script of ['../../infra/build.ts', './template.ts']) {
		const path = fileURLToPath(new URL(script, import.meta.url));
		await promisify(execFile)(process.execPath, [path], { maxBuffer: 64 * 1024 * 1024 });
	}
}
