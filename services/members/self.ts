import * as actionRules from '#shared/domain/action-rules.ts';
import type { MemberActor } from '#shared/domain/actor.ts';
import { know } from '#shared/domain/engagement.ts';
import type { Member, MemberEdit } from '#shared/domain/member.ts';
import { rezone as rezonePrompt } from '#shared/domain/prompt-openings.ts';
import * as sessionRules from '#shared/domain/session.ts';
import type { Occasion } from '#services/change.ts';
import { revise } from '#services/commit.ts';
import * as action from '#services/actions/action.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as prompt from '#services/prompts/prompt.ts';
import * as session from '#services/sessions/session.ts';
import * as member from '#services/members/member.ts';

/** What a member changes of themselves, and what follows from it: their name in trajectories, their reminders in their zone. */
export async function edit(actor: MemberActor, change: MemberEdit, occasion: Occasion): Promise<Member> {
	const person = await member.edit(actor, change, occasion);
	if (change.name ?? change.zone ?? change.language) {
		for (const engagementId of await ownEngagements(actor)) {
			await follow(actor, engagementId, person, occasion);
			if (change.zone) await rezone(actor, engagementId, person, occasion);
		}
	}
	return person;
}

/** Where they are one of the two. */
async function ownEngagements(actor: MemberActor): Promise<string[]> {
	const coached = actor.roles.includes('coachee') ? await engagement.agenda(actor) : undefined;
	const coaching = actor.roles.includes('coach') ? await engagement.caseload(actor) : undefined;
	return [...(coached?.engagements ?? []), ...(coaching?.engagements ?? [])].map(({ engagementId }) => engagementId);
}

const follow = (actor: MemberActor, engagementId: string, person: Member, occasion: Occasion) =>
	revise(
		actor,
		'engagement',
		occasion,
		() => engagement.find(actor, { engagementId }),
		(before) => know(before, person),
	);

/**
 * Reminders of their actions, and of a coachee's sessions, on the new clock. The trajectory has just learnt of the zone, so
 * whatever is added from now on stands on it. Each thing is revised by itself and safe to repeat: a request cut off half-way
 * is finished by sending it again.
 */
async function rezone(actor: MemberActor, engagementId: string, { zone }: Member, occasion: Occasion): Promise<void> {
	const { memberId } = actor;
	const { actions, sessions, prompts } = await engagement.trajectory(actor, { engagementId });
	for (const key of actions.filter(({ ownerId, status }) => ownerId === memberId && status === 'open')) {
		const load = () => action.find(actor, key);
		await revise(actor, 'action', occasion, load, (before) => actionRules.rezone(before, zone, occasion.now));
	}
	for (const key of prompts.filter(({ coacheeId }) => coacheeId === memberId)) {
		const load = () => prompt.find(actor, key);
		await revise(actor, 'prompt', occasion, load, (before) => rezonePrompt(before, zone, sessions, occasion.now));
	}
	for (const key of sessions.filter(({ coacheeId }) => coacheeId === memberId)) {
		const load = () => session.find(actor, key);
		await revise(actor, 'session', occasion, load, (before) => sessionRules.rezone(before, zone, occasion.now));
	}
}
