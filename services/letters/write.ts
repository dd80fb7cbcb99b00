import type { SystemActor } from '#shared/domain/actor.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { setting } from '#services/clients.ts';
import type { Write } from '#services/change.ts';
import type { DueAction } from '#services/letters/due.ts';
import type { DueInvitation } from '#services/letters/invitations.ts';
import * as invitation from '#services/letters/invitation.letter.ts';
import type { Mail } from '#services/letters/mail.ts';
import * as reminder from '#services/letters/reminder.letter.ts';
import { linkUntil, newToken, tokenRow, type Token } from '#services/letters/token.ts';
import { as, entities, strong } from '#services/table.ts';

export type Due = DueAction | DueInvitation;

/** A letter in words, and the rows that must be written before it leaves. */
export interface Written {
	mail: Mail;
	/** Its links, and the conditions that what it says still stands as it was read. */
	rows: Write[];
}

/** Puts a letter into words, with new links: the ones of an earlier try are known to nobody. */
export async function write(
	actor: SystemActor,
	letter: Letter,
	person: Member,
	due: readonly Due[],
	now: string,
): Promise<Written> {
	const { tenantId, memberId, letterId } = letter;
	const token = { tenantId, memberId, letterId, createdAt: now, until: linkUntil(now) };
	const { data: tenant } = await entities.tenant.get({ tenantId }).go({ ...as(actor), ...strong });
	const about = { person, organization: tenant?.name ?? '', now };
	const rows: Write[] = [];
	const link = (more: Partial<Token> & Pick<Token, 'purpose'>): string => {
		const secret = newToken();
		rows.push(tokenRow(secret, { ...token, ...more }));
		return secret;
	};
	rows.push(stands(entities.member.get({ tenantId, memberId }), person.version));

	switch (letter.kind) {
		case 'reminder': {
			const actions = due.filter((one) => one.kind === 'action');
			for (const engagement of new Map(actions.map(({ engagement: one }) => [one.engagementId, one])).values())
				rows.push(
					stands(entities.engagement.get({ tenantId, engagementId: engagement.engagementId }), engagement.version),
				);
			const items = actions.map(({ action }) => {
				const { engagementId, actionId, version, title, dueOn, zone } = action;
				rows.push(stands(entities.action.get({ tenantId, engagementId, actionId }), version));
				const opens = link({ purpose: 'item', engagementId, itemId: actionId });
				return { title, dueOn, zone, link: address('l', opens) };
			});
			const unsubscribe = address('l', link({ purpose: 'unsubscribe' }));
			const coach = await coachOf(actor, person, actions);
			return { mail: await reminder.compose({ ...about, coach, items, unsubscribe }), rows };
		}
		case 'invitation': {
			const [first] = due.filter((one) => one.kind === 'invitation');
			if (!first) throw new Error('An invitation letter without its invitation');
			const { invitationId, version, invitedBy, expiresOn } = first.invitation;
			rows.push(stands(entities.invitation.get({ tenantId, invitationId }), version));
			const accept = address('join', link({ purpose: 'invitation', invitationId, until: expiresOn }));
			return { mail: await invitation.compose({ ...about, invitedBy, accept, expiresOn }), rows };
		}
		case 'calendar':
			throw new Error('Nobody writes this letter yet');
		default:
			return letter.kind satisfies never;
	}
}

const address = (place: 'l' | 'join', token: string): string => `${setting('PUBLIC_ORIGIN')}/${place}/${token}`;

/** Whom an answer reaches: the one coach behind all of it, unless that is the reader. */
async function coachOf(actor: SystemActor, { memberId }: Member, actions: readonly DueAction[]) {
	const [first, ...others] = new Map(actions.map(({ engagement }) => [engagement.coachId, engagement])).values();
	if (!first || others.length > 0 || first.coachId === memberId) return undefined;
	const { data } = await entities.member
		.get({ tenantId: actor.tenantId, memberId: first.coachId })
		.go({ ...as(actor), ...strong });
	return data ? { name: data.name, mail: data.status === 'left' ? undefined : data.mail } : undefined;
}

/** The condition that a row is the version that was read: what changed meanwhile is not written about. */
function stands(row: { params(options: { table: string }): unknown }, version: number): Write {
	const { Key, TableName } = row.params({ table: setting('TABLE_NAME') }) as { Key: object; TableName: string };
	return {
		ConditionCheck: {
			TableName,
			Key: Key as Record<string, string>,
			ConditionExpression: '#version = :version',
			ExpressionAttributeNames: { '#version': 'version' },
			ExpressionAttributeValues: { ':version': version },
		},
	};
}
