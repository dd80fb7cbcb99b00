import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

/**
 * Runs `work` while no other process (or this one) holds the same file. SQLite's own lock, because the system lets go
 * of it when its holder is killed, whatever way.
 */
export async function alone(file: string, work: () => Promise<void>): Promise<void> {
	const lock = new DatabaseSync(file, { timeout: 0 });
	try {
		while (!taken(lock)) await setTimeout(50);
		await work();
	} finally {
		lock.close();
	}
}

function taken(lock: DatabaseSync): boolean {
	try {
		lock.exec('BEGIN EXCLUSIVE');
		return true;
	} catch (error) {
		const SQLITE_BUSY = 5;
		if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
		throw error;
	}
}
