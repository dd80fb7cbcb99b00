import { randomUUID } from 'node:crypto';
import { shown } from './mail-address.ts';
import { type Enclosure, type Letter, recipientsOf } from './mail-request.ts';

/** What becomes of a letter once the service has taken it; `leaving` while a mail server has not answered for it yet. */
export type Outcome = 'delivered' | 'bounced' | 'complained' | 'suppressed' | 'leaving';

/** A letter as it was taken, with every header as a recipient sees it. */
export type Mail = {
	messageId: string;
	/** When it was taken, by the local clock, ISO 8601. */
	at: string;
	/** Bare addresses, and the sender as a reader sees them. */
	to: string;
	from: string;
	subject: string;
	/** Empty when the letter has no such part. */
	text: string;
	html: string;
	headers: Record<string, string>;
	/** What it carries beside; letters taken before there were any have none. */
	files: Enclosure[];
	sender: string;
	/** `says` is what a mail server answered. */
	recipients: { address: string; outcome: Outcome; says?: string }[];
	tags: Record<string, string>;
	configurationSet: string | undefined;
};

export type Taken = {
	now: Date;
	region: string;
	configurationSet: string | undefined;
	outcomeOf(address: string): Outcome;
};

/** Puts the service's own headers on a letter. */
export function mailOf(letter: Letter, { now, region, configurationSet, outcomeOf }: Taken): Mail {
	const messageId = `0102${now.getTime().toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
	const host = region === 'us-east-1' ? 'email' : region;
	const recipients = recipientsOf(letter);
	const { from, to, cc, replyTo, subject, text, html, files } = letter;
	const headers: [string, string][] = [
		['Date', now.toUTCString().replace('GMT', '+0000')],
		['From', shown(from)],
		['Reply-To', replyTo.map(shown).join(', ')],
		['To', to.map(shown).join(', ')],
		['Cc', cc.map(shown).join(', ')],
		['Message-ID', `<${messageId}@${host}.amazonses.com>`],
		['Subject', subject],
		['MIME-Version', '1.0'],
		...letter.headers.map(({ name, value }): [string, string] => [name, value]),
	];
	return {
		messageId,
		at: now.toISOString(),
		to: (to.length > 0 ? to.map(({ address }) => address) : recipients).join(', '),
		from: shown(from),
		subject,
		text,
		html,
		headers: Object.fromEntries(headers.filter(([, value]) => value !== '')),
		files,
		sender: from.address,
		recipients: recipients.map((address) => ({ address, outcome: outcomeOf(address) })),
		tags: letter.tags,
		configurationSet,
	};
}
