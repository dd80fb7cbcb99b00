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

/** One line of text as people type it: trimmed, no control characters, counted as people count (emoji are one). */
export const line = (max: number) =>
	z
		.string()
		.trim()
		.min(1, 'Please write something here')
		.refine((text) => [...text].length <= max, `Please keep this within ${max} characters`)
		.refine(
			(text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text),
			'This holds characters that cannot be shown',
		)
		.transform((text) => text.replace(/\s+/g, ' '));

/** Several lines of text, kept as typed. May be empty. */
export const text = (max: number) =>
	z
		.string()
		.transform((value) => value.replace(/\r\n?/g, '\n'))
		.refine((value) => [...value].length <= max, `Please keep this within ${max} characters`)
		.refine(
			(value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value),
			'This holds characters that cannot be shown',
		);
