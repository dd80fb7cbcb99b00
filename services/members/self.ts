import { rezone } from '#shared/domain/action.ts';
import type { MemberActor } from '#shared/domain/actor.ts';
import { know } from '#shared/domain/engagement.ts';
import type { Member, MemberEdit } from '#shared/domain/member.ts';
import type { Occasion } from '#services/change.ts';
import { revise } from '#services/commit.ts';
import * as action from '#services/actions/action.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as member from '#services/members/member.ts';

/** What a member changes of themselves, and what follows from it: their name in trajectories, their reminders in their zone. */
export async function edit(actor: MemberActor, change: MemberEdit, occasion: Occasion): Promise<Member> {
	const person = await member.edit(actor, change, occasion);
	if (change.name ?? change.zone ?? change.language) await follow({ ...actor, name: person.name }, person, occasion);
	return person;
}

/** Each thing is revised by itself and safe to repeat: a request cut off half-way is finished by sending it again. */
async function follow(actor: MemberActor, person: Member, occasion: Occasion): Promise<void> {
	const coached = actor.roles.includes('coachee') ? await engagement.agenda(actor) : undefined;
	const coaching = actor.roles.includes('coach') ? await engagement.caseload(actor) : undefined;
	for (const { engagementId } of [...(coached?.engagements ?? []), ...(coaching?.engagements ?? [])]) {
		const load = () => engagement.find(actor, { engagementId });
		await revise(actor, 'engagement', occasion, load, (before) => know(before, person));
	}
	const own = [...(coached?.actions ?? []), ...(coaching?.actions ?? [])].filter(
		({ ownerId }) => ownerId === actor.memberId,
	);
	for (const key of own) {
		const load = () => action.find(actor, key);
		await revise(actor, 'action', occasion, load, (before) => rezone(before, person.zone, occasion.now));
	}
}
