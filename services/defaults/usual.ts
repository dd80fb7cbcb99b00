import type { Actor, Parties } from '#shared/domain/actor.ts';
import { settled, type Usual, type UsualHere } from '#shared/domain/defaults.ts';
import type { ReminderDraft, ReminderRule } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import * as member from '#services/members/member.ts';
import * as tenant from '#services/tenants/tenant.ts';

/** What is usual for new things of an engagement: the coachee's own word, else the coach's, else the firm's. */
export async function usual(actor: Actor, { coacheeId, coachId }: Parties): Promise<UsualHere> {
	const [coachee, coach, firm] = await Promise.all([
		member.find(actor, coacheeId),
		member.find(actor, coachId),
		tenant.find(actor),
	]);
	const otherwise = settled(coach.defaults, firm.defaults);
	return { ...settled(coachee.defaults, otherwise), otherwise };
}

/** The same for what a coach takes upon themselves: their own word, else the firm's. */
export async function usualForCoach(actor: Actor, { coachId }: Parties): Promise<Usual> {
	const [coach, firm] = await Promise.all([member.find(actor, coachId), tenant.find(actor)]);
	return settled(coach.defaults, firm.defaults);
}

/** Rules nobody sent, as if somebody had. */
export const drafted = (rules: readonly ReminderRule[]): ReminderDraft[] =>
	rules.map((rule) => ({ reminderId: newId('rem'), rule }));
