import type { SystemActor } from '#shared/domain/actor.ts';
import { BUDGET, leavesAt, restsUntil, type Leave } from '#shared/domain/budget.ts';
import { fitting, type Due as DueReminder } from '#shared/domain/due.ts';
import * as rules from '#shared/domain/letter.ts';
import type { Letter, Letterbox, LetterItem, LetterKind } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { attempt, transact } from '#services/commit.ts';
import { decided, idsOf } from '#services/letters/decided.ts';
import { remindersDue } from '#services/letters/due.ts';
import { hold } from '#services/letters/hold.ts';
import { invitationsDue, type DueInvitation } from '#services/letters/invitations.ts';
import { boxRow, findLetter, letterboxOf, letterRow } from '#services/letters/letterbox.ts';
import { letterIdOf } from '#services/letters/letter-id.ts';
import type { Mail } from '#services/letters/mail.ts';
import { tellingsDue, type DueTelling } from '#services/letters/tellings.ts';
import { write } from '#services/letters/write.ts';
import * as member from '#services/members/member.ts';

/** Whom a letter is for, of which kind, and what whoever woke us knows to be due. */
export interface Recipient {
	memberId: string;
	kind: LetterKind;
	known: readonly LetterItem[];
}

export type Due = DueReminder | DueTelling | DueInvitation;

export type Step =
	/** `last`: it speaks of everything that was found due, so there is no other to look for. */
	| { kind: 'claimed'; letter: Letter; mail: Mail; retaken: boolean; last: boolean }
	/** A letter that ended without leaving again: as it was, and as it ends. */
	| { kind: 'ended'; before: Letter; letter: Letter };

/**
 * Claims the next letter for this person, or takes over one whose sender is gone; undefined when there is none to send, or
 * their budget lets none leave yet. The order of reading matters: first the letterbox, then its letters, then what is due. So
 * whatever a letter that left speaks of is seen as sent, and whatever one in flight speaks of is left to it; a claim made
 * meanwhile fails this one.
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
		if (!left && to.kind === 'reminder' && inFlight.some(rules.isWaitedFor)) return undefined;
		const { person, due } = await whatIsDue(actor, { ...to, known: [...to.known, ...(left?.items ?? [])] }, box, now);
		const sayable = due.filter(sayableIn(left, inFlight, to.kind));
		if (!left && sayable.length === 0) return undefined;

		const said = to.kind === 'reminder' ? fitting(sayable as DueReminder[]) : sayable.slice(0, 1);
		const items = said.map(({ item }) => item);
		const again = left && rules.retake(left, items, holder, now);
		if (left && again && again.status !== 'claimed') return { kind: 'ended', before: left, letter: again };

		const leave = leaveOf(box, to.kind, left, person, now);
		if (leave.at > now) {
			if (left && rules.mayBeRewritten(left))
				// It never left, so nothing is lost with it: what it was to say waits with everything else.
				return { kind: 'ended', before: left, letter: rules.retake(left, [], holder, now) };
			await (left ? restLetter(actor, left, leave, now) : hold(actor, person, box, sayable as DueReminder[], leave));
			return undefined;
		}

		const at = left ? undefined : rules.place(box, now);
		const letter = again ?? fresh(actor, to, at!, items, holder, now);
		const after = { ...letter, version: (left?.version ?? 0) + 1 };
		const about = { box, person, more: sayable.length - said.length, now };
		const { mail, rows } = await write(actor, after, said, about);
		// What one that is taken over may not speak of is for another. What falls due meanwhile wakes by itself.
		mine = { kind: 'claimed', letter: after, mail, retaken: left !== undefined, last: !left && about.more === 0 };
		const taken = rules.takenBy(box, after, left, now);
		const boxed = { ...rules.entered(box, after.letterId, inFlight, at), taken };
		await transact(actor, [letterRow(after, left?.version), boxRow(boxed, box.version), ...rows]);
		return mine;
	});
}

/** What may go into this letter: what no other letter of its kind in flight speaks of, and nothing new into one that may have left. */
function sayableIn(left: Letter | undefined, inFlight: readonly Letter[], kind: LetterKind): (due: Due) => boolean {
	const elsewhere = inFlight.filter((letter) => letter !== left && letter.kind === kind).flatMap(itemIds);
	const bound = left && !rules.mayBeRewritten(left) ? itemIds(left) : undefined;
	return ({ item: { itemId } }) => !elsewhere.includes(itemId) && (bound?.includes(itemId) ?? true);
}

/**
 * When a letter may leave by its reader's budget. One that may have left once has its place under the caps and keeps it; one
 * that certainly did not looks for a new one.
 */
function leaveOf(box: Letterbox, kind: LetterKind, left: Letter | undefined, person: Member, now: string): Leave {
	if (!rules.isBudgeted({ kind })) return { at: now };
	const { budget = BUDGET, zone } = person;
	if (left && !rules.mayBeRewritten(left)) return restsUntil(budget, zone, now);
	return leavesAt(budget, zone, left ? rules.takenWithout(box, left) : box.taken, now);
}

/**
 * A letter that may have left is tried again when its reader's night is over, or their pause; that is looked at every day,
 * for a pause may end before its time.
 */
async function restLetter(actor: SystemActor, left: Letter, leave: Leave, now: string): Promise<void> {
	const { why } = leave;
	const tomorrow = addToInstant(now, { hours: 24 });
	const at = leave.at < tomorrow ? leave.at : tomorrow;
	await transact(actor, [letterRow({ ...left, nextAt: at, version: left.version + 1 }, left.version)]);
	decided('letter held', { ...idsOf(left), why, at });
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

async function whatIsDue(
	actor: SystemActor,
	{ memberId, kind, known }: Recipient,
	box: Letterbox,
	now: string,
): Promise<{ person: Member; due: Due[] }> {
	const person = await member.find(actor, memberId);
	switch (kind) {
		case 'reminder': {
			const until = box.heldUntil && box.heldUntil > now ? box.heldUntil : now;
			return { person, due: await remindersDue(actor, person, known, { now, until }) };
		}
		case 'calendar':
			return { person, due: await tellingsDue(actor, person, known, now) };
		case 'invitation':
			return { person, due: await invitationsDue(actor, person, known, now) };
		default:
			return kind satisfies never;
	}
}

const itemIds = ({ items }: Letter): string[] => items.map(({ itemId }) => itemId);
