import type { MemberActor } from '#shared/domain/actor.ts';
import { requireCoach } from '#shared/domain/actor.ts';
import type { Awaited } from '#shared/domain/fate.ts';
import { mayBeSentAgain, type Invitation, type Member } from '#shared/domain/member.ts';
import { Refusal } from '#shared/errors.ts';
import type { Occasion } from '#services/change.ts';
import { attempt } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as member from '#services/members/member.ts';

/** Whether somebody is still awaited. Only then is their invitation looked for among the firm's. */
export async function awaited(
	actor: MemberActor,
	{ memberId, status }: Pick<Member, 'memberId' | 'status'>,
	now: string,
): Promise<Awaited | undefined> {
	if (status !== 'invited') return undefined;
	const invitation = await invitationOf(actor, memberId);
	return { mayInviteAgain: invitation !== undefined && mayBeSentAgain(invitation, now) };
}

/** The coachee's invitation once more, at most once a day, asked by their coach. */
export const inviteAgain = (actor: MemberActor, key: engagement.EngagementKey, { now }: Occasion): Promise<Awaited> =>
	attempt(async () => {
		const around = await engagement.find(actor, key);
		requireCoach(actor, around);
		const { name, status } = await member.find(actor, around.coacheeId);
		if (status !== 'invited') throw new Refusal('conflict', `${name} is here already`);
		const before = await invitationOf(actor, around.coacheeId);
		if (before?.status !== 'open')
			throw new Refusal('conflict', 'Your organization has withdrawn this invitation. Please ask one of its admins');
		await member.sendAgain(actor, before, now);
		return { mayInviteAgain: false };
	});

/** The newest of somebody who was invited. */
async function invitationOf(actor: MemberActor, memberId: string): Promise<Invitation | undefined> {
	const { invitations } = await member.people(actor);
	return invitations.filter((one) => one.memberId === memberId).at(-1);
}
