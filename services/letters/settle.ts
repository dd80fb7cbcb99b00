import type { SystemActor } from '#shared/domain/actor.ts';
import * as actions from '#shared/domain/action-rules.ts';
import { BUDGET } from '#shared/domain/budget.ts';
import { looksForSilence, sessionWants, wants } from '#shared/domain/due.ts';
import { askedAfterSilence, lookedAgain } from '#shared/domain/silence.ts';
import { takenWithout, type Letter, type LetterItem } from '#shared/domain/letter.ts';
import * as nudges from '#shared/domain/nudge.ts';
import * as openings from '#shared/domain/prompt-openings.ts';
import * as sessions from '#shared/domain/session.ts';
import { toldTo, notToldTo } from '#shared/domain/telling.ts';
import { change, type Change, type Write } from '#services/change.ts';
import { attempt, commit } from '#services/commit.ts';
import { findAction, findEngagement, findNudge, findPrompt, findSession } from '#services/letters/around.ts';
import { afterLetter, findInvitation, wantsLetter } from '#services/letters/invitations.ts';
import { boxRow, findLetter, letterboxOf, letterRow } from '#services/letters/letterbox.ts';
import { partyOf } from '#services/letters/tellings.ts';
import * as member from '#services/members/member.ts';

/**
 * Writes down what came of a letter. When that is final, one transaction ends the letter and what it spoke of: reminders
 * become sent (or, of a letter that never left, pass) and the next moment moves on; one that certainly never left gives its
 * place in the budget back. What has changed since it was claimed is decided again; what somebody else has concluded stands,
 * and nothing is `changed`.
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
		const ends = after.status === before.status ? [] : await marks(actor, after);
		const letter = { ...after, version: before.version + 1 };
		const cause = `req_${letterId.slice(4)}`;
		const rows = [letterRow(letter, before.version), ...(await placeBack(actor, after)), ...ends.flatMap(rowsOf)];
		await commit(actor, { now, cause }, ends.flatMap(changesOf), rows);
		return { letter, changed: true };
	});

/** What becomes of one thing when its letter is done with. */
type Mark = Change | Write;
const isChange = (mark: Mark): mark is Change => 'kind' in mark;
const changesOf = (mark: Mark): Change[] => (isChange(mark) ? [mark] : []);
const rowsOf = (mark: Mark): Write[] => (isChange(mark) ? [] : [mark]);

/** A letter that ended without ever leaving takes no place in its reader's budget. */
async function placeBack(actor: SystemActor, letter: Letter): Promise<Write[]> {
	if (letter.status !== 'withdrawn' && letter.status !== 'failed') return [];
	const box = await letterboxOf(actor, letter.memberId);
	const taken = takenWithout(box, letter);
	return taken === box.taken ? [] : [boxRow({ ...box, taken, version: box.version + 1 }, box.version)];
}

/** What ends with this letter: what was due when it was claimed, and still is. */
async function marks(actor: SystemActor, letter: Letter): Promise<Mark[]> {
	const left = letter.status === 'sent' || letter.status === 'uncertain';
	if (!left && letter.status !== 'failed') return [];
	const marked = await Promise.all(letter.items.map((item) => markOf(actor, letter, item, left)));
	return marked.flatMap((mark) => mark ?? []);
}

async function markOf(
	actor: SystemActor,
	{ kind, memberId, letterId, claimedAt: at, sentAt }: Letter,
	item: LetterItem,
	left: boolean,
): Promise<Mark | undefined> {
	const key = { engagementId: item.engagementId ?? '', itemId: item.itemId };
	switch (item.kind) {
		case 'action': {
			const action = await findAction(actor, key);
			if (!action || !wants(action, at)) return undefined;
			return change('action', action, left ? actions.reminded(action, letterId, at) : actions.passedOver(action, at));
		}
		case 'session': {
			const session = await findSession(actor, key);
			if (!session) return undefined;
			if (kind === 'calendar') {
				const party = partyOf(session, memberId);
				if (!party) return undefined;
				const heard = left ? toldTo : notToldTo;
				return change('session', session, heard(session, party, item.sequence ?? session.sequence, at));
			}
			if (!sessionWants(session, at)) return undefined;
			const after = left ? sessions.reminded(session, letterId, at) : sessions.passedOver(session, at);
			return change('session', session, after);
		}
		case 'engagement': {
			const engagement = await findEngagement(actor, key.engagementId);
			if (!engagement || !looksForSilence(engagement, at)) return undefined;
			const { budget = BUDGET } = await member.find(actor, memberId);
			const asked = askedAfterSilence(engagement, budget.at, at);
			return change('engagement', engagement, left ? asked : lookedAgain(engagement, asked.silenceAt));
		}
		case 'nudge': {
			const nudge = await findNudge(actor, key);
			if (nudge?.status !== 'waiting') return undefined;
			return change('nudge', nudge, left ? nudges.sentBy(nudge, letterId) : nudges.passed(nudge));
		}
		case 'prompt': {
			const prompt = await findPrompt(actor, key);
			if (!prompt || !openings.wantsLetter(prompt, at)) return undefined;
			return change('prompt', prompt, left ? openings.reminded(prompt, letterId, at) : openings.passedOver(prompt, at));
		}
		case 'invitation': {
			const invitation = await findInvitation(actor, item.itemId);
			if (!invitation || !wantsLetter(invitation, at)) return undefined;
			return afterLetter(invitation, left ? { letterId, sentAt: sentAt ?? at } : undefined);
		}
		default:
			return item.kind satisfies never;
	}
}
