import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Letter } from '#shared/domain/letter.ts';
import { setting } from '#services/clients.ts';
import { mimeOf } from '#services/letters/mime.ts';

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
	/** What a calendar makes of it, and the name of its file. */
	calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; ics: string; name: string } | undefined;
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
export async function post(mail: Mail, { tenantId, memberId, letterId, kind }: Letter): Promise<Verdict> {
	const command = new SendEmailCommand({
		Destination: { ToAddresses: [mail.to] },
		Content: { Raw: { Data: await mimeOf(mail) } },
		EmailTags: Object.entries({ tenantId, memberId, letterId, kind }).map(([Name, Value]) => ({ Name, Value })),
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
