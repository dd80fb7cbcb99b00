import { DatabaseSync } from 'node:sqlite';
import { tableSchema } from '#services/table.schema.ts';

/**
 * What dynoxide 1.2.1 leaves undone, done on its own SQLite file beside it. This is its private schema: nothing else may
 * know it, and test/infra/table-file.test.ts says when another version has changed it.
 */
export interface TableFile {
	/** Removes stream records below a sequence number, a batch at most, never the newest: numbers would start again. */
	trimStream(below: string): number;
	/** Sequence number of the newest stream record; undefined before the first. */
	newest(): string | undefined;
	/** Keys of rows whose expiry has passed, at most 100. */
	expired(now: Date): { pk: string; sk: string }[];
	close(): void;
}

const BATCH = 200;
const SEQUENCE = 'CAST(sequence_number AS INTEGER)';

export function openTableFile(path: string, table: string): TableFile {
	const expiry = `CAST(json_extract(item_json, '$.${tableSchema.expiry}.N') AS INTEGER)`;
	const rows = `"${table}"`;
	const file = new DatabaseSync(path);
	// Losing a trim to a power cut costs nothing, so its commits do not wait for the disk.
	file.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL');
	// Without this index every write looks its sequence number up by reading the whole stream.
	file.exec(`CREATE INDEX IF NOT EXISTS fc_stream ON _stream_records (table_name, ${SEQUENCE})`);
	file.exec(`CREATE INDEX IF NOT EXISTS fc_expiry ON ${rows} (${expiry}) WHERE ${expiry} IS NOT NULL`);

	const newest = file.prepare(`SELECT MAX(${SEQUENCE}) AS top FROM _stream_records WHERE table_name = ?`);
	const trim = file.prepare(
		`DELETE FROM _stream_records WHERE id IN (SELECT id FROM _stream_records
		 WHERE table_name = ? AND ${SEQUENCE} < ? ORDER BY ${SEQUENCE} LIMIT ${BATCH})`,
	);
	const expired = file.prepare(
		`SELECT json_extract(item_json, '$.pk.S') AS pk, json_extract(item_json, '$.sk.S') AS sk
		 FROM ${rows} WHERE ${expiry} IS NOT NULL AND ${expiry} < ? LIMIT 100`,
	);
	const top = () => (newest.get(table) as { top: number | null }).top ?? undefined;
	return {
		newest: () => top()?.toString(),
		trimStream: (below) => Number(trim.run(table, Math.min(Number(below), top() ?? 0)).changes),
		expired: (now) => expired.all(Math.floor(now.getTime() / 1000)) as { pk: string; sk: string }[],
		close: () => file.close(),
	};
}
