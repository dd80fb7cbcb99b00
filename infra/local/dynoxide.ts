import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';

/** A DynamoDB-compatible server; only the table proxy and the start of the system speak to it directly. */
export interface TableServer {
	endpoint: string;
	/** The SQLite file behind it; undefined in memory, or when it is somebody else's server. */
	path: string | undefined;
	stop(): Promise<void>;
}

export interface TableServerOptions {
	/** Without it, the table lives in memory and is gone with the process. */
	path?: string;
	/** Called with the process's number each time one is started. */
	onStart?: (pid: number) => void;
	environment?: NodeJS.ProcessEnv;
}

const INSTALL = `No table server is found. Do one of these:
  npm install                          on Linux x64 it brings @dynoxide/linux-x64 along (not with --omit=optional)
  cargo install dynoxide-rs            or any other way that puts dynoxide on the PATH
  DYNAMODB_ENDPOINT=http://…           names a DynamoDB-compatible server that already runs`;

/** The program to run: the platform's package, else `dynoxide` on the path. Throws with what to install. */
export function findTableServer(environment: NodeJS.ProcessEnv = process.env): string {
	const require = createRequire(import.meta.url);
	const candidates = (environment.PATH ?? '').split(delimiter).map((directory) => join(directory, 'dynoxide'));
	try {
		const manifest = require.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
		candidates.unshift(join(dirname(manifest), 'dynoxide'));
	} catch {
		// Not every platform has a package.
	}
	const program = candidates.find(isProgram);
	if (!program) throw new Error(INSTALL);
	return program;
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Starts it and waits until it answers. Should it die, another takes its place on the same port. */
export async function startTableServer(options: TableServerOptions = {}): Promise<TableServer> {
	const environment = options.environment ?? process.env;
	if (options.path && environment.DYNAMODB_ENDPOINT)
		return { endpoint: environment.DYNAMODB_ENDPOINT, path: undefined, stop: async () => {} };
	const program = findTableServer(environment);
	const port = await freePort();
	const endpoint = `http://127.0.0.1:${port}`;
	let child: ChildProcess;
	let stopping = false;

	const run = () => {
		const file = options.path ? ['--db-path', options.path] : [];
		child = spawn(program, ['serve', '--port', String(port), ...file], { stdio: 'ignore', detached: true });
		if (child.pid) options.onStart?.(child.pid);
		child.once('error', (error) => console.error(`The table server does not start: ${error.message}`));
		child.once('exit', () => !stopping && setTimeout(() => !stopping && run(), 100));
	};
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	run();
	await answering(endpoint);
	return {
		endpoint,
		path: options.path,
		async stop() {
			stopping = true;
			process.off('exit', kill);
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			const late = setTimeout(() => child.kill('SIGKILL'), 1000);
			await gone;
			clearTimeout(late);
		},
	};
}

async function answering(endpoint: string): Promise<void> {
	for (let deadline = Date.now() + 10_000; ;) {
		try {
			await (await fetch(endpoint)).arrayBuffer();
			return;
		} catch (cause) {
			if (Date.now() > deadline) throw new Error('The table server does not answer within 10 s', { cause });
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => resolve(port));
		});
	});
}
