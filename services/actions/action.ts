import type { Actor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/action-rules.ts';
import type { Action, ActionDraft, ActionEdit } from '#shared/domain/action.ts';
import type { Surroundings } from '#shared/domain/action-rules.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import { Refusal } from '#shared/errors.ts';
import * as commits from '#services/commit.ts';
import type { Occasion } from '#services/change.ts';
import { requireUnchanged } from '#services/commit.ts';
import { drafted, usual, usualForCoach } from '#services/defaults/usual.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as goal from '#services/goals/goal.ts';
import * as member from '#services/members/member.ts';
import * as participation from '#services/participation/participation.ts';
import { still } from '#services/rows.ts';
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
		async () => {
			const { around, upon } = await surroundings(actor, engagementId, draft);
			const reminders = draft.reminders ?? drafted((await usualOf(actor, around, draft)).action);
			return { after: rules.create(around, { ...draft, reminders }, actor, occasion.now), upon };
		},
	);

export const complete = (actor: Actor, key: ActionKey, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.complete(action, actor, occasion.now));

/** Undo of done or dropped, on its owner's clock as that stands now. */
export const reopen = (actor: Actor, key: ActionKey, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, async (action) => {
		const owner = await member.find(actor, action.ownerId);
		return { after: rules.reopen(action, owner.zone, actor, occasion.now), upon: [still('member', owner)] };
	});

export const move = (actor: Actor, key: ActionKey, dueOn: string, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.move(action, dueOn, actor, occasion.now));

export const drop = (actor: Actor, key: ActionKey, reason: string, occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.drop(action, reason, actor, occasion.now));

export const remind = (actor: Actor, key: ActionKey, reminders: ReminderDraft[], occasion: Occasion): Promise<Action> =>
	revise(actor, key, occasion, (action) => rules.remind(action, reminders, actor, occasion.now));

/** Text, goal and session, on the version that was read. Throws `stale` with the newer one. */
export const edit = (
	actor: Actor,
	key: ActionKey,
	edited: ActionEdit,
	version: number,
	occasion: Occasion,
): Promise<Action> =>
	revise(actor, key, occasion, async (action) => {
		requireUnchanged(action, version);
		const { engagementId } = key;
		const { goalId, sessionId } = edited;
		const [from] = await Promise.all([
			sessionId ? session.find(actor, { engagementId, sessionId }) : undefined,
			goalId ? goal.find(actor, { engagementId, goalId }) : undefined,
		]);
		const after = rules.edit(action, edited, { session: from }, actor, occasion.now);
		return { after, upon: from ? [still('session', from)] : [] };
	});

const revise = (
	actor: Actor,
	key: ActionKey,
	occasion: Occasion,
	decide: (action: Action) => Action | Promise<commits.Decision<Action>>,
): Promise<Action> => commits.revise(actor, 'action', occasion, () => find(actor, key), decide);

/**
 * What a new action takes from where it stands: its engagement, its owner's zone, and the session it came from. Should one
 * of them change before it is committed, it is decided again.
 */
async function surroundings(actor: Actor, engagementId: string, { ownerId, sessionId, goalId }: ActionDraft) {
	const found = await engagement.find(actor, { engagementId });
	const [coach, from, { openActions }] = await Promise.all([
		ownerId === found.coachId ? member.find(actor, ownerId) : undefined,
		sessionId ? session.find(actor, { engagementId, sessionId }) : undefined,
		participation.find(actor, found),
		goalId ? goal.find(actor, { engagementId, goalId }) : undefined,
	]);
	const around: Surroundings = { ...found, zone: (coach ?? found).zone, session: from, openActions };
	const upon = [
		still('engagement', found),
		...(coach ? [still('member', coach)] : []),
		...(from ? [still('session', from)] : []),
	];
	return { around, upon };
}

const usualOf = (actor: Actor, around: Surroundings, { ownerId }: ActionDraft) =>
	ownerId === around.coachId ? usualForCoach(actor, around) : usual(actor, around);
