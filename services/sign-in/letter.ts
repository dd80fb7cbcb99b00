import { SendEmailCommand, type SendEmailCommandInput, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Language } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import { words } from './letter.words.ts';
import { spokenCode } from './secret.ts';

/** A letter to somebody who sits in front of the screen and waits for it. */
export interface SignInLetter {
	kind: 'sign-in' | 'found';
	to: string;
	name?: string | undefined;
	language: Language;
	code: string;
	/** Address of our page with the button; opening it changes nothing. */
	link?: string | undefined;
	minutes: number;
}

let made: SESv2Client | undefined;
/** One attempt: without an answer nobody knows whether it left, and the person can ask again. */
const mail = () =>
	(made ??= new SESv2Client({
		maxAttempts: 1,
		requestHandler: { requestTimeout: 5_000, connectionTimeout: 2_000, throwOnRequestTimeout: true },
	}));

/** Sends it. Throws `unavailable` when the mail service does not take it. */
export async function send(letter: SignInLetter): Promise<void> {
	try {
		await mail().send(new SendEmailCommand(compose(letter, [letter.to])));
	} catch (cause) {
		throw notNow(cause);
	}
}

/**
 * Does for an address we do not know what `send` does for one we do, except that no letter leaves: the service refuses a
 * letter to nobody. So neither the time it takes nor a service that is down tells who is known. Throws `unavailable`.
 */
export async function sendNothing(letter: SignInLetter): Promise<void> {
	try {
		await mail().send(new SendEmailCommand(compose(letter, [])));
	} catch (cause) {
		const status = (cause as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
		if (status !== 400) throw notNow(cause);
	}
}

function notNow(cause: unknown): Refusal {
	const kind = cause instanceof Error ? cause.name : 'unknown';
	console.error(JSON.stringify({ level: 'error', what: 'sign-in letter not taken', error: kind }));
	return new Refusal('unavailable', 'Our mail service does not answer just now. Please try again in a minute');
}

function compose(letter: SignInLetter, to: string[]): SendEmailCommandInput {
	const say = words[letter.language][letter.kind];
	const code = spokenCode(letter.code);
	const link = letter.link && say.link ? [say.link, letter.link] : [];
	const text = [say.greeting(letter.name), say.code, `    ${code}`, ...link, say.once(letter.minutes), 'FocusCoachee'];
	const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
	return {
		FromEmailAddress: `FocusCoachee <${setting('MAIL_FROM')}>`,
		Destination: { ToAddresses: to },
		ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
		EmailTags: [{ Name: 'kind', Value: letter.kind }],
		Content: {
			Simple: {
				Subject: utf8(say.subject),
				Body: { Text: utf8(`${text.join('\n\n')}\n`), Html: utf8(page(letter, code)) },
				// Out-of-office replies to a code help nobody.
				Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
			},
		},
	};
}

function page({ kind, name, language, link, minutes }: SignInLetter, code: string): string {
	const say = words[language][kind];
	const button =
		link && say.link
			? `<p>${say.link}</p><p><a href="${escape(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f4d3f;color:#fff;text-decoration:none">${say.button}</a></p><p style="font-size:13px;word-break:break-all">${escape(link)}</p>`
			: '';
	return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${say.subject}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;max-width:34rem;margin:24px auto;padding:0 16px">
<p>${escape(say.greeting(name))}</p><p>${say.code}</p>
<p style="font:600 28px/1.2 ui-monospace,monospace;letter-spacing:2px">${code}</p>
${button}<p style="color:#555">${say.once(minutes)}</p><p>FocusCoachee</p>
</body></html>
`;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
