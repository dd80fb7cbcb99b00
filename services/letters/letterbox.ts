import type { Actor } from '#shared/domain/actor.ts';
import type { Letter, Letterbox } from '#shared/domain/letter.ts';
import type { Write } from '#services/change.ts';
import { put, shardOf, still } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

/** A person's letterbox as it stands now; an empty one where no letter was ever claimed for them. */
export async function letterboxOf(actor: Actor, memberId: string): Promise<Letterbox> {
	const { tenantId } = actor;
	const { data } = await entities.letterbox.get({ tenantId, memberId }).go({ ...as(actor), ...strong });
	const box = data as (Omit<Letterbox, 'taken'> & { taken?: string[] }) | null;
	return { tenantId, memberId, open: [], window: '', n: 0, version: 0, ...box, taken: box?.taken ?? [] };
}

export const boxRow = (box: Letterbox, version: number): Write => put('letterbox', box, version || undefined);

/** The condition that nobody has come to another decision about this person's letters. */
export const boxStands = (box: Letterbox): Write => still('letterbox', box);

export async function findLetter(actor: Actor, memberId: string, letterId: string): Promise<Letter | undefined> {
	const { data } = await entities.letter
		.get({ tenantId: actor.tenantId, memberId, letterId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Letter | null) ?? undefined;
}

export const letterRow = (letter: Letter, version: number | undefined): Write =>
	put('letter', { ...letter, shard: shardOf(letter.letterId) }, version);
