import { z } from 'zod';
import { LetterId, MemberId, TenantId } from '#shared/ids.ts';
import { addToInstant } from './time.ts';

/** One thing a letter speaks of, by key alone. */
export const LetterItem = z.object({
	kind: z.enum(['action', 'invitation']),
	itemId: z.string(),
	engagementId: z.string().optional(),
});
export type LetterItem = z.infer<typeof LetterItem>;

/** A mail we send: one per recipient and window, claimed before it leaves so that it leaves once. */
export const Letter = z.object({
	tenantId: TenantId,
	memberId: MemberId,
	letterId: LetterId,
	kind: z.enum(['reminder', 'invitation']),
	window: z.string(),
	items: z.array(LetterItem),
	/** `freed`: refused by the mail service, to be tried again. `unsure`: no answer came. `uncertain`: resent once and still none. */
	status: z.enum(['claimed', 'sent', 'freed', 'unsure', 'uncertain', 'failed']),
	attempt: z.number().int().min(1),
	leaseUntil: z.iso.datetime(),
	messageId: z.string().optional(),
	sentAt: z.iso.datetime().optional(),
	outcome: z.enum(['delivered', 'bounced', 'complained']).optional(),
	version: z.number().int(),
	createdAt: z.iso.datetime(),
});
export type Letter = z.infer<typeof Letter>;

/** How long a sender holds a claim before another may take it over. */
export const LEASE_MINUTES = 5;
/** A letter the mail service keeps refusing is given up after this many attempts. */
export const ATTEMPTS_MAX = 5;
/** How long a link in a letter opens its item. */
export const LINK_DAYS = 30;

/** A new claim on a letter nobody holds. */
export const claim = (
	letter: Pick<Letter, 'tenantId' | 'memberId' | 'letterId' | 'kind' | 'window' | 'items'>,
	now: string,
): Letter => ({
	...letter,
	status: 'claimed',
	attempt: 1,
	leaseUntil: addToInstant(now, { minutes: LEASE_MINUTES }),
	version: 0,
	createdAt: now,
});

/**
 * The claim taken over for another try, or undefined when this letter is not to be sent now: it is with another sender,
 * it was sent, or nobody knows whether it was. One that got no answer is resent once at most.
 */
export function reclaim(letter: Letter, now: string): Letter | undefined {
	const again: Letter = {
		...letter,
		status: 'claimed',
		attempt: letter.attempt + 1,
		leaseUntil: addToInstant(now, { minutes: LEASE_MINUTES }),
	};
	switch (letter.status) {
		case 'freed':
			return letter.attempt < ATTEMPTS_MAX ? again : undefined;
		case 'claimed':
		case 'unsure':
			return letter.leaseUntil <= now && letter.attempt < 2 ? again : undefined;
		case 'sent':
		case 'uncertain':
		case 'failed':
			return undefined;
		default:
			return letter.status satisfies never;
	}
}
