import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ownClient, setting } from '#services/clients.ts';
import type { Write } from '#services/change.ts';
import { type Place, signInEntity } from './row.entity.ts';

export type Data = Record<string, unknown>;

/** Where sign-in keeps its rows, and whose clock says what has expired. */
export interface Store {
	client: DynamoDBDocumentClient;
	table: string;
	now: () => number;
}

/** The store of the running function. */
export const ownStore = (): Store => ({ client: ownClient(), table: setting('TABLE_NAME'), now: () => Date.now() });

/** A row changed between reading and writing it. Decide again on what stands now. */
export class Stale extends Error {}
/** What should be new exists already. */
export class Taken extends Error {}

interface Slot extends Place {
	/** What is known of the row before this unit: its stamp, that it was absent, or nothing (it follows another row). */
	before: { stamp: string } | 'absent' | 'follows';
	data: Data | undefined;
	expiresAt?: number | undefined;
	change?: 'create' | 'write' | undefined;
}

const ATTEMPTS = 8;

/**
 * A unit of work: reads go to the table once and then to what is held here, writes are held until `commit` sends them
 * as one transaction in which every row written must be unchanged since it was read.
 */
export class Unit {
	readonly #store: Store;
	readonly #options: { client: DynamoDBDocumentClient; table: string };
	readonly #stamp = randomUUID();
	readonly #slots = new Map<string, Slot>();
	readonly #besides: Write[] = [];

	constructor(store: Store) {
		this.#store = store;
		this.#options = { client: store.client, table: store.table };
	}

	async get(at: Place): Promise<Data | undefined> {
		const held = this.#slots.get(keyOf(at));
		return held ? held.data : this.#learn(at, await this.#read(at));
	}

	/** Everything that lies in one family. */
	async list(family: string): Promise<[Place, Data][]> {
		const { data: rows } = await signInEntity.query
			.main({ family })
			.go({ ...this.#options, consistent: true, pages: 'all' });
		for (const row of rows) if (!this.#slots.has(keyOf(row))) this.#learn(row, row);
		return [...this.#slots.values()].flatMap(({ family: of, place, data }): [Place, Data][] =>
			of === family && data ? [[{ family, place }, data]] : [],
		);
	}

	/** Writes what must not be there yet. Throws `Taken`: now, or from `commit` when nothing was known of it. */
	create(at: Place, data: Data, expiresAt?: number): void {
		const held = this.#slots.get(keyOf(at));
		if (held?.data) throw new Taken(`There is one already in ${at.family}`);
		this.#hold(at, { before: held?.before ?? 'absent', data, expiresAt, change: held ? 'write' : 'create' });
	}

	/** Replaces a row that was read, or one whose life follows a row that was. */
	put(at: Place, data: Data, expiresAt?: number): void {
		this.#hold(at, { before: this.#slots.get(keyOf(at))?.before ?? 'follows', data, expiresAt, change: 'write' });
	}

	remove(at: Place): void {
		this.#hold(at, { before: this.#slots.get(keyOf(at))?.before ?? 'follows', data: undefined, change: 'write' });
	}

	/** When a row that was read runs out, to be kept when it is written anew. */
	expiryOf(at: Place): number | undefined {
		return this.#slots.get(keyOf(at))?.expiresAt;
	}

	/** Lets writes of other nouns ride in the same transaction, each under a condition of its own. */
	beside(...writes: Write[]): void {
		this.#besides.push(...writes);
	}

	/** Sends all writes as one transaction. Throws `Taken` or `Stale` when a condition fails; then nothing is written. */
	async commit(): Promise<void> {
		const held = [...this.#slots.values()].filter(
			({ change, data, before }) => change && (data || before !== 'absent'),
		);
		const writes = [...held.map((slot) => this.#write(slot)), ...this.#besides];
		for (let attempt = 1; writes.length > 0; attempt++) {
			try {
				await this.#store.client.send(new TransactWriteCommand({ TransactItems: writes }));
				return;
			} catch (error) {
				if (!(error instanceof TransactionCanceledException)) throw error;
				const failed = (error.CancellationReasons ?? []).map(({ Code }) => Code === 'ConditionalCheckFailed');
				if (failed.includes(true)) {
					if (await this.#isMine(held)) return;
					const taken = held.some(({ change }, index) => failed[index] && change === 'create');
					throw taken ? new Taken('Somebody was first') : new Stale('A row has changed since it was read');
				}
				// A conflict or a throttled row: nothing was decided against us.
				if (attempt >= ATTEMPTS) throw error;
				await pause(backoff(attempt));
			}
		}
	}

	async #read({ family, place }: Place) {
		const { data } = await signInEntity.get({ family, place }).go({ ...this.#options, consistent: true });
		return data ?? undefined;
	}

	#learn(at: Place, row?: { data?: Data; stamp: string; expiresAt?: number | undefined }): Data | undefined {
		const expired = row?.expiresAt !== undefined && row.expiresAt * 1000 <= this.#store.now();
		const known = row && !expired ? row : undefined;
		this.#hold(at, {
			before: known ? { stamp: known.stamp } : 'absent',
			data: known?.data,
			expiresAt: known?.expiresAt,
		});
		return known?.data;
	}

	#hold({ family, place }: Place, slot: Omit<Slot, keyof Place>): void {
		this.#slots.set(keyOf({ family, place }), { family, place, ...slot });
	}

	#write({ family, place, before, data, expiresAt }: Slot): Write {
		const { table } = this.#options;
		const row = { family, place, data, stamp: this.#stamp, ...(expiresAt && { expiresAt }) };
		// ElectroDB types what it builds for the document client as the raw client's.
		const write = (kind: 'Put' | 'Delete', params: unknown) => ({ [kind]: params }) as Write;
		if (!data) {
			const remove = signInEntity.delete({ family, place });
			if (typeof before === 'string') return write('Delete', remove.params({ table }));
			return write('Delete', remove.where(({ stamp }, { eq }) => eq(stamp, before.stamp)).params({ table }));
		}
		const put = signInEntity.put(row);
		if (before === 'follows') return write('Put', put.params({ table }));
		if (before === 'absent') {
			const now = Math.floor(this.#store.now() / 1000);
			// What has expired is absent, though the table may not have dropped it yet.
			const absent = put.where(
				({ stamp, expiresAt }, { notExists, lte }) => `${notExists(stamp)} OR ${lte(expiresAt, now)}`,
			);
			return write('Put', absent.params({ table }));
		}
		return write('Put', put.where(({ stamp }, { eq }) => eq(stamp, before.stamp)).params({ table }));
	}

	/** The answer to a transaction can be lost after it took place, and the client asks again: then a row bears our stamp. */
	async #isMine(held: Slot[]): Promise<boolean> {
		const one = held.find(({ data }) => data);
		return one !== undefined && (await this.#read(one))?.stamp === this.#stamp;
	}
}

/** Loads, decides and commits; and does it again when a row has changed meanwhile. `work` may run several times. */
export async function settle<T>(store: Store, work: (unit: Unit) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const unit = new Unit(store);
		const result = await work(unit);
		try {
			await unit.commit();
			return result;
		} catch (error) {
			if (!(error instanceof Stale) || attempt >= ATTEMPTS) throw error;
			await pause(backoff(attempt));
		}
	}
}

const backoff = (attempt: number): number => 2 ** attempt * 5 * Math.random();

const keyOf = ({ family, place }: Place): string => `${family}|${place}`;
