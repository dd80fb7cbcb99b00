import { z } from 'zod';
import { MemberId, TenantId } from '#shared/ids.ts';
import type { MemberActor } from './actor.ts';
import { addToInstant } from './time.ts';

/** A calendar that whoever holds its address can read: a member's sessions and deadlines in one firm. */
export const Feed = z.object({
	tenantId: TenantId,
	memberId: MemberId,
	/** All that is known of the address. */
	hash: z.string(),
	/** Whether a deadline says what is due. */
	titles: z.boolean(),
	createdAt: z.iso.datetime(),
	revokedAt: z.iso.datetime().optional(),
	version: z.number().int(),
});
export type Feed = z.infer<typeof Feed>;

export const FeedDraft = Feed.pick({ titles: true });
export type FeedDraft = z.infer<typeof FeedDraft>;

/** What its owner sees of it. */
export const FeedState = z.object({
	active: z.boolean(),
	createdAt: z.iso.datetime().optional(),
	titles: z.boolean().optional(),
});
export type FeedState = z.infer<typeof FeedState>;

export const stateOf = (feed: Feed | undefined): FeedState =>
	feed && !feed.revokedAt ? { active: true, createdAt: feed.createdAt, titles: feed.titles } : { active: false };

/** A feed under a new address; the one before, if there was one, opens nothing any more. */
export const renewed = (
	before: Feed | undefined,
	{ titles }: FeedDraft,
	hash: string,
	{ tenantId, memberId }: MemberActor,
	now: string,
): Feed => ({ tenantId, memberId, hash, titles, createdAt: now, version: (before?.version ?? 0) + 1 });

/** Shuts it. Shutting it twice changes nothing. */
export const revoked = (feed: Feed, now: string): Feed =>
	feed.revokedAt ? feed : { ...feed, revokedAt: now, version: feed.version + 1 };

/** How far back it reaches. */
export const FEED_DAYS_BACK = 90;
/** What it holds at most. */
export const FEED_EVENTS_MAX = 500;

/** What a feed shows, by its start: all that is ahead, soonest first, then what has passed, newest first, until it is full. */
export function shownIn<T extends { at: string; id: string }>(things: readonly T[], now: string): T[] {
	const from = addToInstant(now, { hours: -24 * FEED_DAYS_BACK });
	const inOrder = things
		.filter(({ at }) => at >= from)
		.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
	const passed = inOrder.filter(({ at }) => at < now).length;
	return [...inOrder.slice(passed), ...inOrder.slice(0, passed).reverse()].slice(0, FEED_EVENTS_MAX);
}
