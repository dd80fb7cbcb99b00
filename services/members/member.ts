import { createHash } from 'node:crypto';
import type { Actor, BearerActor, MemberActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/member.ts';
import type { Invitation, InvitationDraft, Member, MemberEdit } from '#shared/domain/member.ts';
import type { Tenant } from '#shared/domain/tenant.ts';
import { TOPICS, type Topic } from '#shared/domain/topic.ts';
import { Refusal } from '#shared/errors.ts';
import type { Occasion, Write } from '#services/change.ts';
import { attempt, transact } from '#services/commit.ts';
import { invitationRow, put } from '#services/rows.ts';
import { as, entities, strong, table, whole } from '#services/table.ts';

/** A member as they stand now. Throws `not-found`. */
export async function find(actor: Actor, memberId: string): Promise<Member> {
	const { data } = await entities.member.get({ tenantId: actor.tenantId, memberId }).go({ ...as(actor), ...strong });
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return data as Member;
}

/** Everyone of the firm with the open invitations and the firm itself: one collection, one query. */
export async function people(actor: Actor): Promise<{ tenant: Tenant; members: Member[]; invitations: Invitation[] }> {
	const { data } = await table.collections
		.people({ tenantId: actor.tenantId })
		.go({ ...as(actor), ...whole, ...strong });
	const [tenant] = data.tenant;
	if (!tenant) throw new Refusal('not-found', 'There is nothing here for you');
	return { tenant: tenant as Tenant, members: data.member as Member[], invitations: data.invitation as Invitation[] };
}

/** What a member changes of themselves; by a letter's link, whether letters come at all. */
export const edit = (actor: MemberActor | BearerActor, change: MemberEdit, { now }: Occasion): Promise<Member> =>
	attempt(async () => {
		const before = await find(actor, actor.memberId);
		const after = { ...rules.edit(before, change, actor, now), version: before.version + 1 };
		await transact(actor, [put('member', after, before.version)]);
		return after;
	});

/** Turns letters about these topics off or on, and leaves the others as they are. */
export const mute = (actor: BearerActor, topics: readonly Topic[], on: boolean, { now }: Occasion): Promise<Member> =>
	attempt(async () => {
		const before = await find(actor, actor.memberId);
		const others = before.muted.filter((topic) => !topics.includes(topic));
		const muted = TOPICS.filter((topic) => others.includes(topic) || (!on && topics.includes(topic)));
		const after = { ...rules.edit(before, { muted }, actor, now), version: before.version + 1 };
		await transact(actor, [put('member', after, before.version)]);
		return after;
	});

/** Links in every letter sent to this member so far stop opening anything. */
export const withdrawLinks = (actor: MemberActor, { now }: Occasion): Promise<Member> =>
	attempt(async () => {
		const before = await find(actor, actor.memberId);
		const after = { ...before, linksFrom: now, updatedAt: now, version: before.version + 1 };
		await transact(actor, [put('member', after, before.version)]);
		return after;
	});

/** An admin invites a colleague by mail. The letter leaves by itself once this is committed. */
export const invite = (actor: MemberActor, draft: InvitationDraft, { now }: Occasion): Promise<Member> =>
	attempt(async () => {
		rules.requireAdmin(actor);
		const { tenant, members, invitations } = await people(actor);
		const known = members.find(({ memberId, mail }) => memberId === draft.memberId || mail === draft.mail);
		if (known?.memberId === draft.memberId) return known;
		if (known)
			throw new Refusal('conflict', `${known.name} is here already with this address`, {
				fields: { mail: 'Already here' },
			});
		rules.requireFree(draft, { members, invitations });
		rules.requireInvitationLeft(invitations, now);
		const member = rules.invited({ ...draft, zone: tenant.zone, language: tenant.language }, actor.tenantId, now);
		const invitation = rules.invitation(member, draft.invitationId, actor.name, now);
		await transact(actor, arrival(member, invitation));
		return { ...member, version: 1 };
	});

/** The rows of somebody new: themselves, their address as taken, and the invitation whose letter is due. */
export const arrival = (member: Member, invitation: Invitation): Write[] => {
	const { tenantId, memberId } = member;
	const hash = createHash('sha256').update(member.mail).digest('base64url');
	return [
		put('member', { ...member, version: 1 }, undefined),
		put('address', { tenantId, hash, memberId, version: 1 }, undefined),
		invitationRow({ ...invitation, version: 1 }, undefined),
	];
};

/** Withdraws an invitation nobody has accepted; its link stops working. Withdrawing twice changes nothing. */
export const withdraw = (actor: MemberActor, invitationId: string): Promise<Invitation> =>
	attempt(async () => {
		rules.requireAdmin(actor);
		const before = await findInvitation(actor, invitationId);
		if (before.status === 'withdrawn') return before;
		if (before.status === 'accepted') throw new Refusal('conflict', 'This invitation was already accepted');
		const after: Invitation = { ...before, status: 'withdrawn', nextAt: 'never', version: before.version + 1 };
		await transact(actor, [invitationRow(after, before.version)]);
		return after;
	});

/** Sends the letter of an invitation once more, at most once a day, and gives it its full time again. */
export const resend = (actor: MemberActor, invitationId: string, { now }: Occasion): Promise<Invitation> =>
	attempt(async () => {
		rules.requireAdmin(actor);
		return sendAgain(actor, await findInvitation(actor, invitationId), now);
	});

/** Writes that its letter is wanted once more. */
export async function sendAgain(actor: MemberActor, before: Invitation, now: string): Promise<Invitation> {
	const after = rules.sentAgain(before, now);
	if (after === before) return before;
	const next = { ...after, version: before.version + 1 };
	await transact(actor, [invitationRow(next, before.version)]);
	return next;
}

async function findInvitation(actor: MemberActor, invitationId: string): Promise<Invitation> {
	const { data } = await entities.invitation
		.get({ tenantId: actor.tenantId, invitationId })
		.go({ ...as(actor), ...strong });
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return data as Invitation;
}
