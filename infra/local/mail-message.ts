import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from './mail-address.ts';
import type { Letter } from './mail-request.ts';

export interface Leaving {
	messageId: string;
	date: Date;
	/** The address it comes from. */
	from: string;
}

/** Lines that whoever sends a letter on writes in place of those it came with, or that are nobody's to read. */
const REPLACED = /^(message-id|date|bcc|return-path):/i;

/** A letter as it goes to a mail server: what was written, under our number and the date it really has. */
export async function messageOf(letter: Letter, { messageId, date, from }: Leaving): Promise<Buffer> {
	const whole = letter.message ?? (await composed(letter));
	const [, head = '', rest = ''] = /^([\s\S]*?)(\r?\n\r?\n[\s\S]*)$/.exec(whole.toString('latin1')) ?? [];
	const lines = head.split(/\r?\n(?![ \t])/).filter((line) => !REPLACED.test(line));
	const ours = [
		`Message-ID: <${messageId}@${from.split('@').at(-1)}>`,
		`Date: ${date.toUTCString().replace('GMT', '+0000')}`,
	];
	const text = [...ours, ...lines.map((line) => (/^from:/i.test(line) ? comingFrom(line, letter.from, from) : line))];
	return Buffer.from(text.join('\r\n') + rest, 'latin1');
}

/** The same name with another address, which stands last in its line. */
function comingFrom(line: string, { address }: Mailbox, from: string): string {
	const at = line.lastIndexOf(address);
	if (at < 0) return `From: ${from}`;
	return line.slice(0, at) + from + line.slice(at + address.length);
}

const composed = ({ from, to, cc, replyTo, subject, text, html, headers }: Letter): Promise<Buffer> =>
	new MailComposer({
		from,
		to,
		cc,
		replyTo,
		subject,
		text: text || undefined,
		html: html || undefined,
		headers: headers.map(({ name, value }) => ({ key: name, value })),
		disableFileAccess: true,
		disableUrlAccess: true,
	})
		.compile()
		.build();
