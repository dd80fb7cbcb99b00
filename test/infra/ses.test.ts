import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	DeleteSuppressedDestinationCommand,
	GetAccountCommand,
	GetSuppressedDestinationCommand,
	ListSuppressedDestinationsCommand,
	type ListSuppressedDestinationsCommandInput,
	paginateListSuppressedDestinations,
	PutSuppressedDestinationCommand,
	SendEmailCommand,
	type SendEmailCommandInput,
	SESv2Client,
	type SESv2ClientConfig,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import type { MailEvent } from '#infra/local/mail-events.ts';
import { mailboxEntries, mailboxPage } from '#infra/local/mailbox.ts';
import { type LocalSes, type SesOptions, startSes } from '#infra/local/ses.ts';

const LETTERS = 'letters@mail.focuscoachee.example';
const PRIYA = 'priya@acme.example';

let folder: string;
let clock: LocalClock;
let faults: Faults;
let ses: LocalSes;
let events: MailEvent[];
let refusals: number;

const start = async (more: Partial<SesOptions> = {}) => {
	ses = await startSes({
		path: join(folder, 'mail.db'),
		clock,
		faults,
		identity: { name: 'mail.focuscoachee.example', configurationSet: 'letters' },
		onEvent: async (event) => {
			if (refusals > 0) {
				refusals -= 1;
				throw new Error('The function is busy');
			}
			events.push(event);
		},
		...more,
	});
};
const client = (more: SESv2ClientConfig = {}) =>
	new SESv2Client({
		endpoint: ses.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId: 'AKIASEND', secretAccessKey: 'secret' },
		maxAttempts: 1,
		...more,
	});

type Simple = NonNullable<NonNullable<SendEmailCommandInput['Content']>['Simple']>;
const simple = (more: Partial<Simple> = {}): Simple => ({
	Subject: { Data: 'Ask Priya for feedback', Charset: 'UTF-8' },
	Body: { Text: { Data: 'Due tomorrow.', Charset: 'UTF-8' }, Html: { Data: '<p>Due tomorrow.</p>', Charset: 'UTF-8' } },
	...more,
});
const send = (more: Partial<SendEmailCommandInput> = {}, sender = client()) =>
	sender.send(
		new SendEmailCommand({
			FromEmailAddress: `Ann Coach via Acme <${LETTERS}>`,
			Destination: { ToAddresses: [PRIYA] },
			Content: { Simple: simple() },
			...more,
		}),
	);
const types = () => events.map((event) => event['detail-type']);

