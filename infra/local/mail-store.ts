import { atomically, openDurable, type Row } from './durable.ts';
import type { Mail } from './mail.ts';
import type { MailEvent } from './mail-events.ts';

/** An address the account does not send to. `updated` in milliseconds. */
export type Suppressed = { address: string; reason: string; updated: number };

export type SuppressedQuery = { after: string; limit: number; reasons: string[]; from: number; until: number };

export type MailStore = ReturnType<typeof openMailStore>;

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS mail (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, recipients INTEGER NOT NULL, mail TEXT NOT NULL);
	CREATE INDEX IF NOT EXISTS mail_at ON mail (at);
	CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, event TEXT NOT NULL);
	CREATE TABLE IF NOT EXISTS suppressed (address TEXT PRIMARY KEY COLLATE NOCASE, reason TEXT NOT NULL, updated INTEGER NOT NULL)`;

/** Letters taken, what is still to be told of them, and the addresses nothing is sent to. */
export function openMailStore(path: string) {
	const database = openDurable(path, SCHEMA);
	const all = (sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values) as Row[];
	const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);

	return {
		close: () => database.close(),

		/** A letter and what is to be told of it, both or neither. */
		take: (mail: Mail, events: MailEvent[]) =>
			atomically(database, () => {
				const at = Date.parse(mail.at);
				run(
					'INSERT INTO mail (at, recipients, mail) VALUES (?, ?, ?)',
					at,
					mail.recipients.length,
					JSON.stringify(mail),
				);
				for (const event of events) run('INSERT INTO event (event) VALUES (?)', JSON.stringify(event));
			}),
		/** Every letter, the newest last. */
		mails: () => all('SELECT mail FROM mail ORDER BY id').map(({ mail }) => JSON.parse(String(mail)) as Mail),
		/** To how many recipients letters went since a moment. */
		sentSince: (moment: number) =>
			Number(all('SELECT coalesce(sum(recipients), 0) AS sent FROM mail WHERE at > ?', moment)[0]?.sent ?? 0),

		untold: () =>
			all('SELECT id, event FROM event ORDER BY id').map(({ id, event }) => ({
				id: Number(id),
				event: JSON.parse(String(event)) as MailEvent,
			})),
		told: (id: number) => run('DELETE FROM event WHERE id = ?', id),

		suppress: ({ address, reason, updated }: Suppressed) =>
			run('INSERT OR REPLACE INTO suppressed (address, reason, updated) VALUES (?, ?, ?)', address, reason, updated),
		suppressed: (address: string) => all('SELECT * FROM suppressed WHERE address = ?', address).map(suppressed)[0],
		release: (address: string) => run('DELETE FROM suppressed WHERE address = ?', address),
		listSuppressed: ({ after, limit, reasons, from, until }: SuppressedQuery) =>
			all(
				`SELECT * FROM suppressed WHERE address > ? AND reason IN (SELECT value FROM json_each(?))
				 AND updated BETWEEN ? AND ? ORDER BY address LIMIT ?`,
				after,
				JSON.stringify(reasons),
				from,
				until,
				limit,
			).map(suppressed),
	};
}

const suppressed = ({ address, reason, updated }: Row): Suppressed => ({
	address: String(address),
	reason: String(reason),
	updated: Number(updated),
});
