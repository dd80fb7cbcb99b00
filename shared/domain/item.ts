import { z } from 'zod';
import { Cause, EngagementId, MemberId, TenantId } from '#shared/ids.ts';

/** What every versioned thing of an engagement carries. */
export const Item = z.object({
	tenantId: TenantId,
	engagementId: EngagementId,
	coachId: MemberId,
	coacheeId: MemberId,
	/** Number of its newest revision; 0 while it is not yet written. */
	version: z.number().int().min(0),
	/** Hash of its newest revision's header: the end of its chain. */
	chain: z.string(),
	/** Idempotency keys of its newest revisions, newest first, at most five. */
	causes: z.array(Cause).max(5),
	createdAt: z.iso.datetime(),
	updatedAt: z.iso.datetime(),
});
export type Item = z.infer<typeof Item>;

/** The part of a new item that no person chooses. */
export const newItem = (
	parties: Pick<Item, 'tenantId' | 'engagementId' | 'coachId' | 'coacheeId'>,
	now: string,
): Item => ({
	tenantId: parties.tenantId,
	engagementId: parties.engagementId,
	coachId: parties.coachId,
	coacheeId: parties.coacheeId,
	version: 0,
	chain: '',
	causes: [],
	createdAt: now,
	updatedAt: now,
});

const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** Turns the direction of whatever is written after it, also of our own words around a name. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Anything that leaves a mark on paper: neither space, nor one of Unicode's many signs without a shape. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

const NOTHING = 'Please write something here';

/** Text that can be stored and sent: half a character, as a cut in the middle of an emoji leaves it, becomes the sign for that. */
const written = z
	.string()
	.overwrite((typed) => typed.toWellFormed())
	.refine((typed) => !UNSEEN.test(typed), 'This holds characters that cannot be shown');

const within = (max: number) =>
	[(typed: string) => [...typed].length <= max, `Please keep this within ${max} characters`] as const;

/** One line of text as people type it: trimmed, something to see, counted as people count (emoji are one). */
export const line = (max: number) =>
	written
		.overwrite((typed) => typed.replace(TURNING, '').replace(/\s+/g, ' ').trim())
		.min(1, NOTHING)
		.refine((typed) => SEEN.test(typed), NOTHING)
		.refine(...within(max));

/** Several lines of text, kept as typed. May be empty. */
export const text = (max: number) => written.overwrite((typed) => typed.replace(/\r\n?/g, '\n')).refine(...within(max));
