import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { LocalClock } from './clock.ts';
import type { DataDir } from './data-dir.ts';
import { startTableServer } from './dynoxide.ts';
import { createTable } from './table-create.ts';
import { startExpiry } from './table-expiry.ts';
import { openTableFile } from './table-file.ts';
import { type IndexLag, startIndexLag } from './table-index-lag.ts';
import { type Upstream, upstreamOf } from './table-upstream.ts';

export const TABLE = 'focuscoachee';

export interface OpenTable {
	endpoint: string;
	upstream: Upstream;
	lag: IndexLag | undefined;
	/** Lets go of stream records before this one. */
	trim(position: string): void;
	rows(): Promise<Record<string, unknown>[]>;
	stop(): Promise<void>;
}

/** The table of a data directory, created or brought up to its schema, with what the server itself leaves undone. */
export async function openTable(options: { data: DataDir; clock: LocalClock; indexLagMs: number }): Promise<OpenTable> {
	const { data, clock, indexLagMs } = options;
	await using cleanup = new AsyncDisposableStack();
	const onStart = (pid: number) => data.note(pid);
	const server = cleanup.adopt(await startTableServer({ path: data.file('table.db'), onStart }), (it) => it.stop());

	const client = cleanup.adopt(clientOf(server.endpoint), (it) => it.destroy());
	await createTable(client, TABLE);
	const file = server.path ? cleanup.adopt(openTableFile(server.path, TABLE), (it) => it.close()) : undefined;

	const upstream = cleanup.adopt(upstreamOf(server.endpoint), (it) => it.close());
	const lag = indexLagMs
		? cleanup.adopt(await startIndexLag({ ms: indexLagMs, table: TABLE, source: upstream, clientOf, onStart }), (it) =>
				it.stop(),
			)
		: undefined;
	if (file) cleanup.adopt(startExpiry({ clock, file, table: TABLE, upstream, lag }), (it) => it.stop());

	const running = cleanup.move();
	return {
		endpoint: server.endpoint,
		upstream,
		lag,
		trim: (position) => void file?.trimStream(position),
		rows: () => rowsOf(client),
		stop: () => running.disposeAsync(),
	};
}

/** The server checks no signature, but wants one. */
const clientOf = (endpoint: string) =>
	new DynamoDBClient({
		endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
	});

/** By pages, because a whole scan holds the server's one lock. */
async function rowsOf(client: DynamoDBClient): Promise<Record<string, unknown>[]> {
	const rows: Record<string, unknown>[] = [];
	const pages = paginateScan({ client: DynamoDBDocumentClient.from(client), pageSize: 200 }, { TableName: TABLE });
	for await (const { Items = [] } of pages) rows.push(...Items);
	return rows;
}
