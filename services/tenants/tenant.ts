import { requireRole, type Actor, type MemberActor } from '#shared/domain/actor.ts';
import type { Defaults } from '#shared/domain/defaults.ts';
import type { Tenant } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { attempt, transact } from '#services/commit.ts';
import { put } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

/** The firm itself. */
export async function find(actor: Actor): Promise<Tenant> {
	const { data } = await entities.tenant.get({ tenantId: actor.tenantId }).go({ ...as(actor), ...strong });
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return data as Tenant;
}

/** The reminders new things get where neither coachee nor coach says otherwise. What is left out stays. */
export const setDefaults = (actor: MemberActor, defaults: Defaults): Promise<Tenant> =>
	attempt(async () => {
		requireRole(actor, 'admin');
		const before = await find(actor);
		const after = { ...before, defaults: { ...before.defaults, ...defaults }, version: before.version + 1 };
		await transact(actor, [put('tenant', after, before.version)]);
		return after;
	});
