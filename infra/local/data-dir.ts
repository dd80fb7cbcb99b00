import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One running system owns one directory; this is its claim. */
export interface DataDir {
	path: string;
	file(name: string): string;
	/** Writes down a child process, so that the next start ends it should this one be killed. */
	note(child: number): void;
	release(): void;
}

/** A process by its number and the moment it started: numbers come back. */
interface Mark {
	pid: number;
	started: string;
}
interface Lock {
	owner: Mark;
	children: Mark[];
}

/** Claims the directory, ending what a killed owner left running. Throws in plain words when its owner is alive. */
export function claimDataDir(directory: string): DataDir {
	const path = resolve(directory);
	const file = join(path, 'lock');
	mkdirSync(path, { recursive: true });
	const lock: Lock = { owner: markOf(process.pid)!, children: [] };
	for (let attempt = 0; !create(file, lock); attempt++) {
		const other = read(file);
		if (attempt > 2 || (other && isAlive(other.owner)))
			throw new Error(
				`${path} is in use by a running FocusCoachee (process ${other?.owner.pid ?? 'unknown'}). Stop that one, or set DATA_DIR to another directory.`,
			);
		for (const child of other?.children ?? []) end(child);
		rmSync(file, { force: true });
	}
	return {
		path,
		file: (name) => join(path, name),
		note(child) {
			const mark = markOf(child);
			if (mark) lock.children = [...lock.children.filter(isAlive), mark];
			writeFileSync(file, JSON.stringify(lock));
		},
		release: () => rmSync(file, { force: true }),
	};
}

function create(file: string, lock: Lock): boolean {
	try {
		const handle = openSync(file, 'wx');
		writeSync(handle, JSON.stringify(lock));
		closeSync(handle);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** Undefined when it was torn by a kill: then nobody holds it. */
function read(file: string): Lock | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Lock;
	} catch {
		return undefined;
	}
}

function markOf(pid: number): Mark | undefined {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
	}
	return { pid, started: startOf(pid) };
}

/** Linux tells it in clock ticks since boot, after the last `)`; elsewhere `ps` does. */
function startOf(pid: number): string {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
		return fields[0] === 'Z' ? 'gone' : fields[19]!;
	} catch {
		return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
	}
}

const isAlive = ({ pid, started }: Mark): boolean => markOf(pid)?.started === started;

function end(mark: Mark): void {
	const deadline = Date.now() + 3000;
	while (isAlive(mark)) {
		process.kill(mark.pid, Date.now() > deadline - 2000 ? 'SIGKILL' : 'SIGTERM');
		if (Date.now() > deadline) throw new Error(`Process ${mark.pid} of an earlier run cannot be ended; please end it`);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
	}
}
