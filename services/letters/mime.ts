import MailComposer from 'nodemailer/lib/mail-composer';
import { setting } from '#services/clients.ts';
import type { Mail } from '#services/letters/mail.ts';

/**
 * A letter as a whole message, from our own address; to nobody, when it names no recipient. The mail service puts its own
 * Message-ID and Date in place of the ones here.
 */
export function mimeOf({ to, from, replyTo, subject, text, html, unsubscribe, calendar }: Message): Promise<Buffer> {
	const composer = new MailComposer({
		from: { name: oneLine(from), address: setting('MAIL_FROM') },
		to: to && { name: '', address: to },
		replyTo: replyTo && { name: '', address: replyTo },
		subject: oneLine(subject),
		text,
		html,
		// As an alternative, where Outlook looks, and as a file beside it, where Apple Mail and people look.
		icalEvent: calendar && { method: calendar.method, content: calendar.ics, filename: calendar.name },
		headers: {
			...AUTOMATIC,
			...(unsubscribe && {
				'List-Unsubscribe': `<${unsubscribe}>`,
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			}),
		},
		// What a letter says is what stands in it: nothing is fetched into it.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return composer.compile().build();
}

type Message = Omit<Mail, 'to'> & { to?: string | undefined };

/**
 * Nobody's holiday answers a letter that a machine sent; the second is how Exchange wants to hear it. People's own answers,
 * and answers to an invitation, go on.
 */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

/** A header is one line, whatever a name or a title holds. */
// eslint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
