import { html } from 'hono/html';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Language } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { wordsIn } from '#shared/messages/words.ts';
import { setting } from '#services/clients.ts';
import { mimeOf } from '#services/letters/mime.ts';
import { button, heading, paragraph, sheet } from '#services/letters/paper.ts';
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
		await mail().send(await compose(letter, letter.to));
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
		await mail().send(await compose(letter));
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

async function compose(letter: SignInLetter, to?: string): Promise<SendEmailCommand> {
	const say = words[letter.language][letter.kind];
	const code = spokenCode(letter.code);
	const link = letter.link && say.link ? [say.link, letter.link] : [];
	const text = [say.greeting(letter.name), say.code, `    ${code}`, ...link, say.once(letter.minutes), 'FocusCoachee'];
	const message = await mimeOf({
		from: 'FocusCoachee',
		to,
		subject: say.subject,
		text: `${text.join('\n\n')}\n`,
		html: await page(letter, code),
	});
	return new SendEmailCommand({
		Destination: { ToAddresses: to ? [to] : [] },
		Content: { Raw: { Data: message } },
		EmailTags: [{ Name: 'kind', Value: letter.kind }],
		ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
	});
}

async function page({ kind, name, language, link, minutes }: SignInLetter, code: string): Promise<string> {
	const say = words[language][kind];
	const body = html`${heading(say.subject)} ${paragraph(say.greeting(name))} ${paragraph(say.code)}
		<p style="margin:0 0 24px;font:600 30px/1.2 ui-monospace,monospace;letter-spacing:2px">${code}</p>
		${link && say.link && say.button ? html`${paragraph(say.link)} ${button(link, say.button)}` : ''}`;
	return String(await sheet(wordsIn(language), say.subject, body, paragraph(say.once(minutes))));
}
