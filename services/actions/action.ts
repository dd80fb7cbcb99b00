import type { Actor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/action.ts';
import type { Action, ActionDraft, ActionEdit, Surroundings } from '#shared/domain/action.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import { Refusal } from '#shared/errors.ts';
import * as commits from '#services/commit.ts';
import type { Occasion } from '#services/change.ts';
import { requireUnchanged } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as goal from '#services/goals/goal.ts';
import * as member from '#services/members/member.ts';
import * as session from '#services/sessions/session.ts';
import { as, entities, strong } from '#services/table.ts';

export interface ActionKey {
	engagementId: string;
	actionId: string;
}

/** An action as it stands now, or undefined. Reads after one's own writes. */
export async function peek(actor: Actor, { engagementId, actionId }: ActionKey): Promise<Action | undefined> {
	const { data } = await entities.action
		.get({ tenantId: actor.tenantId, engagementId, actionId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Action | null) ?? undefined;
}

/** An action as it stands now. Throws `not-found`, also for anyone it is not for. */
export async function find(actor: Actor, key: ActionKey): Promise<Action> {
	const action = await peek(actor, key);
	if (!action) throw new Refusal('not-found', 'There is nothing here for you');
	rules.requireReader(action, actor);
	return action;
}

/** A new action. Throws `invalid` for a deadline in the past, or a goal or session that is not of this engagement. */
export const create = (actor: Actor, engagementId: string, draft: ActionDraft, occasion: Occasion): Promise<Action> =>
	commits.create(
		actor,
		'action',
		occasion,
		() => peek(actor, { engagementId, actionId: draft.actionId }),
		async () => rules.create(await surroundings(actor, engagementId, draft), draft, actor, occasion.now),
	);

export const complete = (actor: Actor, key: ActionKey, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.complete(action, actor, occasion.now));

export const reopen = (actor: Actor, key: ActionKey, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.reopen(action, actor, occasion.now));

export const move = (actor: Actor, key: ActionKey, dueOn: string, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.move(action, dueOn, actor, occasion.now));

export const drop = (actor: Actor, key: ActionKey, reason: string, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.drop(action, reason, actor, occasion.now));

export const remind = (actor: Actor, key: ActionKey, reminders: ReminderDraft[], occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.remind(action, reminders, actor, occasion.now));

/** Text, goal and session, on the version that was read. Throws `stale` with the newer one. */
export async function edit(
	actor: Actor,
	key: ActionKey,
	change: ActionEdit,
	version: number,
	occasion: Occasion,
): Promise<Action> {
	if (change.goalId) await goal.find(actor, { engagementId: key.engagementId, goalId: change.goalId });
	const sessionAt = change.sessionId
		? (await session.find(actor, { engagementId: key.engagementId, sessionId: change.sessionId })).startsAt
		: undefined;
	return revise(actor, key, occasion, (action) => {
		requireUnchanged(action, version);
		return rules.edit(action, change, { sessionAt }, actor, occasion.now);
	});
}

const revise = (
	actor: Actor,
	key: ActionKey,
	occasion: Occasion,
	decide: (action: Action) => Action,
): Promise<Action> => commits.revise(actor, 'action', occasion, () => find(actor, key), decide);

/** What a new action takes from where it stands: its engagement, its owner's zone, and the session it came from. */
async function surroundings(actor: Actor, engagementId: string, draft: ActionDraft): Promise<Surroundings> {
	const around = await engagement.find(actor, { engagementId });
	const ofCoach = draft.ownerId === around.coachId;
	const [owner, from] = await Promise.all([
		ofCoach ? member.find(actor, around.coachId) : around,
		draft.sessionId ? session.find(actor, { engagementId, sessionId: draft.sessionId }) : undefined,
		draft.goalId ? goal.find(actor, { engagementId, goalId: draft.goalId }) : undefined,
	]);
	return { ...around, zone: owner.zone, sessionAt: from?.startsAt };
}
