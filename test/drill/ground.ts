import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTableServer, type TableServer } from '#infra/local/dynoxide.ts';
import { createTable } from '#infra/local/table-create.ts';
import { openTableFile } from '#infra/local/table-file.ts';

/** Files that live as long as the drill and need no disk: a kill takes them no more than it takes the page cache. */
export function freshDirectory(): string {
	for (const place of ['/dev/shm', tmpdir()]) {
		try {
			const directory = mkdtempSync(join(place, 'focuscoachee-drill-'));
			directories.add(directory);
			return directory;
		} catch {
			// Not every machine has memory for files.
		}
	}
	throw new Error('There is no place for temporary files');
}
const directories = new Set<string>();
process.once('exit', () => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export const removeDirectory = (directory: string): void => {
	rmSync(directory, { recursive: true, force: true });
	directories.delete(directory);
};

/** A real table server that several seeds stand on one after the other, each with a table of its own: what one leaves must not reach the next. */
export class Ground {
	/** Transactions its table server has seen. It grows slower with them, so after some thousands there is another one. */
	transactions = 0;
	readonly endpoint: string;
	readonly #directory: string;
	readonly #server: TableServer;
	readonly #client: DynamoDBClient;
	#prepared = false;

	private constructor(directory: string, server: TableServer) {
		this.#directory = directory;
		this.#server = server;
		this.endpoint = server.endpoint;
		const credentials = { accessKeyId: 'drill', secretAccessKey: 'drill' };
		this.#client = new DynamoDBClient({ endpoint: server.endpoint, region: 'eu-west-1', credentials });
	}

	static async lay(directory = freshDirectory(), onStart: (pid: number) => void = () => {}): Promise<Ground> {
		const path = join(directory, 'table.db');
		return new Ground(directory, await startTableServer({ path, environment: {}, onStart }));
	}

	async table(name: string): Promise<void> {
		await createTable(this.#client, name);
		if (this.#prepared) return;
		this.#prepared = true;
		openTableFile(join(this.#directory, 'table.db'), name).close();
	}

	async stop(): Promise<void> {
		this.#client.destroy();
		await this.#server.stop();
		removeDirectory(this.#directory);
	}
}
