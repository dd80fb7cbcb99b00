import type { SystemActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/action.ts';
import type { Action } from '#shared/domain/action.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { LetterItem } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { isDue } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import { revise } from '#services/commit.ts';
import { decided } from '#services/letters/decided.ts';
import { as, entities, strong, whole } from '#services/table.ts';

/** An action with a reminder due, and the engagement it is of. */
export interface DueAction {
	kind: 'action';
	item: LetterItem;
	action: Action;
	engagement: Engagement;
}

/**
 * Every action of this person with a reminder due now, soonest deadline first. `known` are actions that whoever woke us
 * names: their trajectories are read as they stand this moment, because an index may not show yet what was written a
 * second ago. What is due and must not be sent passes for good.
 */
export async function remindersDue(
	actor: SystemActor,
	person: Member,
	known: readonly LetterItem[],
	now: string,
): Promise<DueAction[]> {
	const engagements = new Map<string, Promise<Engagement | undefined>>();
	const engagementOf = (id: string) => engagements.get(id) ?? engagements.set(id, findEngagement(actor, id)).get(id)!;

	const actions = (await openActions(actor, person, known, now)).filter(
		(action) => action.ownerId === person.memberId && wants(action, now),
	);
	const due: DueAction[] = [];
	for (const action of actions.sort((a, b) => (a.dueOn + a.actionId < b.dueOn + b.actionId ? -1 : 1))) {
		const engagement = await engagementOf(action.engagementId);
		const { actionId: itemId, engagementId } = action;
		if (person.status === 'active' && !person.muted.includes('action') && engagement?.status === 'active')
			due.push({ kind: 'action', item: { kind: 'action', itemId, engagementId }, action, engagement });
		else await passOver(actor, action, now);
	}
	return due;
}

export const wants = ({ status, reminders }: Action, now: string): boolean =>
	status === 'open' && reminders.some((reminder) => isDue(reminder, now));

export async function findAction(actor: SystemActor, key: { engagementId: string; itemId: string }) {
	const { data } = await entities.action
		.get({ tenantId: actor.tenantId, engagementId: key.engagementId, actionId: key.itemId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Action | null) ?? undefined;
}

async function findEngagement(actor: SystemActor, engagementId: string): Promise<Engagement | undefined> {
	const { data } = await entities.engagement
		.get({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Engagement | null) ?? undefined;
}

/** What may be due, read strongly: all of the known trajectories, and whatever the person's own list shows of others. */
async function openActions(
	actor: SystemActor,
	person: Member,
	known: readonly LetterItem[],
	now: string,
): Promise<Action[]> {
	const { tenantId } = actor;
	const near = [...new Set(known.flatMap(({ engagementId }) => engagementId ?? []))];
	const elsewhere = (await listed(actor, person, now)).filter(({ engagementId }) => !near.includes(engagementId));
	const read = await Promise.all([
		...near.map(async (engagementId) => {
			const { data } = await entities.action.query
				.main({ tenantId, engagementId })
				.go({ ...as(actor), ...strong, ...whole });
			return data as unknown as Action[];
		}),
		...elsewhere.map((key) => findAction(actor, key).then((action) => (action ? [action] : []))),
	]);
	return read.flat();
}

/** From the indexes: open, this person's own, and due. The strong read after it decides. */
async function listed(actor: SystemActor, { memberId, roles }: Member, now: string) {
	const { tenantId } = actor;
	const at = { ...as(actor), ...whole };
	const mine = await Promise.all([
		roles.includes('coachee') && entities.action.query.agenda({ tenantId, coacheeId: memberId }).go(at),
		roles.includes('coach') && entities.action.query.caseload({ tenantId, coachId: memberId }).go(at),
	]);
	const keys = mine.flatMap((page) => (page ? page.data : []));
	const wanted = keys.filter(({ ownerId, nextAt }) => ownerId === memberId && nextAt <= now);
	return [...new Map(wanted.map(({ actionId: itemId, engagementId }) => [itemId, { itemId, engagementId }])).values()];
}

async function passOver(actor: SystemActor, { actionId: itemId, engagementId }: Action, now: string): Promise<void> {
	const occasion = { now, cause: newId('req') };
	const load = async () => (await findAction(actor, { engagementId, itemId }))!;
	await revise(actor, 'action', occasion, load, (action) =>
		wants(action, now) ? rules.passedOver(action, now) : action,
	);
	decided('reminder suppressed', { tenantId: actor.tenantId, itemId });
}
