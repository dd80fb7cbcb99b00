import { Entity } from 'electrodb';
import type { Role } from '#shared/domain/actor.ts';
import { Refusal } from '#shared/errors.ts';
import type { Write } from '#services/change.ts';
import { count, key, model, nested, word } from '#services/entity.ts';
import { setting } from '#services/clients.ts';
import { asFunction, strong } from '#services/table.ts';

/** An account's place in one tenant. `organization` is the tenant's name when it was written, for choosing among several. */
export interface Membership {
	tenantId: string;
	memberId: string;
	roles: Role[];
	organization: string;
}

/** One row per account, read by key: the app's own role may get it and nothing else. */
export const MEMBERSHIPS_MAX = 50;

export const accountEntity = new Entity({
	model: model('account'),
	attributes: {
		accountId: word('account'),
		memberships: nested<Membership[]>(),
		version: count,
	},
	indexes: { main: { pk: key('pk', ['accountId']), sk: key('sk', []) } },
});

/** What an account belongs to, in the order of joining. Empty for one that belongs nowhere. */
export const membershipsOf = async (accountId: string): Promise<Membership[]> => (await load(accountId)).memberships;

/** The membership of one tenant, or undefined. */
export const membership = async (accountId: string, tenantId: string): Promise<Membership | undefined> =>
	(await membershipsOf(accountId)).find((one) => one.tenantId === tenantId);

/** The write that adds a membership, on condition that the row is as it was read here. Throws `conflict` when it may not. */
export async function enter(accountId: string, added: Membership): Promise<Write> {
	const { memberships, version } = await load(accountId);
	const standing = memberships.find(({ tenantId }) => tenantId === added.tenantId);
	if (standing && standing.memberId !== added.memberId)
		throw new Refusal('conflict', 'This address belongs to a member of this organization already');
	const others = memberships.filter((one) => one !== standing);
	if (others.length >= MEMBERSHIPS_MAX) throw new Refusal('conflict', 'This address belongs to too many organizations');
	const row = accountEntity.put({ accountId, memberships: [...others, added], version: version + 1 });
	const unchanged = row.where((stored, { eq, notExists }) =>
		version === 0 ? notExists(stored.version) : eq(stored.version, version),
	);
	return { Put: unchanged.params({ table: setting('TABLE_NAME') }) as unknown as NonNullable<Write['Put']> };
}

async function load(accountId: string): Promise<{ memberships: Membership[]; version: number }> {
	const { data } = await accountEntity.get({ accountId }).go({ ...asFunction(), ...strong });
	return data ?? { memberships: [], version: 0 };
}
