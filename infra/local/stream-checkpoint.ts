import { openDurable } from './durable.ts';

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS checkpoint (only INTEGER PRIMARY KEY CHECK (only = 1), stream TEXT NOT NULL, position TEXT)`;

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

	close(): void {
		this.#file.close();
	}
}
