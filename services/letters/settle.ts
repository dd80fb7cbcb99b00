import type { SystemActor } from '#shared/domain/actor.ts';
import * as actions from '#shared/domain/action.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { change, type Change, type Write } from '#services/change.ts';
import { attempt, commit } from '#services/commit.ts';
import { findLetter, letterRow } from '#services/letters/claim.ts';
import { findAction, wants } from '#services/letters/due.ts';
import { afterLetter, findInvitation, wantsLetter } from '#services/letters/invitations.ts';

/**
 * Writes down what came of a letter. When that is final, one transaction ends the letter and what it spoke of: reminders
 * become sent (or, of a letter that never left, pass) and the next moment moves on. What has changed since it was claimed
 * is decided again; what somebody else has concluded stands, and nothing is `changed`.
 */
export const settle = (
	actor: SystemActor,
	{ memberId, letterId }: Pick<Letter, 'memberId' | 'letterId'>,
	now: string,
	decide: (letter: Letter) => Letter,
): Promise<{ letter: Letter | undefined; changed: boolean }> =>
	attempt(async () => {
		const before = await findLetter(actor, memberId, letterId);
		const after = before && decide(before);
		if (!before || !after || after === before) return { letter: before, changed: false };
		const { changes, rows } = after.status === before.status ? nothing : await marks(actor, after);
		const letter = { ...after, version: before.version + 1 };
		const cause = `req_${letterId.slice(4)}`;
		await commit(actor, { now, cause }, changes, [letterRow(letter, before.version), ...rows]);
		return { letter, changed: true };
	});

const nothing = { changes: [] as Change[], rows: [] as Write[] };

/** What ends with this letter: what was due when it was claimed, and still is. */
async function marks(actor: SystemActor, letter: Letter): Promise<typeof nothing> {
	const { status, items, letterId, claimedAt } = letter;
	const left = status === 'sent' || status === 'uncertain';
	if (!left && status !== 'failed') return nothing;
	const changes: Change[] = [];
	const rows: Write[] = [];
	for (const { kind, itemId, engagementId } of items) {
		if (kind === 'action') {
			const action = await findAction(actor, { engagementId: engagementId ?? '', itemId });
			if (!action || !wants(action, claimedAt)) continue;
			const after = left ? actions.reminded(action, letterId, claimedAt) : actions.passedOver(action, claimedAt);
			changes.push(change('action', action, after));
		} else {
			const invitation = await findInvitation(actor, itemId);
			if (!invitation || !wantsLetter(invitation, claimedAt)) continue;
			rows.push(afterLetter(invitation, left ? { letterId, sentAt: letter.sentAt ?? claimedAt } : undefined));
		}
	}
	return { changes, rows };
}
