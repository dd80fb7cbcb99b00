import type { MemberActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/feed.ts';
import type { Feed, FeedDraft, FeedState } from '#shared/domain/feed.ts';
import type { Member } from '#shared/domain/member.ts';
import { Refusal } from '#shared/errors.ts';
import type { Occasion, Write } from '#services/change.ts';
import { setting } from '#services/clients.ts';
import { attempt, transact } from '#services/commit.ts';
import { hashOf, isToken, newToken } from '#services/letters/token.ts';
import * as member from '#services/members/member.ts';
import { put } from '#services/rows.ts';
import { as, asFunction, entities, strong } from '#services/table.ts';

/** My feed as it stands. */
export const state = async (actor: MemberActor): Promise<FeedState> => rules.stateOf(await find(actor));

/** Gives my feed a new address, which is told this once. The former one opens nothing any more. */
export const renew = (
	actor: MemberActor,
	draft: FeedDraft,
	{ now }: Occasion,
): Promise<FeedState & { address: string }> =>
	attempt(async () => {
		const before = await find(actor);
		const token = newToken();
		const after = rules.renewed(before, draft, hashOf(token), actor, now);
		await transact(actor, [
			put('feed', after, before?.version),
			put('feedAddress', { ...pointer(after), version: 1 }, undefined),
			...shut(before, now),
		]);
		return { ...rules.stateOf(after), address: `${setting('PUBLIC_ORIGIN')}/calendar/${token}.ics` };
	});

/** Shuts my feed. */
export const revoke = (actor: MemberActor, { now }: Occasion): Promise<FeedState> =>
	attempt(async () => {
		const before = await find(actor);
		const after = before && rules.revoked(before, now);
		if (after && after !== before) await transact(actor, [put('feed', after, before.version), ...shut(before, now)]);
		return rules.stateOf(after);
	});

async function find({ tenantId, memberId, ...actor }: MemberActor): Promise<Feed | undefined> {
	const { data } = await entities.feed
		.get({ tenantId, memberId })
		.go({ ...as({ tenantId, memberId, ...actor }), ...strong });
	return data ?? undefined;
}

const pointer = ({ hash, tenantId, memberId, createdAt }: Feed) => ({ hash, tenantId, memberId, createdAt });

/** How long a shut address is told from a wrong one. */
const KEPT_SECONDS = 30 * 86_400;

/** An address that was open runs out with its feed; one that was shut already is running out. */
const shut = (feed: Feed | undefined, now: string): Write[] =>
	feed && !feed.revokedAt
		? [
				put(
					'feedAddress',
					{ ...pointer(feed), expiresAt: Math.floor(Date.parse(now) / 1000) + KEPT_SECONDS, version: 2 },
					1,
				),
			]
		: [];

/**
 * The feed behind an address and whose it is, to read with that member's rights. Throws `not-found` for an address we
 * never gave out, `expired` for one that was replaced, revoked, or whose owner has left.
 */
export async function open(token: string): Promise<{ feed: Feed; reader: Member; actor: MemberActor }> {
	if (!isToken(token)) throw new Refusal('not-found', 'There is nothing at this address');
	const { data: found } = await entities.feedAddress.get({ hash: hashOf(token) }).go({ ...asFunction(), ...strong });
	if (!found) throw new Refusal('not-found', 'There is nothing at this address');
	const { tenantId, memberId, hash } = found;
	const actor: MemberActor = { kind: 'member', tenantId, memberId, name: '', roles: [] };
	const [feed, reader] = await Promise.all([find(actor), member.find(actor, memberId)]);
	if (feed?.hash !== hash || feed.revokedAt || reader.status !== 'active')
		throw new Refusal('expired', 'This calendar is shut');
	return { feed, reader, actor: { ...actor, name: reader.name, roles: reader.roles } };
}
