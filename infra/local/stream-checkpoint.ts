import { openDurable } from './durable.ts';
import type { EventRecord } from './stream-event.ts';

/** Records that the function could not take after all tries. */
export interface DeadBatch {
	records: EventRecord[];
	error: string;
}

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS checkpoint (only INTEGER PRIMARY KEY CHECK (only = 1), stream TEXT NOT NULL, position TEXT);
	CREATE TABLE IF NOT EXISTS dead_letter (id INTEGER PRIMARY KEY AUTOINCREMENT, records TEXT NOT NULL, error TEXT NOT NULL)`;

/** How far a stream has been dealt with, on disk: a kill repeats what was under way and skips nothing. */
export class StreamCheckpoint {
	readonly #file;
	readonly #move;
	last: string | undefined;

	constructor(path: string) {
		this.#file = openDurable(path, SCHEMA);
		this.#move = this.#file.prepare('UPDATE checkpoint SET position = ?');
	}

	/** Where to go on in this stream; undefined at its beginning. Another stream begins anew. */
	position(stream: string): string | undefined {
		const row = this.#file.prepare('SELECT position FROM checkpoint WHERE stream = ?').get(stream);
		if (!row) this.#file.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, NULL)').run(stream);
		this.last = (row?.position as string | null | undefined) ?? undefined;
		return this.last;
	}

	move(position: string): void {
		this.#move.run(position);
		this.last = position;
	}

	bury(records: EventRecord[], error: string): void {
		const bury = this.#file.prepare('INSERT INTO dead_letter (records, error) VALUES (?, ?)');
		bury.run(JSON.stringify(records), error);
	}

	deadLetters(): DeadBatch[] {
		return this.#file
			.prepare('SELECT records, error FROM dead_letter ORDER BY id')
			.all()
			.map(({ records, error }) => ({ records: JSON.parse(String(records)) as EventRecord[], error: String(error) }));
	}

	close(): void {
		this.#file.close();
	}
}
