import { randomUUID } from 'node:crypto';
import { atomically, openDurable, type Row } from './durable.ts';

/** What a sender says beside the body; of type String, the only one that is used here. */
export type Attributes = Record<string, string>;

/** A message as it is kept. Times in milliseconds. */
export type Message = {
	id: string;
	queue: string;
	body: string;
	attributes: Attributes;
	sent: number;
	/** When it may be received, again or for the first time. */
	visible: number;
	receives: number;
	firstReceived: number | null;
	/** What its last receiver deletes it by. */
	receipt: string | null;
};

export type QueueStore = ReturnType<typeof openQueueStore>;

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS message (
		number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
		sent INTEGER NOT NULL, visible INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0, first_received INTEGER, receipt TEXT);
	CREATE INDEX IF NOT EXISTS message_visible ON message (queue, visible);
	CREATE INDEX IF NOT EXISTS message_receipt ON message (receipt)`;

export function openQueueStore(path: string) {
	const database = openDurable(path, SCHEMA);
	const all = (sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values) as Row[];
	const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);

	return {
		close: () => database.close(),
		add(queue: string, body: string, attributes: Attributes, now: number, visible = now): string {
			const id = randomUUID();
			run(
				'INSERT INTO message (id, queue, body, attributes, sent, visible) VALUES (?, ?, ?, ?, ?, ?)',
				id,
				queue,
				body,
				JSON.stringify(attributes),
				now,
				visible,
			);
			return id;
		},
		/** The oldest that may be received now; nobody else receives them until `hidden` has passed. */
		receive: (queue: string, most: number, now: number, hidden: number): Message[] =>
			atomically(database, () =>
				all(
					'SELECT number FROM message WHERE queue = ? AND visible <= ? ORDER BY number LIMIT ?',
					queue,
					now,
					most,
				).flatMap(({ number }) => {
					run(
						`UPDATE message SET visible = ?, receives = receives + 1, first_received = coalesce(first_received, ?),
						 receipt = ? WHERE number = ?`,
						now + hidden,
						now,
						randomUUID(),
						Number(number),
					);
					return all('SELECT * FROM message WHERE number = ?', Number(number)).map(message);
				}),
			),
		hide: (queue: string, receipt: string, visible: number) =>
			Number(run('UPDATE message SET visible = ? WHERE queue = ? AND receipt = ?', visible, queue, receipt).changes) >
			0,
		remove: (queue: string, receipt: string) =>
			Number(run('DELETE FROM message WHERE queue = ? AND receipt = ?', queue, receipt).changes) > 0,
		messages: (queue: string) => all('SELECT * FROM message WHERE queue = ? ORDER BY number', queue).map(message),
	};
}

const message = (row: Row): Message => ({
	id: String(row.id),
	queue: String(row.queue),
	body: String(row.body),
	attributes: JSON.parse(String(row.attributes)) as Attributes,
	sent: Number(row.sent),
	visible: Number(row.visible),
	receives: Number(row.receives),
	firstReceived: row.first_received === null ? null : Number(row.first_received),
	receipt: row.receipt === null ? null : String(row.receipt),
});
