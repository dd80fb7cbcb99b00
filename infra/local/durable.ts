import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Row = Record<string, null | number | bigint | string | Uint8Array>;

/**
 * A SQLite file whose every committed write survives `kill -9` and power loss: a stand-in answers only after it.
 * `schema` is repeatable (`CREATE … IF NOT EXISTS`).
 */
export function openDurable(path: string, schema: string): DatabaseSync {
	mkdirSync(dirname(path), { recursive: true });
	const database = new DatabaseSync(path);
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
	database.exec(schema);
	return database;
}

/** All of `work` or nothing of it. */
export function atomically<T>(database: DatabaseSync, work: () => T): T {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		database.exec('ROLLBACK');
		throw error;
	}
}
