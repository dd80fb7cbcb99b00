import { createHash } from 'node:crypto';
import type { Place } from './row.entity.ts';
import type { Data, Unit } from './unit.ts';

/** What the layout needs to know of a field of better-auth's schema. */
export interface Field {
	type: unknown;
	unique?: boolean | undefined;
	index?: boolean | undefined;
	references?: { model: string } | undefined;
	fieldName?: string | undefined;
}

/**
 * How the records of one model lie in the table, so that every read is by key.
 * A record lies at its *home* field; every other field one may ask by has a *marker* that points there: one per value
 * where values are unique (which is what makes them so), else one per record in a family per value.
 */
export interface Layout {
	model: string;
	home: string;
	unique: string[];
	shared: string[];
	/** The date after which a record counts as gone. */
	expiry?: string | undefined;
}

/** Records that are asked for on every request, or at once after they were written, lie where they are asked for. */
const HOMES: Record<string, string> = { session: 'token', verification: 'identifier' };

export function layoutOf(model: string, modelKey: string, fields: Record<string, Field>): Layout {
	const named = Object.entries(fields).map(([key, field]) => ({ ...field, name: field.fieldName ?? key, key }));
	const unique = ['id', ...named.filter((field) => field.unique && field.key !== 'id').map(({ name }) => name)];
	const shared = named.filter((field) => !field.unique && (field.index || field.references)).map(({ name }) => name);
	const expiry = modelKey in HOMES ? named.find(({ key }) => key === 'expiresAt')?.name : undefined;
	const home = named.find(({ key }) => key === HOMES[modelKey])?.name ?? 'id';
	return { model, home, unique, shared, expiry };
}

/** The place of the only record with this value of a unique field, or of the marker that points to it. */
export const placeOf = ({ model }: Layout, field: string, value: unknown): Place => ({
	family: familyOf(model, field, value),
	place: 'only',
});

/** The family of all records with this value. Values are hashed: an address or a token never stands in a key. */
export const familyOf = (model: string, field: string, value: unknown): string =>
	field === 'id' && typeof value === 'string' && /^[\w-]+$/.test(value)
		? `${model}_id_${value}`
		: `${model}_${field}_${createHash('sha256')
				.update(`${typeof value}:${String(value)}`)
				.digest('base64url')
				.slice(0, 32)}`;

const homeOf = (layout: Layout, record: Data): Place =>
	layout.unique.includes(layout.home)
		? placeOf(layout, layout.home, record[layout.home])
		: { family: familyOf(layout.model, layout.home, record[layout.home]), place: String(record.id) };

/** All rows of a record: itself and its markers. */
function rowsOf(layout: Layout, record: Data): { at: Place; data: Data }[] {
	const home = homeOf(layout, record);
	const asked = (field: string) => field !== layout.home && record[field] !== undefined && record[field] !== null;
	return [
		{ at: home, data: record },
		...layout.unique.filter(asked).map((field) => ({ at: placeOf(layout, field, record[field]), data: { ...home } })),
		...layout.shared.filter(asked).map((field) => ({
			at: { family: familyOf(layout.model, field, record[field]), place: String(record.id) },
			data: { ...home },
		})),
	];
}

const keyOf = ({ family, place }: Place): string => `${family}|${place}`;

/** Epoch seconds after which the table may drop the record and its markers. */
const expiryOf = ({ expiry }: Layout, record: Data): number | undefined =>
	expiry && record[expiry] ? Math.floor(Date.parse(String(record[expiry])) / 1000) : undefined;

/** Holds a new record, or the new state of one that was read, with all its markers. */
export function hold(unit: Unit, layout: Layout, after: Data, before?: Data): void {
	const rows = rowsOf(layout, after);
	const old = new Map(before ? rowsOf(layout, before).map((row) => [keyOf(row.at), row.at]) : []);
	for (const { at, data } of rows) {
		if (old.delete(keyOf(at))) unit.put(at, data, expiryOf(layout, after));
		else unit.create(at, data, expiryOf(layout, after));
	}
	for (const at of old.values()) unit.remove(at);
}

/** Holds the removal of a record that was read, with all its markers. */
export function drop(unit: Unit, layout: Layout, record: Data): void {
	for (const { at } of rowsOf(layout, record)) unit.remove(at);
}
