import type { Actor, SystemActor } from '#shared/domain/actor.ts';
import { actionsIn, topicOf, type Due as DueReminder } from '#shared/domain/due.ts';
import { waited, type Letter, type Letterbox } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { setting } from '#services/clients.ts';
import type { Write } from '#services/change.ts';
import * as calendar from '#services/letters/calendar.letter.ts';
import type { Due } from '#services/letters/claim.ts';
import type { DueInvitation } from '#services/letters/invitations.ts';
import * as invitation from '#services/letters/invitation.letter.ts';
import type { Mail } from '#services/letters/mail.ts';
import { pagesOf } from '#services/letters/pages.ts';
import * as reminder from '#services/letters/reminder.letter.ts';
import type { DueTelling } from '#services/letters/tellings.ts';
import { linkUntil, newToken, tokenRow, type Token } from '#services/letters/token.ts';
import * as member from '#services/members/member.ts';
import { findEngagement } from '#services/letters/around.ts';
import { still } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

/** A letter in words, and the rows that must be written before it leaves. */
export interface Written {
	mail: Mail;
	/** Its links, and the conditions that what it says still stands as it was read. */
	rows: Write[];
}

/** Who reads it, and how their letterbox and the rest of what is due stood when it was put together. */
export interface About {
	box: Letterbox;
	person: Member;
	/** How much is due beside what it speaks of. */
	more: number;
	now: string;
}

/** Puts a letter into words, with new links: the ones of an earlier try are known to nobody. */
export async function write(
	actor: SystemActor,
	letter: Letter,
	due: readonly Due[],
	{ box, person, more, now }: About,
): Promise<Written> {
	const { tenantId, memberId, letterId } = letter;
	const token = { tenantId, memberId, letterId, createdAt: now, until: linkUntil(now) };
	const about = { person, organization: await organizationOf(actor), now };
	const pages = pagesOf(tenantId);
	const rows: Write[] = [still('member', { tenantId, memberId, version: person.version })];
	const link = (opens: Partial<Token> & Pick<Token, 'purpose'>): string => {
		const secret = newToken();
		rows.push(tokenRow(secret, { ...token, ...opens }));
		return address(opens.purpose === 'invitation' ? 'join' : 'l', secret);
	};

	switch (letter.kind) {
		case 'reminder': {
			const said = due as readonly DueReminder[];
			rows.push(...conditionsOf(said));
			const topics = TOPICS.filter((topic) => said.some((one) => topicOf(one) === topic));
			const since = said.map((one) => one.since);
			const mail = await reminder.compose({
				...about,
				due: said,
				more,
				waited: waited(box, since, now),
				coach: await coachOf(actor, person, said),
				answersAt: ({ engagementId, itemId }) => link({ purpose: 'item', engagementId, itemId }),
				pages,
				unsubscribe: link({ purpose: 'unsubscribe', topics }),
			});
			return { mail, rows };
		}
		case 'calendar': {
			const [first] = due as readonly DueTelling[];
			if (!first) throw new Error('A calendar letter without its session');
			const { session, party: role } = first;
			const { engagementId, told, coachId } = session;
			rows.push(still('session', session));
			const engagement = await findEngagement(actor, engagementId);
			const coach = role === 'coach' ? person : await member.find(actor, coachId);
			const news = told[role] < 0 ? 'planned' : 'moved';
			const mail = await calendar.compose({
				...about,
				role,
				session,
				coach: { name: coach.name, mail: coach.status === 'left' ? undefined : coach.mail },
				coacheeName: engagement?.coacheeName ?? '',
				change: session.status === 'cancelled' ? 'cancelled' : news,
				page: role === 'coach' ? pages.trajectory(engagementId) : pages.program,
				unsubscribe: link({ purpose: 'unsubscribe', topics: ['calendar'] }),
				ours: setting('MAIL_FROM'),
			});
			return { mail, rows };
		}
		case 'invitation': {
			const [first] = due as readonly DueInvitation[];
			if (!first) throw new Error('An invitation letter without its invitation');
			const { invitationId, invitedBy, expiresOn } = first.invitation;
			rows.push(still('invitation', first.invitation));
			const accept = link({ purpose: 'invitation', invitationId, until: expiresOn });
			return { mail: await invitation.compose({ ...about, invitedBy, accept, expiresOn }), rows };
		}
		default:
			return letter.kind satisfies never;
	}
}

const address = (place: 'l' | 'join', token: string): string => `${setting('PUBLIC_ORIGIN')}/${place}/${token}`;

export async function organizationOf(actor: Actor): Promise<string> {
	const { data } = await entities.tenant.get({ tenantId: actor.tenantId }).go({ ...as(actor), ...strong });
	return data?.name ?? '';
}

/** Everything that the letter speaks of, each once: that it still stands as it was read. */
function conditionsOf(due: readonly DueReminder[]): Write[] {
	const engagements = new Map(due.map(({ engagement }) => [engagement.engagementId, engagement]));
	return [
		...[...engagements.values()].map((engagement) => still('engagement', engagement)),
		...actionsIn(due).map((action) => still('action', action)),
		...due.flatMap((one) => (one.kind === 'nudge' ? still('nudge', one.nudge) : [])),
		...due.flatMap((one) => (one.kind === 'prompt' ? still('prompt', one.prompt) : [])),
		...due.flatMap((one) => (one.kind === 'session' ? still('session', one.session) : [])),
	];
}

/** Whom an answer reaches: the one coach behind all of it, unless that is the reader. */
export async function coachOf(actor: Actor, { memberId }: Member, due: readonly DueReminder[]) {
	const [coachId, ...others] = new Set(due.map(({ engagement }) => engagement.coachId));
	if (!coachId || others.length > 0 || coachId === memberId) return undefined;
	const { data } = await entities.member.get({ tenantId: actor.tenantId, memberId: coachId }).go({
		...as(actor),
		...strong,
	});
	return data ? { name: data.name, mail: data.status === 'left' ? undefined : data.mail } : undefined;
}
