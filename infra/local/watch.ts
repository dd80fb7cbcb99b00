import { type ChildProcess, spawn } from 'node:child_process';
import { watch as observe } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['infra', 'services', 'shared', 'web/src', 'web/static', 'test/support'];
/** An editor writes several files at once; a branch switch hundreds. */
const REST_MS = 200;

/** Runs the system in a process of its own and starts it again whenever a source changes. Returns when it is ended. */
export function watch(): Promise<void> {
	const ended = Promise.withResolvers<void>();
	let child: ChildProcess | undefined;
	let timer: NodeJS.Timeout | undefined;
	let again = false;
	let over = false;

	function start(): void {
		const args = [fileURLToPath(new URL('./start.ts', import.meta.url))];
		again = false;
		child = spawn(process.execPath, args, { stdio: 'inherit' });
		child.once('exit', (code) => {
			child = undefined;
			if (over) return ended.resolve();
			if (again) start();
			else if (code) console.log('Waiting for a change …');
		});
	}

	function restart(): void {
		if (over) return;
		if (!child) return start();
		again = true;
		child.kill('SIGTERM');
	}

	const observers = SOURCES.map((folder) =>
		observe(root + folder, { recursive: true }, () => {
			clearTimeout(timer);
			timer = setTimeout(restart, REST_MS);
		}),
	);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (over) return;
			over = true;
			clearTimeout(timer);
			for (const observer of observers) observer.close();
			if (child) child.kill('SIGTERM');
			else ended.resolve();
		});
	}
	start();
	return ended.promise;
}
