import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { DraftId, MemberId, ReflectionId } from '#shared/ids.ts';
import { isCoacheeOf, requireParty, type Actor, type Parties } from './actor.ts';
import { Item, newItem } from './item.ts';
import { AnswersSent, REFLECTION_MAX_BYTES, Sharing } from './reflection.ts';

/** What a draft is about: an opening of a prompt, a session, or nothing but itself. One draft per subject, whatever the device. */
export const Subject = z
	.string()
	.regex(/^(prm_[0-9a-z]{26}-\d{1,6}|ses_[0-9a-z]{26}|rfl_[0-9a-z]{26})$/, 'Not a subject');

/** Which tab of which device writes, so that one's own older text is no stranger. Made by the client, says nothing of it. */
const Device = z.string().regex(/^[a-z0-9]{8,32}$/, 'Not a device');

export const DraftSave = z.object({
	draftId: DraftId,
	reflectionId: ReflectionId,
	questionnaireId: z.string().max(80),
	answers: AnswersSent,
	sharing: Sharing,
	device: Device,
});
export type DraftSave = z.infer<typeof DraftSave>;

/** A reflection that is not yet sent. Overwritten in place; only where two devices disagree do both sides stay as revisions. */
export const Draft = Item.extend({
	draftId: DraftId,
	ownerId: MemberId,
	subject: Subject,
	reflectionId: ReflectionId,
	questionnaireId: z.string(),
	answers: AnswersSent,
	sharing: Sharing,
	device: Device,
	/** Its reflection was sent: nothing is left in it, and older text from elsewhere finds that out. */
	sent: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

/** The draft as it will stand. Nothing is checked but its size: half an answer is what a draft is for. */
export function save(
	around: Parties & { tenantId: string; engagementId: string },
	before: Draft | undefined,
	subject: string,
	sent: DraftSave,
	actor: Actor,
	now: string,
): Draft {
	requireParty(actor, around);
	if (actor.kind !== 'member' || !isCoacheeOf(actor, around))
		throw new Refusal('forbidden', 'Reflections are written by the coachee');
	const { questionnaireId, answers, sharing, device } = sent;
	if (new TextEncoder().encode(JSON.stringify(answers)).length > REFLECTION_MAX_BYTES)
		throw new Refusal(
			'too-large',
			'This is longer than we can keep in one reflection (100 KB). It stays on this device',
		);
	const base = before ?? {
		...newItem(around, now),
		draftId: sent.draftId,
		ownerId: actor.memberId,
		subject,
		reflectionId: sent.reflectionId,
		sent: false,
	};
	return { ...base, questionnaireId, answers, sharing, device, updatedAt: now };
}

/** Whether this text goes on from what stands: it is the first, the same device's, or knows what the other one wrote. */
export const goesOn = (before: Draft | undefined, { device }: DraftSave, version: number): boolean =>
	before === undefined ? version === 0 : !before.sent && (before.device === device || before.version === version);

/** Once its reflection stands. */
export const emptied = (draft: Draft, now: string): Draft => ({ ...draft, answers: {}, sent: true, updatedAt: now });
