import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Letter } from '#shared/domain/letter.ts';
import { setting } from '#services/clients.ts';

/** A letter put into words. */
export interface Mail {
	to: string;
	/** Shown as the sender; the address is always our own. */
	from: string;
	replyTo?: string | undefined;
	subject: string;
	text: string;
	html: string;
	/** Where one click ends letters of this kind. */
	unsubscribe?: string | undefined;
}

/**
 * What the mail service said. `refused`: it will not take this letter. `later`: it takes no letters now, and certainly did
 * not take this one. `unknown`: no answer, so it may have.
 */
export type Verdict = { kind: 'accepted'; messageId: string } | { kind: 'refused' | 'later' | 'unknown'; why: string };

/** One attempt only: the service knows no idempotency, so what the SDK sent again would arrive again. */
const ses = new SESv2Client({
	maxAttempts: 1,
	requestHandler: { requestTimeout: 10_000, connectionTimeout: 3_000, throwOnRequestTimeout: true },
});

/** Hands a letter to the mail service once. Never throws for what the service does. */
export async function post(mail: Mail, { tenantId, memberId, letterId }: Letter): Promise<Verdict> {
	const unsubscribe = mail.unsubscribe && [
		{ Name: 'List-Unsubscribe', Value: `<${mail.unsubscribe}>` },
		{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
	];
	const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
	const command = new SendEmailCommand({
		FromEmailAddress: mailbox(mail.from, setting('MAIL_FROM')),
		Destination: { ToAddresses: [mail.to] },
		ReplyToAddresses: mail.replyTo ? [mail.replyTo] : undefined,
		Content: {
			Simple: {
				Subject: utf8(oneLine(mail.subject)),
				Body: { Text: utf8(mail.text), Html: utf8(mail.html) },
				Headers: unsubscribe || undefined,
			},
		},
		EmailTags: Object.entries({ tenantId, memberId, letterId }).map(([Name, Value]) => ({ Name, Value })),
		ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
	});
	try {
		const { MessageId } = await ses.send(command);
		return { kind: 'accepted', messageId: MessageId ?? '' };
	} catch (error) {
		return judge(error);
	}
}

/** About the letter itself; every other refusal is about the account, its rights or its pace. */
const THIS_LETTER = new Set(['MessageRejected', 'BadRequestException']);
/** The request cannot have left. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function judge(error: unknown): Verdict {
	const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
	const why = String(code ?? name);
	const status = $metadata?.httpStatusCode;
	if (status === undefined) return { kind: NOT_REACHED.has(String(code)) ? 'later' : 'unknown', why };
	if (status < 400 || status >= 500) return { kind: 'unknown', why };
	return { kind: THIS_LETTER.has(String(name)) ? 'refused' : 'later', why };
}

/** `"Marta via Northlight" <letters@…>`, safe against names that would add a header or an address. */
export function mailbox(name: string, address: string): string {
	const clean = oneLine(name);
	// eslint-disable-next-line no-control-regex
	if (/^[\u0020-\u007e]*$/.test(clean)) return `"${clean.replace(/["\\]/g, '\\$&')}" <${address}>`;
	const words: string[] = [''];
	for (const character of clean) {
		const longer = words.at(-1)! + character;
		if (Buffer.byteLength(longer) > 45) words.push(character);
		else words[words.length - 1] = longer;
	}
	return `${words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')} <${address}>`;
}

// eslint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
