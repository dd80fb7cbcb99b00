import { Refusal } from '#shared/errors.ts';

export type Role = 'admin' | 'coach' | 'coachee';

/** Someone signed in, acting in one tenant. The tenant comes from the membership of the verified sign-in, never from a body. */
export interface MemberActor {
	kind: 'member';
	tenantId: string;
	memberId: string;
	name: string;
	roles: readonly Role[];
}

/** The holder of a letter's link: acts as that member for one item and nothing else. */
export interface BearerActor {
	kind: 'bearer';
	tenantId: string;
	memberId: string;
	name: string;
	roles: readonly Role[];
	itemId: string;
	letterId: string;
}

/** A worker of ours (arm, send, sweep …), with a small role of its own. */
export interface SystemActor {
	kind: 'system';
	tenantId: string;
	name: string;
}

/** Somebody, however we know them. */
export type Person = MemberActor | BearerActor;
export type Actor = Person | SystemActor;

/** The two people of an engagement. Carried by everything that belongs to it, so a rule can tell who may. */
export interface Parties {
	coachId: string;
	coacheeId: string;
}

export const isCoachOf = (actor: Actor, parties: Parties): boolean =>
	actor.kind !== 'system' && actor.memberId === parties.coachId;

export const isCoacheeOf = (actor: Actor, parties: Parties): boolean =>
	actor.kind !== 'system' && actor.memberId === parties.coacheeId;

export const isParty = (actor: Actor, parties: Parties): boolean =>
	isCoachOf(actor, parties) || isCoacheeOf(actor, parties);

/** Lets the two people of an engagement pass; to anyone else the thing does not exist. Throws `not-found`. */
export function requireParty(actor: Actor, parties: Parties, itemId?: string): void {
	const withinLetter = actor.kind !== 'bearer' || actor.itemId === itemId;
	if (!isParty(actor, parties) || !withinLetter) throw new Refusal('not-found', 'There is nothing here for you');
}

/** Throws `not-found` for strangers and `forbidden` for the coachee. */
export function requireCoach(actor: Actor, parties: Parties): void {
	requireParty(actor, parties);
	if (!isCoachOf(actor, parties)) throw new Refusal('forbidden', 'Only the coach can do this');
}

/** A page or list of a role one does not have does not exist. Throws `not-found`. */
export function requireRole(actor: Actor, role: Role): void {
	if (actor.kind !== 'member' || !actor.roles.includes(role)) {
		throw new Refusal('not-found', 'There is nothing here for you');
	}
}
