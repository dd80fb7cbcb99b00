import * as actions from '#shared/domain/action-rules.ts';
import type { SystemActor } from '#shared/domain/actor.ts';
import * as openings from '#shared/domain/prompt-openings.ts';
import * as sessions from '#shared/domain/session.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { newId } from '#shared/ids.ts';
import type { Items } from '#services/change.ts';
import { revise } from '#services/commit.ts';
import { decided } from '#services/letters/decided.ts';
import { asFunction, entities, strong } from '#services/table.ts';

type Timed = 'action' | 'session' | 'prompt';
type Of<K extends Timed> = Extract<Wake, { kind: K }>;

/** When an action wants its next letter, by the zone data of today; undefined when there is no such action. */
export function actionAt(wake: Of<'action'>, now: string): Promise<string | undefined> {
	const { tenantId, engagementId, itemId: actionId } = wake;
	const row = entities.action.get({ tenantId, engagementId, actionId });
	const find = async () => (await row.go(asItStands())).data as Items['action'] | null;
	return nextAt(wake, 'action', find, actions.retimed, now);
}

/** The same of a session. */
export function sessionAt(wake: Of<'session'>, now: string): Promise<string | undefined> {
	const { tenantId, engagementId, itemId: sessionId } = wake;
	const row = entities.session.get({ tenantId, engagementId, sessionId });
	const find = async () => (await row.go(asItStands())).data as Items['session'] | null;
	return nextAt(wake, 'session', find, sessions.retimed, now);
}

/** The same of a prompt, and when it opens. */
export function promptAt(wake: Of<'prompt'>, now: string): Promise<string | undefined> {
	const { tenantId, engagementId, itemId: promptId } = wake;
	const row = entities.prompt.get({ tenantId, engagementId, promptId });
	const find = async () => (await row.go(asItStands())).data as Items['prompt'] | null;
	return nextAt(wake, 'prompt', find, openings.retimed, now);
}

/**
 * Moments that were worked out with other zone data are worked out again, and written down only if one is another now: then
 * as a change of its own, so that the item's history holds it.
 */
async function nextAt<K extends Timed>(
	{ tenantId, itemId }: Wake,
	kind: K,
	find: () => Promise<Items[K] | null>,
	retimed: (item: Items[K], now: string) => Items[K],
	now: string,
): Promise<string | undefined> {
	const item = await find();
	if (!item || retimed(item, now) === item) return item?.nextAt;
	const actor: SystemActor = { kind: 'system', tenantId, name: 'zone data' };
	const again = async () => (await find()) ?? item;
	const after = await revise(actor, kind, { now, cause: newId('req') }, again, (one) => retimed(one, now));
	decided('reminder retimed', { tenantId, itemId, at: after.nextAt });
	return after.nextAt;
}

const asItStands = () => ({ ...asFunction(), ...strong });
