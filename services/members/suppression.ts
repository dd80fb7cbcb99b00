import type { Actor, MemberActor, SystemActor } from '#shared/domain/actor.ts';
import { requireCoach } from '#shared/domain/actor.ts';
import type { MailProblems } from '#shared/domain/fate.ts';
import * as rules from '#shared/domain/member.ts';
import type { Member, Suppressed } from '#shared/domain/member.ts';
import type { Occasion } from '#services/change.ts';
import { attempt, transact } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as member from '#services/members/member.ts';
import * as participation from '#services/participation/participation.ts';
import { put } from '#services/rows.ts';

/** Ends letters to this member's address; false when they had ended, or nobody is told by it any more. */
export const suppress = (
	actor: SystemActor,
	{ memberId, sentAt }: { memberId: string; sentAt: string },
	reason: Suppressed['reason'],
	now: string,
): Promise<boolean> =>
	attempt(async () => {
		const before = await member.find(actor, memberId);
		const after = rules.unreachable(before, reason, sentAt, now);
		if (after === before) return false;
		await write(actor, before, after);
		return true;
	});

/** Letters go to this address again: asked by the member, or by an admin. Throws `not-found` for anyone else. */
export async function retry(actor: MemberActor, memberId: string, occasion: Occasion): Promise<Member> {
	if (actor.memberId !== memberId) rules.requireAdmin(actor);
	return tryAgain(actor, memberId, occasion);
}

/** The same for a coachee, asked by their coach, who learns no more of them than that. */
export async function retryCoachee(
	actor: MemberActor,
	key: engagement.EngagementKey,
	occasion: Occasion,
): Promise<MailProblems> {
	const around = await engagement.find(actor, key);
	requireCoach(actor, around);
	await tryAgain(actor, around.coacheeId, occasion);
	return problems(actor, around);
}

/** Which of the two letters do not reach. */
export async function problems(
	actor: Actor,
	{ coachId, coacheeId }: { coachId: string; coacheeId: string },
): Promise<MailProblems> {
	const [coach, coachee] = await Promise.all([member.find(actor, coachId), member.find(actor, coacheeId)]);
	return {
		...(coach.suppressed && { coach: coach.suppressed }),
		...(coachee.suppressed && { coachee: coachee.suppressed }),
	};
}

const tryAgain = (actor: MemberActor, memberId: string, { now }: Occasion): Promise<Member> =>
	attempt(async () => {
		const before = await member.find(actor, memberId);
		const after = rules.reachable(before, actor, now);
		if (after === before) return before;
		return write(actor, before, after);
	});

async function write(actor: Actor, before: Member, after: Member): Promise<Member> {
	const next = { ...after, version: before.version + 1 };
	await transact(actor, [put('member', next, before.version), ...(await participation.reached(actor, next))]);
	return next;
}
