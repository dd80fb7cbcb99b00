import { z } from 'zod';
import { LetterId, MemberId, TenantId } from '#shared/ids.ts';
import { HELD_WHY, type HeldWhy } from './budget.ts';
import { NEVER } from './reminder.ts';
import { addToInstant } from './time.ts';

/** One thing a letter speaks of, by key alone. */
export const LetterItem = z.object({
	kind: z.enum(['action', 'session', 'engagement', 'nudge', 'prompt', 'invitation']),
	itemId: z.string(),
	engagementId: z.string().optional(),
	/** Of a session that a calendar is told of: how it stood. */
	sequence: z.number().int().optional(),
});
export type LetterItem = z.infer<typeof LetterItem>;

export const LETTER_KINDS = ['reminder', 'calendar', 'invitation'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/**
 * `claimed`: a sender holds it. `freed`: it did not leave and will be tried again. `unsure`: no answer came, so it may have
 * left. `uncertain`: resent once and still nobody knows. `withdrawn`: before it left there was nothing to say any more.
 */
export const LETTER_STATUSES = ['claimed', 'sent', 'freed', 'unsure', 'uncertain', 'failed', 'withdrawn'] as const;

/** What became of a letter after it left. */
export const OUTCOMES = ['delivered', 'bounced', 'complained'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A mail we send: claimed before it leaves, so that it leaves once. */
export const Letter = z.object({
	tenantId: TenantId,
	memberId: MemberId,
	letterId: LetterId,
	kind: z.enum(LETTER_KINDS),
	/** The minute it was claimed in first. */
	window: z.string(),
	items: z.array(LetterItem),
	status: z.enum(LETTER_STATUSES),
	/** How often it was handed to the mail service, this time included, leaving out when that took no letters at all. */
	attempt: z.number().int().min(0),
	/** How many of those ended without an answer. */
	doubts: z.number().int().min(0),
	/** How often in a row the mail service took no letters when it was this one's turn. */
	delays: z.number().int().min(0).optional(),
	/** The one run of a sender that holds it. */
	holder: z.string(),
	/** What was due at this moment is what it speaks of. */
	claimedAt: z.iso.datetime(),
	/** When somebody must look at it again, or `never`. */
	nextAt: z.string(),
	messageId: z.string().optional(),
	sentAt: z.iso.datetime().optional(),
	outcome: z.enum(OUTCOMES).optional(),
	version: z.number().int(),
	createdAt: z.iso.datetime(),
});
export type Letter = z.infer<typeof Letter>;

/** How long a sender holds a claim. Longer than its function may run, so whoever outlives it is dead. */
export const LEASE_MINUTES = 5;
/** A letter the mail service keeps refusing is given up after this many attempts. */
export const ATTEMPTS_MAX = 5;
/** A mail service that takes no letters is asked again after 1, 2, 4 … minutes, and never later than this. */
export const DELAY_MINUTES_MAX = 30;
/** How often a letter is sent again when nobody knows whether it left. */
export const RESENDS_MAX = 1;
/** What a letter speaks of at most; the rest comes in the next one. Keeps it under 20 KB and one transaction under 100 rows. */
export const LETTER_ITEMS_MAX = 15;
/** How long a link in a letter opens its item. */
export const LINK_DAYS = 30;

type Fresh = Pick<Letter, 'tenantId' | 'memberId' | 'letterId' | 'kind' | 'window' | 'items'>;

/** A new claim on a letter nobody holds. */
export const claim = (letter: Fresh, holder: string, now: string): Letter => ({
	...letter,
	...held(holder, now),
	attempt: 1,
	doubts: 0,
	version: 0,
	createdAt: now,
});

/** Whether what it speaks of must not go into another letter. */
export const isInFlight = ({ status }: Letter): boolean =>
	status === 'claimed' || status === 'freed' || status === 'unsure';

/** Whether its time with its last sender is over. */
export const isTakeable = (letter: Letter, now: string): boolean => isInFlight(letter) && letter.nextAt <= now;

/** It certainly never left: what it says may be put together anew. */
export const mayBeRewritten = ({ status, doubts }: Letter): boolean => status === 'freed' && doubts === 0;

/** It reminds, and waits for a mail service that takes none just now: whatever falls due meanwhile goes into it. */
export const isWaitedFor = (letter: Letter): boolean =>
	letter.kind === 'reminder' && mayBeRewritten(letter) && (letter.delays ?? 0) > 0;

/**
 * Takes a letter over for another try with what is still to be said; a sender that died with it may have sent it. It ends as
 * `withdrawn` when nothing is left to say, and as `uncertain` when it was resent once and still no answer came.
 */
export function retake(letter: Letter, items: readonly LetterItem[], holder: string, now: string): Letter {
	const doubts = letter.doubts + (letter.status === 'claimed' ? 1 : 0);
	if (doubts > RESENDS_MAX) return { ...letter, doubts, status: 'uncertain', nextAt: NEVER };
	if (items.length === 0) return { ...letter, doubts, status: 'withdrawn', nextAt: NEVER };
	return { ...letter, ...held(holder, now), items: [...items], attempt: letter.attempt + 1, doubts };
}

/** The mail service has it. Said twice, the first stands. */
export const sent = (letter: Letter, messageId: string, now: string): Letter =>
	letter.status === 'sent' ? letter : { ...letter, status: 'sent', messageId, sentAt: now, nextAt: NEVER };

/** The mail service would not take this letter: tried again ever later, then given up. */
export const refused = (letter: Letter, now: string): Letter =>
	letter.attempt >= ATTEMPTS_MAX
		? { ...letter, status: 'failed', nextAt: NEVER }
		: {
				...letter,
				status: 'freed',
				delays: 0,
				nextAt: addToInstant(now, { minutes: LEASE_MINUTES * 2 ** (letter.attempt - 1) }),
			};

/**
 * The mail service takes no letters now, or was not reached: it is no fault of the letter and does not count, however long
 * that lasts. Asked again with growing pauses.
 */
export function postponed(letter: Letter, now: string): Letter {
	const delays = (letter.delays ?? 0) + 1;
	const minutes = Math.min(2 ** (delays - 1), DELAY_MINUTES_MAX);
	return { ...letter, status: 'freed', attempt: letter.attempt - 1, delays, nextAt: addToInstant(now, { minutes }) };
}

/** No answer came: wait for the event that tells. */
export const doubted = (letter: Letter, now: string): Letter => ({
	...letter,
	status: 'unsure',
	doubts: letter.doubts + 1,
	nextAt: addToInstant(now, { minutes: LEASE_MINUTES }),
});

/** What became of it, by the gravest thing heard: events come late, twice and in any order. */
export const became = (letter: Letter, outcome: Outcome): Letter =>
	letter.outcome !== undefined && OUTCOMES.indexOf(letter.outcome) >= OUTCOMES.indexOf(outcome)
		? letter
		: { ...letter, outcome };

const held = (holder: string, now: string) => ({
	status: 'claimed' as const,
	holder,
	claimedAt: now,
	nextAt: addToInstant(now, { minutes: LEASE_MINUTES }),
});

/** How long letters that counted are remembered: a week and a day, since weeks are those of the reader's own clock. */
export const TAKEN_DAYS = 8;

/**
 * One per recipient: every claim passes through it, so of two senders one sees what the other has claimed. It names the
 * letters that may be in flight; the ones that are not leave with the next claim.
 */
export const Letterbox = z.object({
	tenantId: TenantId,
	memberId: MemberId,
	open: z.array(LetterId),
	/** The minute of the newest letter, and which of that minute's letters it is. */
	window: z.string(),
	n: z.number().int(),
	/** When letters took a place in the reader's budget. */
	taken: z.array(z.iso.datetime()),
	/** Until then the budget lets no letter leave: what is due before waits for it. */
	heldUntil: z.iso.datetime().optional(),
	/** Why it does not, as it was first. */
	heldWhy: z.enum(HELD_WHY).optional(),
	version: z.number().int(),
});
export type Letterbox = z.infer<typeof Letterbox>;

/** Only what reminds counts against the budget of whom it reminds. */
export const isBudgeted = ({ kind }: Pick<Letter, 'kind'>): boolean => kind === 'reminder';

/** The minute that a new letter counts to, and its number in it. */
export function place(box: Letterbox, now: string): Pick<Letterbox, 'window' | 'n'> {
	const window = `${now.slice(0, 16)}:00.000Z`;
	return window > box.window ? { window, n: 0 } : { window: box.window, n: box.n + 1 };
}

/** The box with one more letter claimed at its place, or with one of its letters taken over. */
export const entered = (
	box: Letterbox,
	letterId: string,
	inFlight: readonly Letter[],
	{ window, n }: Pick<Letterbox, 'window' | 'n'> = box,
): Letterbox => ({
	...box,
	window,
	n,
	open: [...new Set([...inFlight.map((letter) => letter.letterId), letterId])],
	version: box.version + 1,
});

/**
 * The places in the budget once a letter is claimed at `now`; `left` is as it was before, when it is claimed again. One that
 * certainly had not left moves its place along; one that may have keeps the place it has.
 */
export function takenBy(box: Letterbox, letter: Letter, left: Letter | undefined, now: string): string[] {
	const since = addToInstant(now, { hours: -24 * TAKEN_DAYS });
	const kept = (left ? takenWithout(box, left) : box.taken).filter((instant) => instant > since);
	return isBudgeted(letter) && (!left || mayBeRewritten(left)) ? [...kept, now] : kept;
}

/** The places without that of a letter which certainly never left. */
export function takenWithout({ taken }: Letterbox, letter: Letter): string[] {
	const index = isBudgeted(letter) && neverLeft(letter) ? taken.indexOf(letter.claimedAt) : -1;
	return index < 0 ? taken : taken.toSpliced(index, 1);
}

const neverLeft = ({ status, doubts }: Letter): boolean =>
	doubts === 0 && (status === 'freed' || status === 'failed' || status === 'withdrawn');

/** Why things that fell due at these instants come as late as now, where the budget held them. */
export const waited = (
	{ heldUntil: until, heldWhy }: Letterbox,
	since: readonly string[],
	now: string,
): HeldWhy | undefined =>
	until !== undefined && until <= now && since.some((instant) => instant < until) ? heldWhy : undefined;

/** Nothing leaves until then. A moment that stands keeps its first reason. */
export const heldUntil = (box: Letterbox, until: string, why: HeldWhy | undefined): Letterbox => ({
	...box,
	heldUntil: until,
	heldWhy: box.heldUntil === until ? box.heldWhy : why,
	version: box.version + 1,
});
