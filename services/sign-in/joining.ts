import type { Invitation, Member } from '#shared/domain/member.ts';
import { Refusal } from '#shared/errors.ts';
import { hashOf, open as openToken } from '#services/letters/token.ts';
import { invitationRow, put } from '#services/rows.ts';
import { asFunction, entities, strong } from '#services/table.ts';
import { admit, findByMail } from './account.ts';
import { enter } from './membership.ts';
import { ownStore, settle } from './unit.ts';

/** What the page shows to whoever holds an invitation's link. */
export interface Invited {
	organization: string;
	inviter: string;
	roles: Member['roles'];
}

/** What an invitation says before it is accepted. Throws `expired` when it can no longer be. */
export async function open(token: string): Promise<Invited> {
	const { invitation, member, tenant } = await load(token);
	return { organization: tenant.name, inviter: invitation.invitedBy, roles: member.roles };
}

export type Accepted = { is: 'joined'; accountId: string; tenantId: string } | { is: 'known' };

/**
 * Accepts an invitation: account (when there is none for the invited address), membership, member, invitation and token
 * change in one transaction, so of several acceptances one wins. For a newcomer the token proves the mailbox. Whoever has
 * an account already must be signed in to it (`known`): a letter that was passed on would open all their organizations.
 * Throws `expired` when it was used, withdrawn or has run out.
 */
export async function accept(token: string, signedInAs: string | undefined): Promise<Accepted> {
	const now = new Date().toISOString();
	return settle(ownStore(), async (unit): Promise<Accepted> => {
		const { invitation, member, tenant, row } = await load(token);
		const { tenantId, memberId, roles, name, mail, language } = member;
		const known = await findByMail(unit, mail);
		if (known && known.accountId !== signedInAs) {
			// Their account may have come of this very invitation, a moment ago.
			await load(token);
			return { is: 'known' };
		}
		// A row of this acceptance alone: by its stamp a lost answer is told from somebody else's acceptance.
		const joined = { family: `joined_${hashOf(token)}`, place: 'only' };
		if (await unit.get(joined)) throw over();
		unit.create(joined, { tenantId, memberId }, row.expiresAt);
		const { accountId } = await admit(unit, { mail, name, language });
		unit.beside(
			await enter(accountId, { tenantId, memberId, roles, organization: tenant.name }),
			put(
				'member',
				{ ...member, accountId, status: 'active', updatedAt: now, version: member.version + 1 },
				member.version,
			),
			invitationRow(
				{ ...invitation, status: 'accepted', nextAt: 'never', version: invitation.version + 1 },
				invitation.version,
			),
			withdrawn(hashOf(token), now),
		);
		return { is: 'joined', accountId, tenantId };
	});
}

async function load(token: string) {
	const now = new Date().toISOString();
	const row = await openToken(token, now);
	const { tenantId, memberId, invitationId } = row;
	if (row.purpose !== 'invitation' || !invitationId) throw over();
	const options = { ...asFunction(), ...strong };
	const [invitation, member, tenant] = await Promise.all([
		entities.invitation.get({ tenantId, invitationId }).go(options),
		entities.member.get({ tenantId, memberId }).go(options),
		entities.tenant.get({ tenantId }).go(options),
	]);
	if (!invitation.data || !member.data || !tenant.data) throw over();
	if (invitation.data.status !== 'open' || invitation.data.expiresOn <= now || member.data.status === 'left')
		throw over();
	return { row, invitation: invitation.data as Invitation, member: member.data as Member, tenant: tenant.data };
}

const over = () =>
	new Refusal('expired', 'This invitation was used or withdrawn, or it has run out. Ask for a new one');

/** The write that ends a token, on condition that nobody has ended it yet. */
function withdrawn(hash: string, now: string) {
	const update = entities.token.patch({ hash }).set({ withdrawnAt: now });
	const still = update.where(({ withdrawnAt }, { notExists }) => notExists(withdrawnAt));
	return { Update: still.params(asFunction()) } as never;
}
