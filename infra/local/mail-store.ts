import { atomically, openDurable, type Row } from './durable.ts';
import type { Mail } from './mail.ts';
import type { Answer, MailEvent, Place } from './mail-events.ts';

/** An address the account does not send to. `updated` in milliseconds. */
export type Suppressed = { address: string; reason: string; updated: number };

export type SuppressedQuery = { after: string; limit: number; reasons: string[]; from: number; until: number };

/** A letter on its way to one address. Times are real ones, in milliseconds. */
export type Consignment = {
	id: number;
	mail: Mail;
	address: string;
	/** Who answers for it: where it comes from. */
	sender: string;
	message: Buffer;
	place: Place;
	since: number;
	tries: number;
};

/** A letter that is to leave this machine, and for whom. */
export type Outgoing = Pick<Consignment, 'sender' | 'message' | 'place' | 'since'> & { addresses: string[] };

export type MailStore = ReturnType<typeof openMailStore>;

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS mail (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, recipients INTEGER NOT NULL, mail TEXT NOT NULL);
	CREATE INDEX IF NOT EXISTS mail_at ON mail (at);
	CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, event TEXT NOT NULL);
	CREATE TABLE IF NOT EXISTS relay (id INTEGER PRIMARY KEY, mail INTEGER NOT NULL, address TEXT NOT NULL, sender TEXT NOT NULL,
		message BLOB NOT NULL, place TEXT NOT NULL, since INTEGER NOT NULL, tries INTEGER NOT NULL, next INTEGER NOT NULL);
	CREATE INDEX IF NOT EXISTS relay_next ON relay (next);
	CREATE TABLE IF NOT EXISTS suppressed (address TEXT PRIMARY KEY COLLATE NOCASE, reason TEXT NOT NULL, updated INTEGER NOT NULL)`;

/** Letters taken, what is still to be told of them, and the addresses nothing is sent to. */
export function openMailStore(path: string) {
	const database = openDurable(path, SCHEMA);
	const all = (sql: string, ...values: Value[]) => database.prepare(sql).all(...values) as Row[];
	const run = (sql: string, ...values: Value[]) => database.prepare(sql).run(...values);

	const tell = (events: MailEvent[]) => {
		for (const event of events) run('INSERT INTO event (event) VALUES (?)', JSON.stringify(event));
	};

	return {
		close: () => database.close(),

		/** A letter, what is to be told of it, and its way out: all or nothing. */
		take: (mail: Mail, events: MailEvent[], outgoing?: Outgoing) =>
			atomically(database, () => {
				const at = Date.parse(mail.at);
				const { lastInsertRowid } = run(
					'INSERT INTO mail (at, recipients, mail) VALUES (?, ?, ?)',
					at,
					mail.recipients.length,
					JSON.stringify(mail),
				);
				tell(events);
				if (!outgoing) return;
				const { addresses, sender, message, place, since } = outgoing;
				for (const address of addresses)
					run(
						'INSERT INTO relay (mail, address, sender, message, place, since, tries, next) VALUES (?, ?, ?, ?, ?, ?, 0, ?)',
						Number(lastInsertRowid),
						address,
						sender,
						message,
						JSON.stringify(place),
						since,
						since,
					);
			}),
		/** Every letter, the newest last. */
		mails: () => all('SELECT mail FROM mail ORDER BY id').map(({ mail }) => JSON.parse(String(mail)) as Mail),
		/** To how many recipients letters went since a moment. */
		sentSince: (moment: number) =>
			Number(all('SELECT coalesce(sum(recipients), 0) AS sent FROM mail WHERE at > ?', moment)[0]?.sent ?? 0),

		/** Letters that want to leave by then, the longest waiting first. */
		waiting: (moment: number, limit: number) =>
			all(
				`SELECT relay.*, mail.mail AS letter FROM relay JOIN mail ON mail.id = relay.mail
				 WHERE relay.next <= ? ORDER BY relay.next, relay.id LIMIT ?`,
				moment,
				limit,
			).map(consignment),
		/** When the next one after that wants to. */
		nextWaiting: (moment: number) => {
			const next = all('SELECT min(next) AS next FROM relay WHERE next > ?', moment)[0]?.next;
			return typeof next === 'number' ? next : undefined;
		},
		postpone: (id: number, next: number) => run('UPDATE relay SET tries = tries + 1, next = ? WHERE id = ?', next, id),
		/** It has left, or never will: what became of it, and what is to be told. */
		answered: ({ id, address }: Consignment, { outcome, says }: Answer, events: MailEvent[]) =>
			atomically(database, () => {
				const [row] = all(
					'SELECT mail.id, mail.mail FROM relay JOIN mail ON mail.id = relay.mail WHERE relay.id = ?',
					id,
				);
				if (!row) return;
				const mail = JSON.parse(String(row.mail)) as Mail;
				const recipients = mail.recipients.map((one) => (one.address === address ? { address, outcome, says } : one));
				run('UPDATE mail SET mail = ? WHERE id = ?', JSON.stringify({ ...mail, recipients }), Number(row.id));
				run('DELETE FROM relay WHERE id = ?', id);
				tell(events);
			}),

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

type Value = string | number | Uint8Array;

const consignment = ({ id, letter, address, sender, message, place, since, tries }: Row): Consignment => ({
	id: Number(id),
	mail: JSON.parse(String(letter)) as Mail,
	address: String(address),
	sender: String(sender),
	message: Buffer.from(message as Uint8Array),
	place: JSON.parse(String(place)) as Place,
	since: Number(since),
	tries: Number(tries),
});

const suppressed = ({ address, reason, updated }: Row): Suppressed => ({
	address: String(address),
	reason: String(reason),
	updated: Number(updated),
});
