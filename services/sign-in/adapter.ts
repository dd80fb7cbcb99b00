import { type CleanedWhere, createAdapterFactory, type DBAdapterInstance } from 'better-auth/adapters';
import { drop, familyOf, type Field, hold, type Layout, layoutOf, placeOf } from './places.ts';
import type { Place } from './row.entity.ts';
import { type Data, settle, type Store, Unit } from './unit.ts';
import { matches, sorted } from './where.ts';

export interface AdapterOptions extends Store {
	/** Keeps a list of each model's records, so that they can be asked for without a key. Only test suites want that. */
	catalog?: boolean;
}

interface Asked {
	model: string;
	modelKey?: string | undefined;
	where?: CleanedWhere[] | undefined;
}
/** How one operation works: in a unit of its own that is committed at its end, or in the unit of a transaction. */
type Run = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

const CATALOG = 'catalog';

/** better-auth's database on the one table. Every read is by key; a question that has none is an error. */
export const tableAdapter = (store: AdapterOptions): DBAdapterInstance =>
	adapterRunning((work) => settle(store, work), store.catalog);

/** The same for somebody who may only read: what better-auth would write goes nowhere. */
export const readingAdapter = (store: Store): DBAdapterInstance => adapterRunning((work) => work(new Unit(store)));

/** The same within a unit that somebody else commits, so that records and rows of other nouns change together. */
export const tableAdapterIn = (unit: Unit, catalog?: boolean): DBAdapterInstance =>
	adapterRunning((work) => work(unit), catalog);

function adapterRunning(run: Run, catalog = false): DBAdapterInstance {
	return (options) =>
		createAdapterFactory({
			config: {
				adapterId: 'table',
				adapterName: 'FocusCoachee table',
				supportsDates: false,
				supportsNumericIds: false,
				transaction: (work) => run((unit) => work(tableAdapterIn(unit, catalog)(options))),
			},
			adapter: ({ schema, getFieldName }) => {
				const layout = ({ model, modelKey = model }: Asked): Layout => {
					const fields: Record<string, Field> = schema[modelKey]?.fields ?? {};
					const known = layoutOf(model, modelKey, fields);
					return catalog ? { ...known, shared: [...known.shared, CATALOG] } : known;
				};
				const find = (unit: Unit, asked: Asked) => read(unit, layout(asked), asked.where ?? []);
				const change = (asked: Asked, decide: (record: Data) => Data) =>
					run(async (unit) => {
						const [record] = await find(unit, asked);
						if (!record) return null;
						const after = decide(record);
						hold(unit, layout(asked), after, record);
						return after;
					});
				const takeOne = (asked: Asked) =>
					run(async (unit) => {
						const [record] = await find(unit, asked);
						if (record) drop(unit, layout(asked), record);
						return record ?? null;
					});
				/** One by one, each record in a transaction of its own: there may be more than one transaction takes. */
				const each = async (asked: Asked, work: (one: Asked) => Promise<unknown>) => {
					let count = 0;
					for (const { id } of await run((unit) => find(unit, asked))) {
						const one: CleanedWhere = {
							field: 'id',
							value: String(id),
							operator: 'eq',
							connector: 'AND',
							mode: 'sensitive',
						};
						if (await work({ ...asked, where: [one] })) count++;
					}
					return count;
				};

				return {
					create: async ({ data, ...asked }) => {
						const record: Data = catalog ? { ...data, [CATALOG]: true } : { ...data };
						await run(async (unit) => hold(unit, layout(asked), record));
						return data;
					},
					findOne: async (asked) => (await run((unit) => find(unit, asked)))[0] as never,
					findMany: async ({ sortBy, offset = 0, limit, select, ...asked }) => {
						const found = await run((unit) => find(unit, asked));
						const page = sorted(found, sortBy).slice(offset, offset + limit);
						if (!select?.length) return page as never[];
						const fields = select.map((field) => getFieldName({ model: asked.model, field }));
						return page.map((one) => Object.fromEntries(fields.map((field) => [field, one[field]]))) as never[];
					},
					count: async (asked) => (await run((unit) => find(unit, asked))).length,
					update: async ({ update, ...asked }) =>
						(await change(asked, (record) => ({ ...record, ...(update as Data) }))) as never,
					updateMany: ({ update, ...asked }) =>
						each(asked, (one) => change(one, (record) => ({ ...record, ...update }))),
					delete: async (asked) => void (await takeOne(asked)),
					deleteMany: (asked) => each(asked, takeOne),
					consumeOne: async (asked) => (await takeOne(asked)) as never,
					incrementOne: async ({ increment, set, ...asked }) =>
						(await change(asked, (record) => ({
							...record,
							...Object.fromEntries(
								Object.entries(increment).map(([field, by]) => [field, Number(record[field] ?? 0) + by]),
							),
							...set,
						}))) as never,
				};
			},
		})(options);
}

/** The records that answer to the conditions, found by the narrowest key among them. */
async function read(unit: Unit, layout: Layout, where: CleanedWhere[]): Promise<Data[]> {
	const found = await Promise.all((await candidates(unit, layout, where)).map((at) => unit.get(at)));
	return found.filter((record): record is Data => record !== undefined && matches(record, where));
}

async function candidates(unit: Unit, layout: Layout, where: CleanedWhere[]): Promise<Place[]> {
	const keyed = where.every(({ connector }, index) => index === 0 || connector === 'AND')
		? where.filter(({ operator, mode }) => (operator === 'eq' || operator === 'in') && mode === 'sensitive')
		: [];
	const by = (fields: string[]) => keyed.find(({ field, value }) => fields.includes(field) && value !== null);
	const exact = by([layout.home].filter((field) => layout.unique.includes(field))) ?? by(layout.unique);
	const shared = exact ? undefined : (by([layout.home]) ?? by(layout.shared));
	const asked = exact ?? shared;
	const values = asked ? [...new Set([asked.value].flat())] : [true];
	const field = asked?.field ?? CATALOG;
	if (!asked && !layout.shared.includes(CATALOG)) {
		throw new Error(`Sign-in asked for ${layout.model} without a key (${where.map(({ field }) => field).join(', ')})`);
	}
	if (exact) {
		const places = values.map((value) => placeOf(layout, field, value));
		if (field === layout.home) return places;
		return (await Promise.all(places.map((at) => unit.get(at)))).flatMap((marker) => (marker ? [marker as never] : []));
	}
	const rows = (await Promise.all(values.map((value) => unit.list(familyOf(layout.model, field, value))))).flat();
	return rows.map(([at, data]) => (field === layout.home ? at : (data as never)));
}
