import { z } from 'zod';
import type { Outcome } from '#shared/domain/letter.ts';
import { LetterId, MemberId, TenantId } from '#shared/ids.ts';
import * as letter from '#services/letters/letter.ts';

/** The part of the mail service's events that we read. Letters of sign-in carry no such tags, and are none of our business here. */
const Event = z.object({
	detail: z.object({
		eventType: z.string(),
		/** `Permanent`: there is nobody at this address. A full mailbox is `Transient`. */
		bounce: z.object({ bounceType: z.string() }).optional(),
		mail: z.object({
			messageId: z.string(),
			tags: z.object({ tenantId: z.tuple([TenantId]), memberId: z.tuple([MemberId]), letterId: z.tuple([LetterId]) }),
		}),
	}),
});

/** `undefined`: it was sent, and more will be heard. What is not here says nothing new. */
const OUTCOME: Record<string, Outcome | undefined> = {
	Send: undefined,
	Delivery: 'delivered',
	Bounce: 'bounced',
	Reject: 'bounced',
	Complaint: 'complained',
};

/** What the mail service tells of our letters, through EventBridge. */
export async function handler(event: unknown): Promise<void> {
	const { data } = Event.safeParse(event);
	if (!data || !(data.detail.eventType in OUTCOME)) return;
	const { eventType, mail, bounce } = data.detail;
	const forGood = eventType === 'Complaint' || (eventType === 'Bounce' && bounce?.bounceType === 'Permanent');
	const { messageId, tags } = mail;
	const key = { tenantId: tags.tenantId[0], memberId: tags.memberId[0], letterId: tags.letterId[0] };
	await letter.heard(key, { messageId, outcome: OUTCOME[eventType], forGood }, new Date().toISOString());
}
