import type { SystemActor } from '#shared/domain/actor.ts';
import type { LetterItem } from '#shared/domain/letter.ts';
import type { Invitation, Member } from '#shared/domain/member.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import type { Write } from '#services/change.ts';
import { attempt, transact } from '#services/commit.ts';
import { decided } from '#services/letters/decided.ts';
import { invitationRow } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

/** An open invitation whose letter wants to leave. */
export interface DueInvitation {
	kind: 'invitation';
	item: LetterItem;
	invitation: Invitation;
}

/** Which of these invitations want their letter now. One that ran out before it could leave, or would not arrive, wants it no more. */
export async function invitationsDue(
	actor: SystemActor,
	person: Member,
	known: readonly LetterItem[],
	now: string,
): Promise<DueInvitation[]> {
	const found = await Promise.all(known.map(({ itemId }) => findInvitation(actor, itemId)));
	const due = found
		.filter((invitation) => invitation !== undefined)
		.filter((invitation) => wantsLetter(invitation, now));
	const over = due.filter(({ expiresOn }) => expiresOn <= now || person.suppressed !== undefined);
	for (const { invitationId } of over) await pass(actor, invitationId, now);
	return due
		.filter((invitation) => !over.includes(invitation))
		.map((invitation) => ({
			kind: 'invitation',
			item: { kind: 'invitation', itemId: invitation.invitationId },
			invitation,
		}));
}

export const wantsLetter = ({ status, nextAt }: Invitation, now: string): boolean => status === 'open' && nextAt <= now;

export async function findInvitation(actor: SystemActor, invitationId: string): Promise<Invitation | undefined> {
	const { data } = await entities.invitation
		.get({ tenantId: actor.tenantId, invitationId })
		.go({ ...as(actor), ...strong });
	return (data as Invitation | null) ?? undefined;
}

/** The invitation as it stands once its letter is done with; `sent` says how it left, if it did. */
export const afterLetter = (before: Invitation, sent?: { letterId: string; sentAt: string }): Write =>
	invitationRow({ ...before, ...sent, nextAt: NEVER, version: before.version + 1 }, before.version);

const pass = (actor: SystemActor, invitationId: string, now: string): Promise<void> =>
	attempt(async () => {
		const before = await findInvitation(actor, invitationId);
		if (!before || !wantsLetter(before, now)) return;
		await transact(actor, [afterLetter(before)]);
		decided('reminder suppressed', { tenantId: actor.tenantId, itemId: invitationId });
	});
