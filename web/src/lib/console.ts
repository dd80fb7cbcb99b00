import type { hc, InferResponseType } from 'hono/client';
import { caller } from '#lib/caller.ts';
import type { ConsoleApi } from '#services/console/console.routes.ts';

/** The console's own typed client: its handler can read people and counts, and nothing of coaching. */
export const consoleApi = (fetch: typeof globalThis.fetch, cause?: string) =>
	(caller(fetch, cause ? { 'idempotency-key': cause } : {}) as ReturnType<typeof hc<ConsoleApi>>).api.console.tenants[
		':tenantId'
	];

type Client = ReturnType<typeof consoleApi>;
export type People = InferResponseType<Client['people']['$get']>;
export type Person = People['members'][number];
export type Invitation = People['invitations'][number];
export type Counted = InferResponseType<Client['participation']['$get']>[number];

/** How somebody stands in the organization. */
export type Standing = { is: 'active' | 'left' | 'onItsWay' | 'withdrawn' } | { is: 'sent' | 'ranOut'; at: string };

export function standing(person: Person, invitation: Invitation | undefined, now: string): Standing {
	if (person.status !== 'invited') return { is: person.status };
	if (!invitation || invitation.status === 'withdrawn') return { is: 'withdrawn' };
	if (invitation.nextAt !== 'never') return { is: 'onItsWay' };
	if (invitation.expiresOn <= now) return { is: 'ranOut', at: invitation.expiresOn };
	return { is: 'sent', at: invitation.sentAt ?? invitation.createdAt };
}

/** The newest invitation of each member. */
export const invitationsByMember = (invitations: Invitation[]): Map<string, Invitation> =>
	new Map(
		invitations
			.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
			.map((invitation) => [invitation.memberId, invitation]),
	);