/** Polls until it holds; the deadline is for a machine that is busy with other things. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 10 });

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'ses-'));
	clock = openClock(join(folder, 'clock.json'));
	faults = new Faults();
	events = [];
	refusals = 0;
	await start();
});
afterEach(async () => {
	await ses.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('a letter', () => {
	test('is kept as its recipient sees it, with the headers of the service', async () => {
		const { MessageId } = await send({
			FromEmailAddress: `=?UTF-8?B?${Buffer.from('Zoë').toString('base64')}?= via Acme <${LETTERS}>`,
			ReplyToAddresses: ['"Coach, Ann" <ann@acme.example>'],
			Content: {
				Simple: simple({
					Subject: { Data: 'Prüfung · 審査 🌱', Charset: 'UTF-8' },
					Headers: [
						{ Name: 'List-Unsubscribe', Value: '<https://focuscoachee.example/l/token>' },
						{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
					],
				}),
			},
			TenantName: 'acme',
		});
		expect(MessageId).toMatch(/^0102[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
		const [mail] = mailboxEntries(ses.mails());
		expect(mail).toEqual({
			to: PRIYA,
			from: `Zoë via Acme <${LETTERS}>`,
			subject: 'Prüfung · 審査 🌱',
			text: 'Due tomorrow.',
			html: '<p>Due tomorrow.</p>',
			at: expect.stringMatching(/^\d{4}-.*Z$/),
			headers: {
				Date: new Date(mail!.at).toUTCString().replace('GMT', '+0000'),
				From: `Zoë via Acme <${LETTERS}>`,
				'Reply-To': 'Coach, Ann <ann@acme.example>',
				To: PRIYA,
				'Message-ID': `<${MessageId}@eu-west-1.amazonses.com>`,
				Subject: 'Prüfung · 審査 🌱',
				'MIME-Version': '1.0',
				'List-Unsubscribe': '<https://focuscoachee.example/l/token>',
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			},
		});
	});

	test('is dated by the local clock, the newest last', async () => {
		await send({ Content: { Simple: simple({ Subject: { Data: 'first' } }) } });
		clock.advance('P6D');
		await send({ Content: { Simple: simple({ Subject: { Data: 'second' } }) } });
		const [first, second] = ses.mails();
		expect([first!.subject, second!.subject]).toEqual(['first', 'second']);
		expect(Date.parse(second!.at) - Date.parse(first!.at)).toBeGreaterThanOrEqual(6 * 86_400_000);
	});

	test('may come as a whole message', async () => {
		const message = [
			`From: "Ann Coach" <${LETTERS}>`,
			`To: ${PRIYA}, "Li, Wei" <wei@acme.example>`,
			'Subject: =?UTF-8?Q?Zo=C3=AB?=',
			'List-Unsubscribe:',
			' <https://focuscoachee.example/l/token>',
			'MIME-Version: 1.0',
			'Content-Type: multipart/alternative; boundary=part',
			'',
			'--part',
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: base64',
			'',
			Buffer.from('Grüße').toString('base64'),
			'--part',
			'Content-Type: text/html; charset=utf-8',
			'',
			'<p>Hello</p>',
			'--part--',
			'',
		].join('\r\n');
		await send({
			FromEmailAddress: undefined,
			Destination: undefined,
			Content: { Raw: { Data: Buffer.from(message) } },
		});
		expect(ses.mails()).toMatchObject([
			{
				to: `${PRIYA}, wei@acme.example`,
				from: `Ann Coach <${LETTERS}>`,
				subject: 'Zoë',
				text: 'Grüße',
				html: '<p>Hello</p>',
				headers: { 'List-Unsubscribe': '<https://focuscoachee.example/l/token>' },
			},
		]);
	});

	test('shows what the service loses: a name that is not encoded, text without a charset', async () => {
		await send({
			FromEmailAddress: `Zoë <${LETTERS}>`,
			Content: { Simple: simple({ Subject: { Data: 'Prüfung' }, Body: { Text: { Data: 'Grüße' } } }) },
		});
		expect(ses.mails()).toMatchObject([{ from: `Zo\ufffd <${LETTERS}>`, subject: 'Pr?fung', text: 'Gr??e', html: '' }]);
	});

	const to = (address: string): Partial<SendEmailCommandInput> => ({ Destination: { ToAddresses: [address] } });
	const headed = (...Headers: NonNullable<Simple['Headers']>): Partial<SendEmailCommandInput> => ({
		Content: { Simple: simple({ Headers }) },
	});
	test.each<[string, Partial<SendEmailCommandInput>]>([
		['no sender', { FromEmailAddress: undefined }],
		['no recipient', { Destination: { ToAddresses: [] } }],
		[
			'51 recipients',
			{ Destination: { ToAddresses: Array.from({ length: 51 }, (_, index) => `p${index}@acme.example`) } },
		],
		['an address without a domain', to('priya')],
		['an address without a dot in its domain', to('priya@localhost')],
		['an address beyond ASCII', to('zoë@acme.example')],
		['a domain beyond ASCII', to('zoe@büro.example')],
		['two addresses in one', to('priya@acme.example, wei@acme.example')],
		['an unquoted comma in a name', to('Li, Wei <wei@acme.example>')],
		['a line break in an address', to('priya@acme.example\r\nBcc: eve@acme.example')],
		[
			'a line break in the subject',
			{ Content: { Simple: simple({ Subject: { Data: 'a\r\nBcc: eve@acme.example' } }) } },
		],
		['a reply-to that is none', { ReplyToAddresses: ['nobody'] }],
		['no content', { Content: {} }],
		['a body without parts', { Content: { Simple: simple({ Body: {} }) } }],
		['a template', { Content: { Template: { TemplateName: 'reminder' } } }],
		['16 headers', headed(...Array.from({ length: 16 }, (_, index) => ({ Name: `X-${index}`, Value: 'a' })))],
		['a header of the service', headed({ Name: 'Reply-To', Value: 'ann@acme.example' })],
		['a header twice', headed({ Name: 'List-Unsubscribe', Value: '<a>' }, { Name: 'list-unsubscribe', Value: '<b>' })],
		['a header name with a colon', headed({ Name: 'X:A', Value: 'a' })],
		['a line break in a header', headed({ Name: 'X-A', Value: 'a\r\nBcc: eve@acme.example' })],
		['a header beyond ASCII', headed({ Name: 'X-A', Value: 'Zoë' })],
		['a header that is too long', headed({ Name: 'X-A', Value: 'a'.repeat(994) })],
		['a tag with a space', { EmailTags: [{ Name: 'letter id', Value: 'let_1' }] }],
		['a tag value with an at', { EmailTags: [{ Name: 'letterId', Value: 'a@b' }] }],
		['a configuration set with a dot', { ConfigurationSetName: 'letters.set' }],
	])('is refused with %s', async (_, wrong) => {
		await expect(send(wrong)).rejects.toMatchObject({
			name: 'BadRequestException',
			$metadata: { httpStatusCode: 400 },
		});
		expect(ses.mails()).toEqual([]);
	});

	test('takes fifteen headers and a plus in an address', async () => {
		await send(headed(...Array.from({ length: 15 }, (_, index) => ({ Name: `X-${index}`, Value: 'a' }))));
		await send(to('priya+news@acme.example'));
		expect(ses.mails()).toHaveLength(2);
	});

	test('comes from the verified identity and a known configuration set alone', async () => {
		await expect(send({ FromEmailAddress: 'ann@acme.example' })).rejects.toMatchObject({ name: 'MessageRejected' });
		await expect(send({ ConfigurationSetName: 'other' })).rejects.toMatchObject({
			name: 'NotFoundException',
			$metadata: { httpStatusCode: 404 },
		});
		expect(ses.mails()).toEqual([]);
	});

	test('survives kill -9 once it is answered, and what is to be told of it', async () => {
		const path = join(folder, 'killed.db');
		const code = `
			import { openClock } from '#infra/local/clock.ts';
			import { Faults } from '#infra/local/faults.ts';
			import { startSes } from '#infra/local/ses.ts';
			const [path, clock] = process.argv.slice(1);
			const onEvent = () => new Promise(() => {});
			const { endpoint } = await startSes({ path, clock: openClock(clock), faults: new Faults(), onEvent });
			console.log(endpoint);`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', code, path, join(folder, 'other.json')], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
		const { MessageId } = await send(
			{ ConfigurationSetName: 'letters' },
			client({ endpoint: endpoint.toString().trim() }),
		);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await ses.stop();
		await start({ path });
		expect(ses.mails()).toMatchObject([{ messageId: MessageId, to: PRIYA }]);
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(events.every(({ detail }) => detail.mail.messageId === MessageId)).toBe(true);
	});
});

describe('what is told of a letter', () => {
	test('names it by message id and tags, in the shape of EventBridge', async () => {
		const { MessageId } = await send({
			EmailTags: [{ Name: 'letterId', Value: 'let_1' }],
			ConfigurationSetName: 'letters',
		});
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(events[0]).toMatchObject({
			version: '0',
			source: 'aws.ses',
			account: '000000000000',
			region: 'eu-west-1',
			resources: ['arn:aws:ses:eu-west-1:000000000000:configuration-set/letters'],
			detail: {
				eventType: 'Send',
				mail: {
					messageId: MessageId,
					source: `Ann Coach via Acme <${LETTERS}>`,
					destination: [PRIYA],
					tags: {
						letterId: ['let_1'],
						'ses:configuration-set': ['letters'],
						'ses:from-domain': ['mail.focuscoachee.example'],
					},
					commonHeaders: { subject: 'Ask Priya for feedback' },
				},
			},
		});
		expect(events[1]).toMatchObject({ detail: { eventType: 'Delivery', delivery: { recipients: [PRIYA] } } });
		expect(events[0]!.id).not.toBe(events[1]!.id);
	});

	test.each([
		[
			'bounce@simulator.amazonses.com',
			'Email Bounced',
			{ bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
		],
		['bounce+tom@acme.example', 'Email Bounced', { bounce: { bounceType: 'Permanent' } }],
		[
			'suppressionlist@simulator.amazonses.com',
			'Email Bounced',
			{ bounce: { bounceSubType: 'OnAccountSuppressionList' } },
		],
		[
			'complaint@simulator.amazonses.com',
			'Email Complaint Received',
			{ complaint: { complaintFeedbackType: 'abuse' } },
		],
	])('%s: %s', async (address, type, detail) => {
		await send({ Destination: { ToAddresses: [address] } });
		await eventually(types).toContain(type);
		expect(types()).toContain('Email Sent');
		expect(types().includes('Email Delivered')).toBe(type === 'Email Complaint Received');
		expect(events.at(-1)).toMatchObject({
			'detail-type': type,
			detail: { ...detail, mail: { destination: [address] } },
		});
	});

	test('is nothing when no configuration set is named, by the letter or for its identity', async () => {
		await ses.stop();
		await start({ identity: undefined });
		await send();
		await send({ ConfigurationSetName: 'any' });
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
	});

	test('is told again until it is heard', async () => {
		refusals = 3;
		await send();
		expect(ses.untold()).toBe(2);
		await eventually(() => types().toSorted()).toEqual(['Email Delivered', 'Email Sent']);
		expect(refusals).toBe(0);
		await eventually(ses.untold).toBe(0);
	});

	test('may come twice, late, or never', async () => {
		faults.queue(
			'ses',
			'Event',
			{ kind: 'duplicate' },
			{ when: ({ detail }) => (detail as MailEvent['detail']).eventType === 'Send' },
		);
		faults.queue('ses', 'Event', { kind: 'drop' }, { when: (event) => event['detail-type'] === 'Email Delivered' });
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Sent']);
		expect(events[0]!.id).toBe(events[1]!.id);
		await eventually(() => faults.waiting).toBe(0);

		faults.queue('ses', 'Event', { kind: 'delay', ms: 150 });
		const began = performance.now();
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Sent', 'Email Sent', 'Email Delivered']);
		expect(performance.now() - began).toBeGreaterThanOrEqual(145);
	});
});

describe('faults on the way', () => {
	test.each([
		['TooManyRequestsException', { kind: 'throttle' }, 429],
		['ThrottlingException', { kind: 'throttle', error: 'ThrottlingException' }, 429],
		['SendingPausedException', { kind: 'refuse', error: 'SendingPausedException', status: 400 }, 400],
		['InternalServiceErrorException', { kind: 'refuse', error: 'InternalServiceErrorException', status: 500 }, 500],
	] as const)('%s', async (name, fault, httpStatusCode) => {
		faults.queue('ses', 'SendEmail', fault);
		await expect(send()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
		expect(ses.mails()).toEqual([]);
		await expect(send()).resolves.toBeDefined();
	});

	test('a lost answer has sent the letter: whoever tries again sends it twice', async () => {
		faults.queue('ses', 'SendEmail', { kind: 'loseAnswer' });
		await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(ses.mails()).toHaveLength(1);
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);

		faults.queue('ses', 'SendEmail', { kind: 'loseAnswer' });
		await send({}, client({ maxAttempts: 3 }));
		expect(ses.mails()).toHaveLength(3);
	});

	test('a slow answer has sent the letter', async () => {
		faults.queue('ses', 'SendEmail', { kind: 'delay', ms: 5_000 });
		const impatient = client({ requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true } });
		await expect(send({}, impatient)).rejects.toMatchObject({ name: 'TimeoutError' });
		await eventually(ses.mails).toHaveLength(1);
	});
});

describe('the suppression list', () => {
	const put = (EmailAddress: string, Reason: 'BOUNCE' | 'COMPLAINT' = 'BOUNCE') =>
		client().send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }));
	const get = (EmailAddress: string) => client().send(new GetSuppressedDestinationCommand({ EmailAddress }));
	const remove = (EmailAddress: string) => client().send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
	const missing = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };

	test('keeps an address until it is taken off; letters to it bounce', async () => {
		await put(PRIYA, 'COMPLAINT');
		const { SuppressedDestination: entry } = await get(PRIYA.toUpperCase());
		expect(entry).toMatchObject({ EmailAddress: PRIYA, Reason: 'COMPLAINT' });
		expect(Math.abs(entry!.LastUpdateTime!.getTime() - clock.now().getTime())).toBeLessThan(5_000);
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Bounced']);
		expect(events[1]).toMatchObject({ detail: { bounce: { bounceSubType: 'OnAccountSuppressionList' } } });
		await remove(PRIYA);
		await expect(get(PRIYA)).rejects.toMatchObject(missing);
		await expect(remove(PRIYA)).rejects.toMatchObject(missing);
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Bounced', 'Email Sent', 'Email Delivered']);
	});

	test('is listed page by page, by reason and time, and survives a restart', async () => {
		for (const name of ['c', 'a', 'b']) await put(`${name}@acme.example`);
		clock.advance('P2D');
		await put('d@acme.example', 'COMPLAINT');
		await ses.stop();
		await start();
		const addresses: (string | undefined)[] = [];
		for await (const page of paginateListSuppressedDestinations({ client: client(), pageSize: 2 }, {})) {
			addresses.push(...page.SuppressedDestinationSummaries!.map(({ EmailAddress }) => EmailAddress));
		}
		expect(addresses).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}@acme.example`));
		const listed = async (query: ListSuppressedDestinationsCommandInput) => {
			const { SuppressedDestinationSummaries: found } = await client().send(
				new ListSuppressedDestinationsCommand(query),
			);
			return found!.map(({ EmailAddress }) => EmailAddress);
		};
		expect(await listed({ Reasons: ['COMPLAINT'] })).toEqual(['d@acme.example']);
		expect(await listed({ StartDate: new Date(clock.now().getTime() - 86_400_000) })).toEqual(['d@acme.example']);
		expect(await listed({ EndDate: new Date(clock.now().getTime() - 86_400_000) })).toHaveLength(3);
	});

	test('takes addresses and known reasons alone', async () => {
		await expect(put('nobody')).rejects.toMatchObject({ name: 'BadRequestException' });
		await expect(put(PRIYA, 'OTHER' as 'BOUNCE')).rejects.toMatchObject({ name: 'BadRequestException' });
	});
});

test('the account tells how much was sent in a day of the local clock', async () => {
	const sent = async () => (await client().send(new GetAccountCommand({}))).SendQuota;
	await send({ Destination: { ToAddresses: [PRIYA], BccAddresses: ['ann@acme.example'] } });
	expect(await sent()).toEqual({ Max24HourSend: 10_000_000, MaxSendRate: 1000, SentLast24Hours: 2 });
	clock.advance('P1D');
	expect((await sent())!.SentLast24Hours).toBe(0);
});

test('policies are asked for the identity and the configuration set, with the sender', async () => {
	const asked: string[] = [];
	let denied = '';
	await ses.stop();
	await start({
		may: ({ accessKeyId }, action, resource, context) => {
			asked.push([accessKeyId, action, resource, context?.['ses:FromAddress']].join(' '));
			return resource !== denied;
		},
	});
	await send();
	const arn = 'arn:aws:ses:eu-west-1:000000000000';
	expect(asked).toEqual([
		`AKIASEND ses:SendEmail ${arn}:identity/mail.focuscoachee.example ${LETTERS}`,
		`AKIASEND ses:SendEmail ${arn}:configuration-set/letters ${LETTERS}`,
	]);
	denied = `${arn}:configuration-set/letters`;
	await expect(send()).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
	expect(ses.mails()).toHaveLength(1);
});

describe('the mailbox page', () => {
	test('shows the newest letter first, without script, with nothing of a letter outside its frame', async () => {
		await send({ Content: { Simple: simple({ Subject: { Data: 'older' } }) } });
		await send({
			Content: {
				Simple: simple({
					Subject: { Data: '<img src=x onerror=alert(1)>', Charset: 'UTF-8' },
					Body: {
						Html: {
							Data: '<html><head><title>t</title></head><body><a href="https://x.example/">Done</a>"</body></html>',
						},
					},
				}),
			},
		});
		const page = mailboxPage(ses.mails());
		expect(page.indexOf('onerror')).toBeLessThan(page.indexOf('older'));
		expect(page).not.toMatch(/<script|<img/);
		expect(page).toContain('<h1>Mailbox</h1>');
		const [frame] = /<iframe[^>]*>/.exec(page)!;
		expect(frame).toContain('sandbox="');
		expect(frame).not.toContain('allow-scripts');
		expect(frame).not.toContain('allow-same-origin');
		expect(frame).toContain('&#60;head&#62;&#60;base target=&#34;_top&#34;&#62;&#60;title&#62;');
		expect(page).toContain('<dt>Message-ID</dt>');
	});

	test('makes the links of a plain letter work, and shows a hundred letters at most', async () => {
		await send({ Content: { Simple: simple({ Body: { Text: { Data: 'Done? https://x.example/l/a?b=1&c=2.' } } }) } });
		const [mail] = ses.mails();
		expect(mailboxPage([mail!])).toContain('<a href="https://x.example/l/a?b=1&#38;c=2">');
		const many = mailboxPage(Array.from({ length: 103 }, () => mail!));
		expect(many.match(/<article>/g)).toHaveLength(100);
		expect(many).toContain('3 letters more');
		expect(mailboxPage([])).toContain('0 letters');
	});
});
