import { atomically, openDurable, type Row } from './durable.ts';
import type { ScheduleInput, Target } from './schedule-request.ts';

/** A schedule as it is kept. Times in milliseconds; `fires` is null once it has fired or while it is disabled. */
export type Schedule = {
	id: number;
	input: ScheduleInput;
	arn: string;
	created: number;
	modified: number;
	fires: number | null;
};

/** A wake-up under way: the schedule has fired and its target is not yet reached. */
export type Delivery = {
	id: number;
	scheduleId: number;
	arn: string;
	target: Target;
	/** The moment the schedule named, the moment of the next attempt, and that of the first. */
	scheduled: number;
	next: number;
	first: number | null;
	attempts: number;
};

export type ListQuery = {
	after: [group: string, name: string];
	limit: number;
	group?: string | undefined;
	prefix?: string | undefined;
	state?: string | undefined;
};

export type ScheduleStore = ReturnType<typeof openScheduleStore>;

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS schedule (
		id INTEGER PRIMARY KEY AUTOINCREMENT, grp TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL, arn TEXT NOT NULL,
		created INTEGER NOT NULL, modified INTEGER NOT NULL, fires INTEGER, UNIQUE (grp, name));
	CREATE INDEX IF NOT EXISTS schedule_fires ON schedule (fires) WHERE fires IS NOT NULL;
	CREATE TABLE IF NOT EXISTS delivery (
		id INTEGER PRIMARY KEY AUTOINCREMENT, schedule INTEGER NOT NULL, arn TEXT NOT NULL, target TEXT NOT NULL,
		scheduled INTEGER NOT NULL, next INTEGER NOT NULL, first INTEGER, attempts INTEGER NOT NULL DEFAULT 0);
	CREATE INDEX IF NOT EXISTS delivery_next ON delivery (next);
	CREATE TABLE IF NOT EXISTS token (token TEXT PRIMARY KEY, request TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
	CREATE INDEX IF NOT EXISTS token_at ON token (at)`;

export function openScheduleStore(path: string) {
	const database = openDurable(path, SCHEMA);
	const all = (sql: string, ...values: (string | number | null)[]) => database.prepare(sql).all(...values) as Row[];
	const run = (sql: string, ...values: (string | number | null)[]) => database.prepare(sql).run(...values);

	return {
		atomically: <T>(work: () => T) => atomically(database, work),
		close: () => database.close(),

		find: (group: string, name: string) =>
			all('SELECT * FROM schedule WHERE grp = ? AND name = ?', group, name).map(schedule)[0],

		/** Schedules after a group and name, in that order. */
		list: ({ after, limit, group, prefix, state }: ListQuery) =>
			all(
				`SELECT * FROM schedule WHERE (grp, name) > (?1, ?2) AND (?3 IS NULL OR grp = ?3)
				 AND substr(name, 1, length(?4)) = ?4 AND (?5 IS NULL OR input ->> 'State' = ?5) ORDER BY grp, name LIMIT ?6`,
				...after,
				group ?? null,
				prefix ?? '',
				state ?? null,
				limit,
			).map(schedule),

		create: (input: ScheduleInput, arn: string, now: number, fires: number | null) =>
			run(
				'INSERT INTO schedule (grp, name, input, arn, created, modified, fires) VALUES (?, ?, ?, ?, ?, ?, ?)',
				input.GroupName,
				input.Name,
				JSON.stringify(input),
				arn,
				now,
				now,
				fires,
			),
		replace: (id: number, input: ScheduleInput, now: number, fires: number | null) =>
			run('UPDATE schedule SET input = ?, modified = ?, fires = ? WHERE id = ?', JSON.stringify(input), now, fires, id),
		remove: (id: number) => run('DELETE FROM schedule WHERE id = ?', id),

		answered: (token: string) =>
			all('SELECT request, answer FROM token WHERE token = ?', token)[0] as
				{ request: string; answer: string } | undefined,
		remember: (token: string, request: string, answer: string, now: number, forgetBefore: number) => {
			run('INSERT INTO token (token, request, answer, at) VALUES (?, ?, ?, ?)', token, request, answer, now);
			run('DELETE FROM token WHERE at < ?', forgetBefore);
		},

		due: (now: number) => all('SELECT * FROM schedule WHERE fires <= ? ORDER BY fires', now).map(schedule),
		waiting: () => all('SELECT * FROM schedule WHERE fires IS NOT NULL ORDER BY fires').map(schedule),
		spend: (id: number) => run('UPDATE schedule SET fires = NULL WHERE id = ?', id),
		deliver: ({ id, arn, input }: Schedule, scheduled: number, next: number) =>
			run(
				'INSERT INTO delivery (schedule, arn, target, scheduled, next) VALUES (?, ?, ?, ?, ?)',
				id,
				arn,
				JSON.stringify(input.Target),
				scheduled,
				next,
			),

		dueDeliveries: (now: number, limit: number) =>
			all('SELECT * FROM delivery WHERE next <= ? ORDER BY next, id LIMIT ?', now, limit).map(delivery),
		deliveries: () => all('SELECT * FROM delivery ORDER BY next, id').map(delivery),
		retry: ({ id }: Delivery, attempts: number, first: number, next: number) =>
			run('UPDATE delivery SET attempts = ?, first = ?, next = ? WHERE id = ?', attempts, first, next, id),
		/** The wake-up has come to its end; a one-off that asked for it goes with it, unless it was armed anew meanwhile. */
		finish: ({ id, scheduleId }: Delivery) => {
			run('DELETE FROM delivery WHERE id = ?', id);
			run(
				`DELETE FROM schedule WHERE id = ? AND fires IS NULL AND input ->> 'ActionAfterCompletion' = 'DELETE' AND input ->> 'State' = 'ENABLED'`,
				scheduleId,
			);
		},

		/** The next moment anything is to be done, later than `now`. */
		nextAfter: (now: number) =>
			all(
				`SELECT min(moment) AS moment FROM (SELECT min(fires) AS moment FROM schedule WHERE fires > ?1
				 UNION ALL SELECT min(next) FROM delivery WHERE next > ?1)`,
				now,
			).map(({ moment }) => (moment === null ? undefined : Number(moment)))[0],
	};
}

const schedule = (row: Row): Schedule => ({
	id: Number(row.id),
	input: JSON.parse(String(row.input)) as ScheduleInput,
	arn: String(row.arn),
	created: Number(row.created),
	modified: Number(row.modified),
	fires: row.fires === null ? null : Number(row.fires),
});

const delivery = (row: Row): Delivery => ({
	id: Number(row.id),
	scheduleId: Number(row.schedule),
	arn: String(row.arn),
	target: JSON.parse(String(row.target)) as Target,
	scheduled: Number(row.scheduled),
	next: Number(row.next),
	first: row.first === null ? null : Number(row.first),
	attempts: Number(row.attempts),
});
