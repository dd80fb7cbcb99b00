import type { Actor } from '#shared/domain/actor.ts';
import type { Tenant } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { as, entities } from '#services/table.ts';

/** The firm itself. */
export async function find(actor: Actor): Promise<Tenant> {
	const { data } = await entities.tenant.get({ tenantId: actor.tenantId }).go(as(actor));
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return data as Tenant;
}
