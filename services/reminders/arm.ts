import { NEVER } from '#shared/domain/reminder.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { decided } from '#services/letters/decided.ts';
import { actionAt, promptAt, sessionAt } from '#services/reminders/retime.ts';
import { wakeAt, wakeNow } from '#services/reminders/wake-up.ts';
import { asFunction, entities, strong } from '#services/table.ts';

/**
 * Makes sure that somebody wakes for this thing, from how it stands now and not from what was told of it: told twice, late
 * or in another order, the same comes of it. A schedule of an earlier moment stays; what it wakes finds nothing due.
 */
export async function arm(wake: Wake, now: string): Promise<void> {
	const nextAt = await nextAtOf(wake, now);
	if (nextAt === undefined || nextAt === NEVER) return;
	if (nextAt <= now) await wakeNow(wake);
	else await wakeAt(wake, nextAt, now);
	decided('reminder armed', { tenantId: wake.tenantId, itemId: wake.itemId, at: nextAt });
}

async function nextAtOf(wake: Wake, now: string): Promise<string | undefined> {
	const { tenantId, itemId } = wake;
	const only = { ...asFunction(), ...strong, attributes: ['nextAt' as const] };
	switch (wake.kind) {
		case 'action':
			return actionAt(wake, now);
		case 'session':
			return sessionAt(wake, now);
		case 'prompt':
			return promptAt(wake, now);
		case 'nudge': {
			const { engagementId } = wake;
			return (await entities.nudge.get({ tenantId, engagementId, nudgeId: itemId }).go(only)).data?.nextAt;
		}
		case 'engagement':
			return (await entities.engagement.get({ tenantId, engagementId: itemId }).go(only)).data?.nextAt;
		case 'member':
			// What they may be sent can have changed with them, once they have come; the sender finds out.
			return (await entities.member.get({ tenantId, memberId: itemId }).go({ ...only, attributes: ['status'] })).data
				?.status === 'active'
				? now
				: undefined;
		case 'invitation':
			return (await entities.invitation.get({ tenantId, invitationId: itemId }).go(only)).data?.nextAt;
		case 'letter':
			return undefined;
		default:
			return wake satisfies never;
	}
}
