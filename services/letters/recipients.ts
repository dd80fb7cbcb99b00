import type { SystemActor } from '#shared/domain/actor.ts';
import { BUDGET, leavesAt } from '#shared/domain/budget.ts';
import { looksForSilence, sessionWants, wants } from '#shared/domain/due.ts';
import { isTakeable } from '#shared/domain/letter.ts';
import * as nudges from '#shared/domain/nudge.ts';
import { wantsLetter } from '#shared/domain/prompt-openings.ts';
import { wantsTelling } from '#shared/domain/telling.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { findAction, findEngagement, findNudge, findSession } from '#services/letters/around.ts';
import type { Recipient } from '#services/letters/claim.ts';
import { findInvitation, wantsLetter as invites } from '#services/letters/invitations.ts';
import { findLetter, letterboxOf } from '#services/letters/letterbox.ts';
import { untold } from '#services/letters/tellings.ts';
import * as member from '#services/members/member.ts';
import { openNow } from '#services/prompts/opening.ts';

/** Who gets letters for this, of which kinds, if the thing still wants them: read as it stands this moment. */
export async function recipientsOf(actor: SystemActor, wake: Wake, now: string): Promise<Recipient[]> {
	const { itemId } = wake;
	switch (wake.kind) {
		case 'action': {
			const { kind, engagementId } = wake;
			const action = await findAction(actor, wake);
			if (!action || !wants(action, now)) return [];
			return [{ memberId: action.ownerId, kind: 'reminder', known: [{ kind, itemId, engagementId }] }];
		}
		case 'session': {
			const { kind, engagementId } = wake;
			const session = await findSession(actor, wake);
			if (!session) return [];
			const known = [{ kind, itemId, engagementId }];
			const { coachId, coacheeId } = session;
			return [
				...(wantsTelling(session, 'coach') ? [{ memberId: coachId, kind: 'calendar' as const, known }] : []),
				...(wantsTelling(session, 'coachee') ? [{ memberId: coacheeId, kind: 'calendar' as const, known }] : []),
				...(sessionWants(session, now) ? [{ memberId: coacheeId, kind: 'reminder' as const, known }] : []),
			];
		}
		case 'nudge': {
			const { kind, engagementId } = wake;
			const nudge = await findNudge(actor, wake);
			if (!nudge || !nudges.wantsLetter(nudge, now)) return [];
			return [{ memberId: nudge.coacheeId, kind: 'reminder', known: [{ kind, itemId, engagementId }] }];
		}
		case 'prompt': {
			// It opens whether anybody may be written to or not.
			const prompt = await openNow(actor, wake, now);
			if (!prompt || !wantsLetter(prompt, now)) return [];
			const { kind, engagementId } = wake;
			return [{ memberId: prompt.coacheeId, kind: 'reminder', known: [{ kind, itemId, engagementId }] }];
		}
		case 'engagement': {
			const engagement = await findEngagement(actor, itemId);
			if (!engagement || !looksForSilence(engagement, now)) return [];
			const known = [{ kind: wake.kind, itemId, engagementId: itemId }];
			return [{ memberId: engagement.coacheeId, kind: 'reminder', known }];
		}
		case 'invitation': {
			const invitation = await findInvitation(actor, itemId);
			if (!invitation || !invites(invitation, now)) return [];
			return [{ memberId: invitation.memberId, kind: 'invitation', known: [{ kind: wake.kind, itemId }] }];
		}
		case 'letter': {
			const letter = await findLetter(actor, wake.memberId, itemId);
			if (!letter || !isTakeable(letter, now)) return [];
			return [{ memberId: letter.memberId, kind: letter.kind, known: letter.items }];
		}
		case 'member':
			return ofMember(actor, itemId, now);
		default:
			return wake satisfies never;
	}
}

/** Somebody has changed: they may have come, or let letters come that were held. */
async function ofMember(actor: SystemActor, memberId: string, now: string): Promise<Recipient[]> {
	const [person, box] = await Promise.all([member.find(actor, memberId), letterboxOf(actor, memberId)]);
	if (person.status !== 'active') return [];
	const { budget = BUDGET, zone, roles } = person;
	const held = box.heldUntil !== undefined && box.heldUntil > now;
	const otherwise = held && leavesAt(budget, zone, box.taken, now).at !== box.heldUntil;
	const known = roles.includes('coachee') ? await untold(actor, person, now) : [];
	return [
		...(known.length > 0 ? [{ memberId, kind: 'calendar' as const, known }] : []),
		...(otherwise ? [{ memberId, kind: 'reminder' as const, known: [] }] : []),
	];
}
