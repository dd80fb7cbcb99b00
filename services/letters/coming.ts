import type { MemberActor } from '#shared/domain/actor.ts';
import { BUDGET } from '#shared/domain/budget.ts';
import type { Coming } from '#shared/domain/coming.ts';
import * as member from '#services/members/member.ts';

/** The letters that will come in the next two weeks, as they will be sent if nothing changes. */
export async function ofMember(actor: MemberActor): Promise<Coming> {
	const { budget = BUDGET, muted } = await member.find(actor, actor.memberId);
	return { budget, muted, letters: [], moot: [] };
}
