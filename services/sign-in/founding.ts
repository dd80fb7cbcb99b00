import { z } from 'zod';
import { AT_FIRST } from '#shared/domain/defaults.ts';
import { line } from '#shared/domain/item.ts';
import { MailAddress } from '#shared/domain/mail-address.ts';
import { invited, type Member } from '#shared/domain/member.ts';
import { Language, type Tenant, TENANT_NAME_MAX } from '#shared/domain/tenant.ts';
import { Zone } from '#shared/domain/time.ts';
import { Refusal } from '#shared/errors.ts';
import { MemberId, newId, TenantId } from '#shared/ids.ts';
import { put } from '#services/rows.ts';
import { asFunction, entities, strong } from '#services/table.ts';
import { admit } from './account.ts';
import { mayWrite, refused } from './entering.ts';
import * as letter from './letter.ts';
import { enter } from './membership.ts';
import { offer, takeByCode } from './proof.ts';
import { ownStore, settle } from './unit.ts';

/** What a newcomer tells of their organization and themselves. Ids may be made by the client. */
export const Founding = z.object({
	organization: line(TENANT_NAME_MAX),
	name: line(100),
	mail: MailAddress,
	zone: Zone,
	language: Language,
	tenantId: TenantId.default(() => newId('tnt')),
	memberId: MemberId.default(() => newId('mbr')),
});
export type Founding = z.infer<typeof Founding>;

/** How long a draft waits for its code. */
export const DRAFT_MINUTES = 30;

/**
 * Keeps the draft and mails a code to the address. Nothing else comes to be: the address may be somebody else's.
 * Answers the secret of the asking browser. Throws `too-many` and `unavailable`.
 */
export async function draft(founding: Founding): Promise<string> {
	const { mail, language } = founding;
	await mayWrite(mail);
	const { code, browser } = await offer({ purpose: 'found', mail, to: '/', draft: founding }, DRAFT_MINUTES);
	await letter.send({ kind: 'found', to: mail, language, code, minutes: DRAFT_MINUTES });
	return browser;
}

/**
 * The code is typed: tenant, first member (admin and coach), membership and, for an address we do not know yet, account
 * come to be in one transaction. Throws `invalid` for a wrong code, `expired`, and `conflict` when the id is taken.
 */
export async function found(browser: string | undefined, code: string) {
	const now = new Date().toISOString();
	const outcome = await settle(ownStore(), async (unit) => {
		const taken = await takeByCode(unit, 'found', { browser, code });
		if (taken.is !== 'proven') return taken;
		const { organization, tenantId, memberId, ...person } = Founding.parse(taken.proof.draft);
		const standing = await entities.tenant.get({ tenantId }).go({ ...asFunction(), ...strong });
		if (standing.data) throw new Refusal('conflict', 'There is an organization with this id already');
		const { accountId } = await admit(unit, person);
		const roles: Member['roles'] = ['admin', 'coach'];
		const { zone, language } = person;
		const firm = { tenantId, name: organization, zone, language, defaults: AT_FIRST };
		const tenant: Tenant = { ...firm, version: 1, createdAt: now };
		const founder = invited({ ...person, memberId, roles }, tenantId, now);
		unit.beside(
			put('tenant', tenant, undefined),
			put('member', { ...founder, accountId, status: 'active', version: 1 }, undefined),
			await enter(accountId, { tenantId, memberId, roles, organization }),
		);
		return { is: 'founded' as const, accountId, tenantId };
	});
	if (outcome.is !== 'founded') throw refused(outcome);
	return outcome;
}
