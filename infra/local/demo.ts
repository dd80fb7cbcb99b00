import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimDataDir } from './data-dir.ts';
import type { System } from './system.ts';

/** Somebody of the demo firm. */
export interface DemoPerson {
	name: string;
	mail: string;
	role: string;
}

/** Stands while the demo firm is being written: a directory that has it was left half full by a kill. */
const UNFINISHED = 'demo-unfinished';
const PEOPLE = 'demo.json';
const DAY_MS = 86_400_000;

/** Whether there is nothing in a data directory that anybody could miss. */
export const isEmpty = (dataDir: string): boolean =>
	!existsSync(join(dataDir, 'table.db')) || existsSync(join(dataDir, UNFINISHED));

/** The people of the demo firm in a data directory; none when it holds something else. */
export function demoOf(dataDir: string): DemoPerson[] {
	const file = join(dataDir, PEOPLE);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoPerson[]) : [];
}

/**
 * Starts a system in an empty directory and lets the demo firm live its past in it, through the product's own doors and
 * on a clock that begins back then. It stands at the real time when this returns.
 */
export async function fillWithDemo(dataDir: string, start: (startAt: Date) => Promise<System>): Promise<System> {
	console.log('Filling the table with a demo firm …');
	const [{ seed }, { PAST_DAYS }] = await Promise.all([
		import('#test/support/seed.ts'),
		import('#test/support/world.ts'),
	]);
	empty(dataDir);
	writeFileSync(join(dataDir, UNFINISHED), '');
	const now = new Date();
	const system = await start(new Date(now.getTime() - PAST_DAYS * DAY_MS));
	try {
		const { people } = await seed(system, now);
		catchUp(system);
		await system.settled();
		writeFileSync(join(dataDir, `${PEOPLE}.tmp`), JSON.stringify(people));
		renameSync(join(dataDir, `${PEOPLE}.tmp`), join(dataDir, PEOPLE));
		rmSync(join(dataDir, UNFINISHED));
		return system;
	} catch (error) {
		await system.stop();
		throw error;
	}
}

/** Takes away what a killed start left; refuses while another system lives there. */
function empty(dataDir: string): void {
	const claim = claimDataDir(dataDir);
	for (const name of ['table', 'lambda', 'mail', 'queues', 'scheduler', 'stream']) {
		for (const end of ['', '-wal', '-shm']) rmSync(claim.file(`${name}.db${end}`), { force: true });
	}
	rmSync(claim.file('clock.json'), { force: true });
	claim.release();
}

/** Living the past took real time, by which the local clock is behind. */
function catchUp({ clock }: System): void {
	const now = new Date();
	if (clock.now() < now) clock.to(now);
}
