import { randomUUID } from 'node:crypto';
import type { Mail, Outcome } from './mail.ts';

/** What EventBridge hands to a rule's target when SES tells of a letter. */
export type MailEvent = {
	version: '0';
	id: string;
	'detail-type': 'Email Sent' | 'Email Delivered' | 'Email Bounced' | 'Email Complaint Received';
	source: 'aws.ses';
	account: string;
	time: string;
	region: string;
	resources: string[];
	detail: { eventType: 'Send' | 'Delivery' | 'Bounce' | 'Complaint'; mail: MailDetail } & Record<string, unknown>;
};

/** The letter an event tells of; each tag is a list, as the service writes it. */
export type MailDetail = {
	timestamp: string;
	source: string;
	sendingAccountId: string;
	messageId: string;
	destination: string[];
	headersTruncated: false;
	headers: { name: string; value: string }[];
	commonHeaders: { from: string[]; to: string[]; messageId: string; subject: string };
	tags: Record<string, string[]>;
};

export type Place = { account: string; region: string };

/**
 * What SES tells of a letter, in the order it comes to pass. It tells nothing of one without a configuration set, for
 * that is what names the bus.
 */
export function eventsOf(mail: Mail, place: Place): MailEvent[] {
	const tell = teller(mail, place, mail.at);
	const reached = (...outcomes: Outcome[]) =>
		mail.recipients.filter(({ outcome }) => outcomes.includes(outcome)).map(({ address }) => address);
	const events = tell('Email Sent', 'Send', { send: {} });
	// Each receiving server answers for itself.
	for (const address of reached('delivered', 'complained')) {
		events.push(...tell('Email Delivered', 'Delivery', { delivery: deliveryOf(mail, address) }));
	}
	for (const outcome of ['bounced', 'suppressed'] as const) {
		const addresses = reached(outcome);
		if (addresses.length > 0)
			events.push(...tell('Email Bounced', 'Bounce', { bounce: bounceOf(mail, addresses, outcome) }));
	}
	const complained = reached('complained');
	if (complained.length > 0) {
		events.push(...tell('Email Complaint Received', 'Complaint', { complaint: complaintOf(mail, complained) }));
	}
	return events;
}

/** What a mail server said of a letter to one address, in the end. */
export type Answer =
	| { outcome: 'delivered'; says: string }
	| { outcome: 'bounced'; says: string; /** No letter will reach it. */ forGood: boolean };

/** What SES tells once that address's own server has answered. */
export function answerEvents(mail: Mail, place: Place, address: string, answer: Answer, now: Date): MailEvent[] {
	const at = now.toISOString();
	const tell = teller(mail, place, at);
	if (answer.outcome === 'delivered') {
		const delivery = { ...deliveryOf(mail, address), timestamp: at, smtpResponse: answer.says };
		return tell('Email Delivered', 'Delivery', { delivery });
	}
	const [, status = '5.0.0'] = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(answer.says) ?? [];
	const bounce = {
		...bounceOf(mail, [address], 'bounced'),
		bounceType: answer.forGood ? 'Permanent' : 'Transient',
		timestamp: at,
		bouncedRecipients: [{ emailAddress: address, action: 'failed', status, diagnosticCode: `smtp; ${answer.says}` }],
	};
	return tell('Email Bounced', 'Bounce', { bounce });
}

type Tell = (type: MailEvent['detail-type'], eventType: MailEvent['detail']['eventType'], more: object) => MailEvent[];

const teller = (mail: Mail, place: Place, at: string): Tell => {
	const { configurationSet } = mail;
	if (configurationSet === undefined) return () => [];
	return (type, eventType, more) => [
		{
			version: '0',
			id: randomUUID(),
			'detail-type': type,
			source: 'aws.ses',
			account: place.account,
			time: at.replace(/\.\d+Z$/, 'Z'),
			region: place.region,
			resources: [`arn:aws:ses:${place.region}:${place.account}:configuration-set/${configurationSet}`],
			detail: { eventType, mail: detailOf(mail, place, configurationSet), ...more },
		},
	];
};

const deliveryOf = (mail: Mail, address: string) => ({
	timestamp: mail.at,
	processingTimeMillis: 500,
	recipients: [address],
	smtpResponse: '250 2.6.0 Message received',
	remoteMtaIp: '127.0.0.1',
	reportingMTA: 'a1-1.smtp-out.amazonses.com',
});

function bounceOf(mail: Mail, addresses: string[], outcome: 'bounced' | 'suppressed') {
	const diagnosticCode =
		outcome === 'bounced'
			? 'smtp; 550 5.1.1 user unknown'
			: 'Amazon SES did not send the message to this address because it is on the suppression list for your account.';
	return {
		feedbackId: feedbackId(mail),
		bounceType: 'Permanent',
		bounceSubType: outcome === 'bounced' ? 'General' : 'OnAccountSuppressionList',
		bouncedRecipients: addresses.map((emailAddress) => ({
			emailAddress,
			action: 'failed',
			status: '5.1.1',
			diagnosticCode,
		})),
		timestamp: mail.at,
		reportingMTA: 'dns; amazonses.com',
	};
}

const complaintOf = (mail: Mail, addresses: string[]) => ({
	feedbackId: feedbackId(mail),
	complaintSubType: null,
	complainedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
	timestamp: mail.at,
	userAgent: 'Amazon SES Mailbox Simulator',
	complaintFeedbackType: 'abuse',
	arrivalDate: mail.at,
});

const feedbackId = ({ messageId }: Mail) => messageId.replace(/-.*$/, `-${randomUUID()}-000000`);

const detailOf = (mail: Mail, { account }: Place, configurationSet: string): MailDetail => ({
	timestamp: mail.at,
	source: mail.from,
	sendingAccountId: account,
	messageId: mail.messageId,
	destination: mail.recipients.map(({ address }) => address),
	headersTruncated: false,
	headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
	commonHeaders: { from: [mail.from], to: mail.to.split(', '), messageId: mail.messageId, subject: mail.subject },
	tags: {
		'ses:source-tls-version': ['TLSv1.3'],
		'ses:operation': ['SendEmail'],
		'ses:configuration-set': [configurationSet],
		'ses:from-domain': [mail.sender.slice(mail.sender.lastIndexOf('@') + 1)],
		...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
	},
});
