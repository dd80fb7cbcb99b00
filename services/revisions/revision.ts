import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeTime } from 'ulid';
import type { Actor } from '#shared/domain/actor.ts';
import type { Item } from '#shared/domain/item.ts';
import type { ItemKind, Revision } from '#shared/domain/revision.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import type { Change, Items, Occasion, Write } from '#services/change.ts';
import { as, entities, strong, whole } from '#services/table.ts';

const ID_FIELD = {
	engagement: 'engagementId',
	goal: 'goalId',
	rating: 'ratingId',
	session: 'sessionId',
	note: 'noteId',
	privateNote: 'noteId',
	action: 'actionId',
	nudge: 'nudgeId',
	prompt: 'promptId',
	reflection: 'reflectionId',
	ownReflection: 'reflectionId',
	draft: 'draftId',
} as const satisfies Record<ItemKind, string>;

export const itemIdOf = <K extends keyof Items>(kind: K, item: Items[K]): string =>
	(item as unknown as Record<string, string>)[ID_FIELD[kind]]!;

/** The item with its next number and link, and the revision's row that goes into the same transaction. */
export function next(
	{ kind, before, after }: Change,
	actor: Actor,
	{ now, cause }: Occasion,
	kept: number,
): { item: Items[ItemKind]; row: Write } {
	const number = (before?.version ?? 0) + 1;
	const by = actorOf(actor);
	const previous = before?.chain ?? '';
	const salt = randomBytes(16).toString('base64url');
	const content = contentOf(kind, after);
	const digest = sha256(salt + stable(content));
	const hash = sha256(stable({ number, at: now, actor: by, previous, digest }));
	const item = {
		...after,
		version: number,
		chain: hash,
		causes: [cause, ...(before?.causes ?? [])].slice(0, kept),
		updatedAt: now,
	} as Items[ItemKind];
	const row: Omit<Revision, 'state'> & { state: Record<string, unknown> } = {
		tenantId: after.tenantId,
		engagementId: after.engagementId,
		itemId: itemIdOf(kind, after),
		kind,
		number,
		at: now,
		actor: by,
		cause,
		hash,
		salt,
		state: content,
	};
	return {
		item,
		row: rowOfRevision(row, PRIVATE.has(kind) ? (after as { ownerId: string }).ownerId : undefined),
	};
}

/** What one person keeps to themselves; its revisions stand beside it. */
const PRIVATE: ReadonlySet<ItemKind> = new Set(['privateNote', 'ownReflection', 'draft']);

function rowOfRevision(row: Revision, ownerId: string | undefined): Write {
	const at = { table: setting('TABLE_NAME') };
	const params = ownerId
		? entities.privateRevision.create({ ...row, ownerId }).params(at)
		: entities.revision.create(row).params(at);
	return { Put: params as unknown as NonNullable<Write['Put']> };
}

/** Keys, what `next` writes itself, and what follows from the rest: no part of an item's content. */
const BESIDES = new Set([
	'tenantId',
	'engagementId',
	'coachId',
	'coacheeId',
	'version',
	'chain',
	'causes',
	'createdAt',
	'updatedAt',
	'nextAt',
	'shown',
	'movedFrom',
	'sessionAt',
	'sessionOff',
	'silenceAt',
	'tellAt',
	'opensAt',
	'opensAfter',
	'since',
]);

function contentOf(kind: ItemKind, item: Item): Record<string, unknown> {
	const own = ID_FIELD[kind];
	return Object.fromEntries(
		Object.entries(item).filter(([name, value]) => value !== undefined && name !== own && !BESIDES.has(name)),
	);
}

function actorOf(actor: Actor): Revision['actor'] {
	switch (actor.kind) {
		case 'member':
			return { kind: 'member', memberId: actor.memberId };
		case 'bearer':
			return { kind: 'bearer', memberId: actor.memberId, letterId: actor.letterId };
		case 'system':
			return { kind: 'system', name: actor.name };
		default:
			return actor satisfies never;
	}
}

/** A client's key this much older than now may be a late replay whose trace has left the item; so may one of a clock that runs ahead. */
const LATE_MS = 120_000;

/** Whether this very request was carried out before. The newest are known by the item, older ones by its life. */
export async function answered(actor: Actor, item: Item, itemId: string, { cause, now }: Occasion): Promise<boolean> {
	if (item.causes.includes(cause)) return true;
	const madeAt = decodeTime(cause.slice(4).toUpperCase());
	if (item.version <= item.causes.length || Math.abs(Date.parse(now) - madeAt) < LATE_MS) return false;
	const lived = await life(actor, itemId, item.engagementId);
	return lived.some((one) => one.cause === cause);
}

/**
 * Throws `conflict` for an id that something else carries already. For things that stand under another's id: their own key
 * does not tell. Read from an index, so that of two made in the same instant both may stand.
 */
export async function requireNew(actor: Actor, itemId: string): Promise<void> {
	const { data } = await entities.revision.query
		.life({ tenantId: actor.tenantId, itemId })
		.go({ ...as(actor), limit: 1, data: 'includeKeys', ignoreOwnership: true });
	if (data.length > 0) throw new Refusal('conflict', 'Something with this id exists already');
}

/** An item's revisions, oldest first, or the one of this number. The index holds keys alone; states are read by them. */
export async function life(actor: Actor, itemId: string, engagementId: string, number?: number): Promise<Revision[]> {
	const { tenantId } = actor;
	const { data } = await entities.revision.query
		.life(number === undefined ? { tenantId, itemId } : { tenantId, itemId, number })
		.go({ ...as(actor), ...whole, data: 'includeKeys', ignoreOwnership: true });
	const keys = (data as unknown as { pk: string; sk: string }[]).flatMap(({ pk, sk }) => {
		const [, at] = /#at_([^#]+)#i_[^#]+#n_\d+$/.exec(sk) ?? [];
		const n = Number(sk.slice(sk.lastIndexOf('_') + 1));
		return at && pk.endsWith(`#e_${engagementId}`) ? [{ tenantId, engagementId, at, itemId, number: n }] : [];
	});
	return (await allOf(actor, keys)).sort((a, b) => a.number - b.number);
}

type Key = Pick<Revision, 'tenantId' | 'engagementId' | 'at' | 'itemId' | 'number'>;
const TRIES = 6;

/** A busy table answers a part of what it is asked for: the rest is asked for again, so that a life has no gaps. */
async function allOf(actor: Actor, keys: Key[]): Promise<Revision[]> {
	const found: Revision[] = [];
	for (let tries = 1; keys.length > 0; tries += 1) {
		const { data, unprocessed } = await entities.revision.get(keys).go({ ...as(actor), ...strong, concurrency: 4 });
		found.push(...(data as unknown as Revision[]));
		keys = unprocessed as Key[];
		if (keys.length === 0) break;
		if (tries === TRIES) throw new Refusal('unavailable', 'We cannot read all of this just now. Please try again');
		await pause(Math.random() * 25 * 2 ** tries);
	}
	return found;
}

/** JSON with sorted keys: the same content gives the same digest however it was put together. */
export function stable(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${stable(inner)}`).join()}}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
