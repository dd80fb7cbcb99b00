import type { SystemActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/letter.ts';
import type { Letter, Letterbox, LetterItem, LetterKind } from '#shared/domain/letter.ts';
import { newId } from '#shared/ids.ts';
import type { Write } from '#services/change.ts';
import { attempt, transact } from '#services/commit.ts';
import { remindersDue } from '#services/letters/due.ts';
import { invitationsDue } from '#services/letters/invitations.ts';
import { letterIdOf } from '#services/letters/letter-id.ts';
import type { Mail } from '#services/letters/mail.ts';
import { write, type Due } from '#services/letters/write.ts';
import * as member from '#services/members/member.ts';
import { put, shardOf } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

/** Whom a letter is for, of which kind, and what whoever woke us knows to be due. */
export interface Recipient {
	memberId: string;
	kind: LetterKind;
	known: readonly LetterItem[];
}

export type Step =
	| { kind: 'claimed'; letter: Letter; mail: Mail; retaken: boolean }
	/** A letter that ended without leaving again: as it was, and as it ends. */
	| { kind: 'ended'; before: Letter; letter: Letter };

/**
 * Claims the next letter for this person, or takes over one whose sender is gone; undefined when there is none to send.
 * The order of reading matters: first the letterbox, then its letters, then what is due. So whatever a letter that left
 * speaks of is seen as sent, and whatever one in flight speaks of is left to it; a claim made meanwhile fails this one.
 */
export async function claimNext(actor: SystemActor, to: Recipient, now: string): Promise<Step | undefined> {
	const holder = newId('req');
	let mine: Extract<Step, { kind: 'claimed' }> | undefined;
	return attempt(async () => {
		const box = await letterboxOf(actor, to.memberId);
		const letters = await Promise.all(box.open.map((letterId) => findLetter(actor, to.memberId, letterId)));
		const inFlight = letters.filter((letter) => letter !== undefined).filter(rules.isInFlight);
		// The table took our claim and its answer was lost: it is ours all the same.
		if (mine && inFlight.some((letter) => letter.holder === holder)) return mine;

		const left = inFlight.find((letter) => letter.kind === to.kind && rules.isTakeable(letter, now));
		if (!left && to.kind === 'reminder' && inFlight.some(rules.isPostponed)) return undefined;
		const { person, due } = await whatIsDue(actor, { ...to, known: [...to.known, ...(left?.items ?? [])] }, now);
		const said = sayable(due, inFlight, left);
		const items = said.map(({ item }) => item);
		if (!left && items.length === 0) return undefined;

		const at = left ? undefined : rules.place(box, now);
		const letter = left ? rules.retake(left, items, holder, now) : fresh(actor, to, at!, items, holder, now);
		if (left && letter.status !== 'claimed') return { kind: 'ended', before: left, letter };
		const after = { ...letter, version: (left?.version ?? 0) + 1 };
		const { mail, rows } = await write(actor, after, person, said, now);
		mine = { kind: 'claimed', letter: after, mail, retaken: left !== undefined };
		const boxed = rules.entered(box, after.letterId, inFlight, at);
		await transact(actor, [letterRow(after, left?.version), boxRow(boxed, box.version), ...rows]);
		return mine;
	});
}

/** What may go into this letter: what no other letter in flight speaks of, and nothing new into one that may have left. */
function sayable(due: Due[], inFlight: readonly Letter[], left: Letter | undefined): Due[] {
	const elsewhere = inFlight.filter((letter) => letter !== left).flatMap(itemIds);
	const bound = left && !rules.mayBeRewritten(left) ? itemIds(left) : undefined;
	return due
		.filter(({ item: { itemId } }) => !elsewhere.includes(itemId) && (bound?.includes(itemId) ?? true))
		.slice(0, due[0]?.kind === 'invitation' ? 1 : rules.LETTER_ITEMS_MAX);
}

function fresh(
	{ tenantId }: SystemActor,
	{ memberId, kind }: Recipient,
	{ window, n }: Pick<Letterbox, 'window' | 'n'>,
	items: LetterItem[],
	holder: string,
	now: string,
): Letter {
	const letterId = letterIdOf(tenantId, memberId, window, n);
	return rules.claim({ tenantId, memberId, letterId, kind, window, items }, holder, now);
}

async function whatIsDue(actor: SystemActor, { memberId, kind, known }: Recipient, now: string) {
	const person = await member.find(actor, memberId);
	const due: Due[] =
		kind === 'reminder' ? await remindersDue(actor, person, known, now) : await invitationsDue(actor, known, now);
	return { person, due };
}

const itemIds = ({ items }: Letter): string[] => items.map(({ itemId }) => itemId);

export async function findLetter(actor: SystemActor, memberId: string, letterId: string): Promise<Letter | undefined> {
	const { data } = await entities.letter
		.get({ tenantId: actor.tenantId, memberId, letterId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Letter | null) ?? undefined;
}

export const letterRow = (letter: Letter, version: number | undefined): Write =>
	put('letter', { ...letter, shard: shardOf(letter.letterId) }, version);

async function letterboxOf(actor: SystemActor, memberId: string): Promise<Letterbox> {
	const { tenantId } = actor;
	const { data } = await entities.letterbox.get({ tenantId, memberId }).go({ ...as(actor), ...strong });
	return (data as Letterbox | null) ?? { tenantId, memberId, open: [], window: '', n: 0, version: 0 };
}

const boxRow = (box: Letterbox, version: number): Write => put('letterbox', box, version || undefined);
