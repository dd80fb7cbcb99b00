import { z } from 'zod';
import {
	ActionId,
	EngagementId,
	InvitationId,
	LetterId,
	MemberId,
	NudgeId,
	PromptId,
	SessionId,
	TenantId,
} from '#shared/ids.ts';

/** What wakes the sender: keys alone, so that a schedule knows nothing of what it will say. */
export const Wake = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('action'), tenantId: TenantId, engagementId: EngagementId, itemId: ActionId }),
	z.object({ kind: z.literal('session'), tenantId: TenantId, engagementId: EngagementId, itemId: SessionId }),
	z.object({ kind: z.literal('nudge'), tenantId: TenantId, engagementId: EngagementId, itemId: NudgeId }),
	z.object({ kind: z.literal('prompt'), tenantId: TenantId, engagementId: EngagementId, itemId: PromptId }),
	/** Whether it has been silent. */
	z.object({ kind: z.literal('engagement'), tenantId: TenantId, itemId: EngagementId }),
	/** Somebody who may be sent more now than before. */
	z.object({ kind: z.literal('member'), tenantId: TenantId, itemId: MemberId }),
	z.object({ kind: z.literal('invitation'), tenantId: TenantId, itemId: InvitationId }),
	z.object({ kind: z.literal('letter'), tenantId: TenantId, memberId: MemberId, itemId: LetterId }),
]);
export type Wake = z.infer<typeof Wake>;

const SHAPES = [
	/^\$fc#t_(?<tenantId>[^#]+)#e_(?<engagementId>[^#]+) \$trajectory#(?<kind>action)_1#a_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+)#e_(?<engagementId>[^#]+) \$trajectory#(?<kind>session)_1#s_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+)#e_(?<engagementId>[^#]+) \$trajectory#(?<kind>nudge)_1#u_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+)#e_(?<engagementId>[^#]+) \$trajectory#(?<kind>prompt)_1#p_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+)#e_(?<itemId>[^#]+) \$trajectory#(?<kind>engagement)_1$/,
	/^\$fc#t_(?<tenantId>[^#]+) \$people#(?<kind>member)_1#m_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+) \$people#(?<kind>invitation)_1#n_(?<itemId>[^#]+)$/,
	/^\$fc#t_(?<tenantId>[^#]+)#m_(?<memberId>[^#]+) \$(?<kind>letter)_1#l_(?<itemId>[^#]+)$/,
];

/** The thing a row is of, from its keys; undefined for every row that never wants a letter. */
export function wakeOfKeys(pk: string, sk: string): Wake | undefined {
	for (const shape of SHAPES) {
		const found = shape.exec(`${pk} ${sk}`)?.groups;
		if (found) return Wake.safeParse(found).data;
	}
	return undefined;
}

const MINUTE = 60_000;

/**
 * The minute (counted from 1970) to be woken for a moment that is ahead: never before it, and a minute away at least,
 * because a schedule whose moment has passed when it arrives is refused.
 */
export const wakeMinute = (nextAt: string, now: string): number =>
	Math.ceil(Math.max(Date.parse(nextAt), Date.parse(now) + MINUTE) / MINUTE);

/**
 * A name that is the same for the same thing and minute: made twice, the second is refused and nothing is lost. People make
 * ids, so a firm could name a thing as another firm did.
 */
export const scheduleName = ({ itemId, tenantId }: Wake, minute: number): string =>
	`${itemId}-${tenantId.slice(-10)}-${minute}`;

/** As Scheduler writes a moment in UTC. */
export const atExpression = (minute: number): string => `at(${new Date(minute * MINUTE).toISOString().slice(0, 19)})`;

/** One of each tenant in turn, each tenant's in the order given: a firm with a thousand due does not keep the others waiting. */
export function inTurns<T>(all: readonly T[], tenantOf: (one: T) => string): T[] {
	let queues = [...Map.groupBy(all, tenantOf).values()];
	const turns: T[] = [];
	for (let turn = 0; queues.length > 0; turn += 1) {
		turns.push(...queues.map((queue) => queue[turn]!));
		queues = queues.filter(({ length }) => length > turn + 1);
	}
	return turns;
}
