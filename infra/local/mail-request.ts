import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { type Mailbox, readMailbox } from './mail-address.ts';
import { readAs } from './rest-json.ts';
import { WireError } from './wire.ts';

export type Header = { name: string; value: string };

/** What a letter carries beside its text: its calendar. */
export type Enclosure = { name: string; type: string; text: string };

/** What `SendEmail` asks for, whichever way its content came. */
export type Letter = {
	from: Mailbox;
	to: Mailbox[];
	cc: Mailbox[];
	bcc: Mailbox[];
	replyTo: Mailbox[];
	subject: string;
	text: string;
	html: string;
	headers: Header[];
	files: Enclosure[];
	tags: Record<string, string>;
	configurationSet: string | undefined;
	/** As it was sent, when it came as a whole message. */
	message: Buffer | undefined;
};

const Addresses = z.array(z.string()).default([]);
const Word = z.string().regex(/^[\w-]{1,256}$/);

// Without a charset the service carries 7-bit ASCII and nothing else.
const Content = z
	.object({ Data: z.string(), Charset: z.string().optional() })
	.transform(({ Data, Charset }) => (Charset ? Data : Data.replaceAll(/[^\x00-\x7f]/gu, '?')));

const CustomHeader = z
	.object({ Name: z.string().regex(/^[!-9;-~]{1,126}$/), Value: z.string().regex(/^[ -~]{1,995}$/) })
	.refine(({ Name, Value }) => Name.length + Value.length <= 996, 'Name and value have at most 996 characters')
	.refine(({ Name }) => !SET_BY_SERVICE.has(Name.toLowerCase()), 'The service sets this header itself');

const SET_BY_SERVICE = new Set(
	'bcc cc content-disposition content-type date from message-id mime-version reply-to return-path subject to'.split(
		' ',
	),
);

const Simple = z.object({
	Subject: Content.refine((text) => !/[\r\n]/.test(text), 'A subject is one line'),
	Body: z
		.object({ Text: Content.optional(), Html: Content.optional() })
		.refine(({ Text, Html }) => Text !== undefined || Html !== undefined, 'A text part, an HTML part, or both'),
	Headers: z.array(CustomHeader).max(15).default([]).refine(eachOnce, 'A header stands once in a letter'),
});

const SendEmail = z.object({
	FromEmailAddress: z.string().optional(),
	Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }).prefault({}),
	ReplyToAddresses: Addresses,
	Content: z
		.object({ Simple: Simple.optional(), Raw: z.object({ Data: z.base64() }).optional() })
		.refine(({ Simple: simple, Raw: raw }) => !simple !== !raw, 'Either Simple or Raw; templates are not known here'),
	EmailTags: z
		.array(z.object({ Name: Word, Value: Word }))
		.max(50)
		.default([]),
	ConfigurationSetName: z
		.string()
		.regex(/^[\w-]{1,64}$/)
		.optional(),
	TenantName: z.string().min(1).max(64).optional(),
});

/** Reads and checks a request as the service does; throws its `BadRequestException`. */
export async function readLetter(body: unknown): Promise<Letter> {
	const request = readAs('BadRequestException', SendEmail, body);
	const { ToAddresses, CcAddresses, BccAddresses } = request.Destination;
	const { Simple: simple, Raw: raw } = request.Content;
	const content = simple ? ofSimple(simple) : await ofRaw(raw!.Data);
	const from = request.FromEmailAddress ?? content.from;
	if (!from) throw refused('FromEmailAddress is required');
	const given = ToAddresses.length + CcAddresses.length + BccAddresses.length > 0;
	const letter: Letter = {
		from: readMailbox(from),
		to: (given ? ToAddresses : content.to).map(readMailbox),
		cc: CcAddresses.map(readMailbox),
		bcc: BccAddresses.map(readMailbox),
		replyTo: [...request.ReplyToAddresses, ...content.replyTo].map(readMailbox),
		subject: content.subject,
		text: content.text,
		html: content.html,
		headers: content.headers,
		files: content.files,
		tags: Object.fromEntries(request.EmailTags.map(({ Name, Value }) => [Name, Value])),
		configurationSet: request.ConfigurationSetName,
		message: raw && Buffer.from(raw.Data, 'base64'),
	};
	const recipients = recipientsOf(letter).length;
	if (recipients === 0) throw refused('A letter has a recipient');
	if (recipients > 50) throw refused('Recipient count exceeds 50.');
	return letter;
}

/** Every address the letter goes to. */
export const recipientsOf = ({ to, cc, bcc }: Letter) => [...to, ...cc, ...bcc].map(({ address }) => address);

type Parts = { from?: string; to: string[]; replyTo: string[] } & Pick<
	Letter,
	'subject' | 'text' | 'html' | 'headers' | 'files'
>;

const ofSimple = ({ Subject, Body, Headers }: z.infer<typeof Simple>): Parts => ({
	to: [],
	replyTo: [],
	subject: Subject,
	text: Body.Text ?? '',
	html: Body.Html ?? '',
	headers: Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
	files: [],
});

/** A whole message as its sender wrote it, base64. */
async function ofRaw(data: string): Promise<Parts> {
	const mail = await simpleParser(Buffer.from(data, 'base64'), { skipTextToHtml: true, skipHtmlToText: true });
	if (mail.headerLines.length === 0) throw refused('The message has no header');
	const headers = mail.headerLines.map(({ line }): Header => {
		const colon = line.indexOf(':');
		return {
			name: line.slice(0, colon),
			value: line
				.slice(colon + 1)
				.replaceAll(/\r?\n\s+/g, ' ')
				.trim(),
		};
	});
	const addresses = (field: string) =>
		headers
			.filter(({ name }) => name.toLowerCase() === field)
			.flatMap(({ value }) => value.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
	return {
		from: addresses('from')[0],
		to: [...addresses('to'), ...addresses('cc'), ...addresses('bcc')],
		replyTo: addresses('reply-to'),
		subject: mail.subject ?? '',
		text: mail.text ?? '',
		html: mail.html || '',
		headers: headers.filter(({ name }) => !SET_BY_SERVICE.has(name.toLowerCase())),
		files: mail.attachments
			.filter(({ contentType, filename }) => /(calendar|ics)$/.test(contentType) && filename)
			.map(({ filename, contentType, content }) => ({
				name: filename!,
				type: contentType,
				text: content.toString('utf8'),
			})),
	};
}

function eachOnce(headers: z.infer<typeof CustomHeader>[]): boolean {
	const names = headers.map(({ Name }) => Name.toLowerCase()).filter((name) => !name.startsWith('x-'));
	return new Set(names).size === names.length;
}

const refused = (reason: string) => new WireError('BadRequestException', 400, reason);
