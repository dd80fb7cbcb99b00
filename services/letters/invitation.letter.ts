import { html } from 'hono/html';
import type { Member } from '#shared/domain/member.ts';
import { today } from '#shared/domain/time.ts';
import { dayAlone } from '#shared/messages/day.ts';
import { wordsIn } from '#shared/messages/words.ts';
import type { Mail } from '#services/letters/mail.ts';
import { button, clip, heading, paragraph, sheet } from '#services/letters/paper.ts';

export interface InvitationLetter {
	person: Pick<Member, 'mail' | 'language' | 'roles' | 'zone'>;
	organization: string;
	/** The name of whoever invites. */
	invitedBy: string;
	/** The page where it is accepted. */
	accept: string;
	expiresOn: string;
	now: string;
}

/** The one letter to somebody who is not here yet: who asks, to what, and one button. */
export async function compose(letter: InvitationLetter): Promise<Mail> {
	const { person, accept, expiresOn, now } = letter;
	const words = wordsIn(person.language);
	const inviter = clip(letter.invitedBy, 60);
	const organization = clip(letter.organization, 60);
	const subject = words.invitation.subject(inviter, organization);
	const sentence = words.invitation[person.roles.includes('coachee') ? 'coachee' : 'colleague'](inviter, organization);
	const until = words.invitation.until(dayAlone(today(expiresOn, person.zone), today(now, person.zone), words));
	const why = words.invitation.why(organization);
	const body = html`${heading(subject)} ${paragraph(sentence)}
		<p>${button(accept, words.invitation.accept)}</p>
		${paragraph(until)}`;
	return {
		to: person.mail,
		from: words.letter.via(inviter, organization),
		subject,
		text: [subject, '', sentence, '', `${words.invitation.accept}:`, accept, '', until, '', '--', why, ''].join('\n'),
		html: await sheet(words, subject, body, paragraph(why)),
	};
}
