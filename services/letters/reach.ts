import type { MemberActor, Parties } from '#shared/domain/actor.ts';
import { BUDGET, leavesAt } from '#shared/domain/budget.ts';
import { mayGet } from '#shared/domain/due.ts';
import type { Fates } from '#shared/domain/fate.ts';
import { dueFrom } from '#shared/domain/nudge.ts';
import { letterboxOf } from '#services/letters/letterbox.ts';
import { awaited } from '#services/members/awaited.ts';
import * as member from '#services/members/member.ts';

/** What a coach wants to know before they write: when a line would leave by letter, and whether anybody is there to read it. */
export async function reachOf(
	actor: MemberActor,
	{ coacheeId }: Parties,
	now: string,
): Promise<Pick<Fates, 'next' | 'awaited'>> {
	const reader = await member.find(actor, coacheeId);
	const expected = await awaited(actor, reader, now);
	if (expected || !mayGet(reader, 'nudge')) return { ...(expected && { awaited: expected }) };
	const { taken } = await letterboxOf(actor, coacheeId);
	return { next: leavesAt(reader.budget ?? BUDGET, reader.zone, taken, dueFrom({ createdAt: now })) };
}
