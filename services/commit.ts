import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { requireParty, type Actor } from '#shared/domain/actor.ts';
import type { Item } from '#shared/domain/item.ts';
import { Refusal } from '#shared/errors.ts';
import { change, type Change, type Items, type Occasion, type Write } from '#services/change.ts';
import { clientOf } from '#services/clients.ts';
import * as participation from '#services/participation/participation.ts';
import * as revision from '#services/revisions/revision.ts';
import { rowOf } from '#services/rows.ts';

/** Thrown when somebody else was faster; `attempt` loads and decides again. */
export class Raced extends Error {}

/** DynamoDB's own limit on one transaction. */
const WRITES_MAX = 100;
/** Idempotency keys that a thing remembers. */
export const CAUSES_KEPT = 5;
const TRIES = 5;

/**
 * The only door to the table: one transaction with every changed thing under its version condition, its revision and its
 * participation counts, and whatever rows go with them. Returns the things as they now stand, in the order given; a change
 * that leaves everything as it was writes nothing. Throws `Raced` when a condition failed, `unavailable` when the table does.
 */
export async function commit(
	actor: Actor,
	occasion: Occasion,
	changes: readonly Change[],
	besides: readonly Write[] = [],
) {
	const effective = changes.filter(({ before, after }) => before !== after && !isSame(before, after));
	const written = new Map(effective.map((one) => [one, revision.next(one, actor, occasion, CAUSES_KEPT)]));
	const writes: Write[] = [
		...effective.flatMap((one) => {
			const { item, row } = written.get(one)!;
			requireTenant(actor, item);
			return [rowOf(one.kind, item, one.before?.version), row];
		}),
		...participation.writes(actor, occasion.now, effective),
		...besides,
	];
	if (writes.length > WRITES_MAX)
		throw new Refusal('too-large', 'This changes too many things at once. Try it in smaller steps');
	if (writes.length > 0) await transact(actor, writes);
	return changes.map((one) => written.get(one)?.item ?? one.after);
}

/** Runs load → decide → commit, again from the load whenever somebody else was faster. */
export async function attempt<T>(run: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await run();
		} catch (error) {
			if (!(error instanceof Raced)) throw error;
			if (tries === TRIES)
				throw new Refusal('unavailable', 'Too many people are changing this right now. Please try again');
			await pause(tries);
		}
	}
}

/** What was decided, and what it stands on: conditions that other things still are as they were read. */
export interface Decision<T> {
	after: T;
	upon: readonly Write[];
}

/** Load one thing, decide, commit. A repeated request, known by its cause, is answered with the current state. */
export const revise = <K extends keyof Items>(
	actor: Actor,
	kind: K,
	occasion: Occasion,
	load: () => Promise<Items[K]>,
	decide: (before: Items[K]) => Items[K] | Promise<Decision<Items[K]>>,
): Promise<Items[K]> =>
	attempt(async () => {
		const before = await load();
		if (await revision.answered(actor, before, revision.itemIdOf(kind, before), occasion)) return before;
		const decided = await decide(before);
		const { after, upon } = ('upon' in decided ? decided : { after: decided, upon: [] }) as Decision<Items[K]>;
		const [stored] = await commit(actor, occasion, [change(kind, before, after)], upon);
		return stored as Items[K];
	});

/** An edit of text stands on the version that was read. Throws `stale` with what stands now. */
export function requireUnchanged(item: Item | undefined, version: number): void {
	if ((item?.version ?? 0) === version) return;
	throw new Refusal(
		'stale',
		'Somebody changed this while you were writing. Both texts are kept: choose what should stand',
		{
			current: item,
		},
	);
}

/** Create one thing. A repeated request finds it there already and is answered with it; a stranger finds nothing. */
export const create = <K extends keyof Items>(
	actor: Actor,
	kind: K,
	occasion: Occasion,
	find: () => Promise<Items[K] | undefined>,
	decide: () => Promise<Decision<Items[K]>>,
): Promise<Items[K]> =>
	attempt(async () => {
		const existing = await find();
		if (existing) {
			requireParty(actor, existing);
			if (await revision.answered(actor, existing, revision.itemIdOf(kind, existing), occasion)) return existing;
			throw new Refusal('conflict', 'Something with this id exists already');
		}
		const { after, upon } = await decide();
		const [made] = await commit(actor, occasion, [change(kind, undefined, after)], upon);
		return made as Items[K];
	});

/** Sends one transaction. Conflicts and throttling are tried again with jitter; they committed nothing. */
export async function transact(actor: Actor, writes: readonly Write[]): Promise<void> {
	for (let tries = 1; ; tries += 1) {
		try {
			await clientOf(actor).send(new TransactWriteCommand({ TransactItems: [...writes] }));
			return;
		} catch (error) {
			const verdict = judge(error);
			if (verdict === 'raced') throw new Raced();
			if (verdict === 'fatal') throw error;
			if (tries === TRIES) {
				throw new Refusal('unavailable', 'We could not save this just now. Nothing was changed; please try again');
			}
			await pause(tries);
		}
	}
}

const BUSY = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const BUSY_ERRORS = new Set([
	'ThrottlingException',
	'ProvisionedThroughputExceededException',
	'RequestLimitExceeded',
	'TransactionInProgressException',
]);

function judge(error: unknown): 'raced' | 'busy' | 'fatal' {
	if (!(error instanceof Error)) return 'fatal';
	if (BUSY_ERRORS.has(error.name)) return 'busy';
	if (error.name !== 'TransactionCanceledException') return 'fatal';
	const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
	if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return 'raced';
	return reasons.some(({ Code }) => Code !== undefined && BUSY.has(Code)) ? 'busy' : 'fatal';
}

const pause = (tries: number) => new Promise<void>((done) => setTimeout(done, Math.random() * 25 * 2 ** tries));

const isSame = (before: Item | undefined, after: Item): boolean =>
	before !== undefined && revision.stable(before) === revision.stable(after);

/** A row of another tenant is a defect of ours, whatever the rights would say. */
function requireTenant(actor: Actor, item: Item): void {
	if (item.tenantId !== actor.tenantId) throw new Error('A change names another tenant than its actor');
}
