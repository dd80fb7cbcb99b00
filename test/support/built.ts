import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Builds handlers, web and policies once before the tests; the build itself skips what has not changed. `BUILD=skip` takes what is there. */
export default async function build(): Promise<void> {
	const script = new URL('../../infra/build.ts', import.meta.url).pathname;
	if (process.env.BUILD === 'skip' || !existsSync(script)) return;
	await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 });
}
