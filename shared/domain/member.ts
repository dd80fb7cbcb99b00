import { z } from 'zod';
import { AccountId, InvitationId, MemberId, TenantId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { line } from './item.ts';
import { MailAddress } from './mail-address.ts';
import { Budget, PAUSE_MAX_DAYS } from './budget.ts';
import { Defaults } from './defaults.ts';
import { Language } from './tenant.ts';
import { Topics } from './topic.ts';
import { addToDate, today, Zone } from './time.ts';
import { requireRole, type Actor, type MemberActor, type Role } from './actor.ts';

export const Roles = z.array(z.enum(['admin', 'coach', 'coachee'])).min(1);

/** Why letters to an address have ended. */
export const Suppressed = z.object({ reason: z.enum(['bounced', 'complained']), at: z.iso.datetime() });
export type Suppressed = z.infer<typeof Suppressed>;

/** A person in a tenant. */
export const Member = z.object({
	tenantId: TenantId,
	memberId: MemberId,
	accountId: AccountId.optional(),
	name: line(100),
	mail: MailAddress,
	zone: Zone,
	language: Language,
	roles: Roles,
	status: z.enum(['invited', 'active', 'left']),
	/** What their letters may not be about. */
	muted: Topics,
	/** How often letters may come; without it, as for everyone (`BUDGET`). */
	budget: Budget.optional(),
	/** The reminders new things get: of their own, and of a coach for their coachees. */
	defaults: Defaults.optional(),
	/** Letters of this firm to their address did not arrive, or were called unwanted. */
	suppressed: Suppressed.optional(),
	/** When somebody last said that letters may be tried again: what is heard of older ones counts no more. */
	retriedAt: z.iso.datetime().optional(),
	/** Links in letters made before this instant no longer open anything. */
	linksFrom: z.iso.datetime(),
	version: z.number().int().min(0),
	createdAt: z.iso.datetime(),
	updatedAt: z.iso.datetime(),
});
export type Member = z.infer<typeof Member>;

/** What a member may change of themselves. */
export const MemberEdit = z.object({
	name: line(100).optional(),
	zone: Zone.optional(),
	language: Language.optional(),
	muted: Topics.optional(),
	budget: Budget.optional(),
	defaults: Defaults.optional(),
});
export type MemberEdit = z.infer<typeof MemberEdit>;

export const InvitationDraft = z.object({
	invitationId: InvitationId,
	memberId: MemberId,
	name: line(100),
	mail: MailAddress,
	roles: z.array(z.enum(['admin', 'coach'])).min(1, 'Choose at least one role'),
});
export type InvitationDraft = z.infer<typeof InvitationDraft>;

/** An open door for one mail address. The token in its letter is known here by its hash alone. */
export const Invitation = z.object({
	tenantId: TenantId,
	invitationId: InvitationId,
	memberId: MemberId,
	mail: MailAddress,
	invitedBy: z.string(),
	status: z.enum(['open', 'accepted', 'withdrawn']),
	/** When its letter wants to leave; `never` once it has. */
	nextAt: z.string(),
	sentAt: z.iso.datetime().optional(),
	letterId: z.string().optional(),
	expiresOn: z.iso.datetime(),
	version: z.number().int().min(0),
	createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const INVITATION_DAYS = 30;
const expiry = (now: string): string => new Date(Date.parse(now) + INVITATION_DAYS * 86_400_000).toISOString();

/** Ids are made by whoever asks. Throws `conflict` when one of somebody new is somebody else's. */
export function requireFree(
	ids: Pick<Invitation, 'memberId' | 'invitationId'>,
	taken: { members: readonly Member[]; invitations: readonly Invitation[] },
): void {
	const member = taken.members.some(({ memberId }) => memberId === ids.memberId);
	const invitation = taken.invitations.some(({ invitationId }) => invitationId === ids.invitationId);
	if (member || invitation) throw new Refusal('conflict', 'Somebody with this id is here already');
}

/** A member who has not yet come. */
export const invited = (
	person: { memberId: string; name: string; mail: string; zone: string; language: Language; roles: Role[] },
	tenantId: string,
	now: string,
): Member => ({
	tenantId,
	memberId: person.memberId,
	name: person.name,
	mail: person.mail,
	zone: person.zone,
	language: person.language,
	roles: person.roles,
	status: 'invited',
	muted: [],
	linksFrom: now,
	version: 0,
	createdAt: now,
	updatedAt: now,
});

/** An invitation whose letter is due at once. */
export const invitation = (member: Member, invitationId: string, invitedBy: string, now: string): Invitation => ({
	tenantId: member.tenantId,
	invitationId,
	memberId: member.memberId,
	mail: member.mail,
	invitedBy,
	status: 'open',
	nextAt: now,
	expiresOn: expiry(now),
	version: 0,
	createdAt: now,
});

/** Invitations one organization may send in a day: a firm that was just founded is no way to mail strangers. */
export const INVITATIONS_A_DAY = 100;

/** Throws `too-many` when the day's invitations are used up. */
export function requireInvitationLeft(invitations: readonly Pick<Invitation, 'createdAt'>[], now: string): void {
	const since = new Date(Date.parse(now) - 86_400_000).toISOString();
	if (invitations.filter(({ createdAt }) => createdAt > since).length < INVITATIONS_A_DAY) return;
	throw new Refusal('too-many', `At most ${INVITATIONS_A_DAY} people can be invited in a day. Please go on tomorrow`);
}

/** Whether the letter of an invitation may leave once more: at most once a day. */
export const mayBeSentAgain = ({ status, nextAt, sentAt }: Invitation, now: string): boolean =>
	status === 'open' && nextAt === 'never' && (!sentAt || sentAt.slice(0, 10) < now.slice(0, 10));

/** Its letter leaves once more, and it has its full time again. Throws `conflict` or `too-many`. */
export function sentAgain(invitation: Invitation, now: string): Invitation {
	if (invitation.status === 'accepted') throw new Refusal('conflict', 'This invitation was already accepted');
	if (invitation.nextAt !== 'never') return invitation;
	if (!mayBeSentAgain({ ...invitation, status: 'open' }, now))
		throw new Refusal('too-many', 'This invitation was sent today. You can send it again tomorrow');
	return { ...invitation, status: 'open', nextAt: now, expiresOn: expiry(now) };
}

/** An admin invites. Throws `not-found` for everyone else. */
export function requireAdmin(actor: Actor): asserts actor is MemberActor {
	requireRole(actor, 'admin');
}

/** What a member changes of themselves. Throws `invalid` for a pause that is not over within a year. */
export function edit(member: Member, change: MemberEdit, actor: Actor, now: string): Member {
	if (actor.kind === 'system' || actor.memberId !== member.memberId)
		throw new Refusal('not-found', 'There is nothing here for you');
	const last = addToDate(today(now, change.zone ?? member.zone), { days: PAUSE_MAX_DAYS });
	if (change.budget?.pausedUntil && change.budget.pausedUntil > last) {
		throw new Refusal('invalid', 'Letters can be paused for a year at most', {
			fields: { 'budget.pausedUntil': 'Within a year' },
		});
	}
	const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
	return { ...member, ...given, updatedAt: now };
}

/**
 * Letters go to their address again. Whoever called them unwanted says so themselves; that they did not arrive, a coach or an
 * admin may have put right. Throws `conflict`.
 */
export function reachable(member: Member, actor: Actor, now: string): Member {
	const { suppressed, ...rest } = member;
	if (!suppressed) return member;
	const own = actor.kind === 'member' && actor.memberId === member.memberId;
	if (suppressed.reason === 'complained' && !own)
		throw new Refusal('conflict', `${member.name} called our letters unwanted. Only they can let letters come again`);
	return { ...rest, retriedAt: now, updatedAt: now };
}

/**
 * A letter that left at `sentAt` did not arrive for good, or was called unwanted: nothing but sign-in goes to its address
 * any more. The graver reason stands, and news of a letter from before somebody said "try again" is none.
 */
export function unreachable(member: Member, reason: Suppressed['reason'], sentAt: string, now: string): Member {
	const known = member.suppressed?.reason;
	if (known === reason || known === 'complained' || sentAt <= (member.retriedAt ?? '')) return member;
	return { ...member, suppressed: { reason, at: now }, updatedAt: now };
}
