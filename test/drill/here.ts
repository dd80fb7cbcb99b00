import type { SystemActor } from '#shared/domain/actor.ts';
import { transact } from '#services/commit.ts';
import { put } from '#services/rows.ts';
import type { FaultPlan } from './faults.ts';
import type { Host } from './host.ts';
import type { Letters } from './letters.ts';
import type { Body } from './record.ts';
import type { Stage } from './stage.ts';

/** A stage in this very process. */
export const hereOn = (host: Host, plan: FaultPlan, letters: Letters): Stage => ({
	now: () => host.conductor.time.ms,
	async ask({ method, path, memberId, cause, body }) {
		const headers = { 'x-member': memberId, 'idempotency-key': cause, 'content-type': 'application/json' };
		const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) };
		const response = await host.ask(new Request(`http://localhost:3000${path}`, sent));
		const text = await response.text();
		return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body, now: host.conductor.time.ms };
	},
	async found({ tenant, members }) {
		const actor: SystemActor = { kind: 'system', tenantId: tenant.tenantId, name: 'drill' };
		for (let from = 0; from < members.length; from += 50)
			await transact(actor, members.slice(from, from + 50).map((one) => put('member', one, undefined))); // prettier-ignore
		await transact(actor, [put('tenant', tenant, undefined)]);
	},
	until: (outcome) => host.conductor.until(outcome),
	quiet: () => host.conductor.quiet(),
	to: async (moment) => void host.conductor.time.to(Math.max(moment, host.conductor.time.ms)),
	sweep: async () => host.sweep(),
	nextFiring: async () => host.nextFiring(),
	calm: async (is) => void (plan.calm = is),
	taken: async () => letters.taken(host.mails()),
});
