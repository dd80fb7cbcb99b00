import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import type { MailEvent } from '#infra/local/mail-events.ts';
import { GIVEN_UP_AFTER_MS } from '#infra/local/mail-relay.ts';
import { mailServerOf } from '#infra/local/mail-server.ts';
import { mailboxPage } from '#infra/local/mailbox.ts';
import { type LocalSes, startSes } from '#infra/local/ses.ts';
import type { Mail } from '#services/letters/mail.ts';
import { mimeOf } from '#services/letters/mime.ts';
import { no, openMailServer, type WorldOptions } from './fixtures/mail-server.ts';

const OURS = 'letters@mail.focuscoachee.example';
const PRIYA = 'priya@acme.test';
const PASSWORD = 'correct horse/battery@staple';
process.env.MAIL_FROM = OURS;

let folder: string;
let clock: LocalClock;
let ses: LocalSes;
let events: MailEvent[];
let reports: string[];
let world: Awaited<ReturnType<typeof openMailServer>> | undefined;

const path = () => join(folder, 'mail.db');
const start = async () => {
	ses = await startSes({
		path: path(),
		clock,
		faults: new Faults(),
		identity: { name: 'mail.focuscoachee.example', configurationSet: 'letters' },
		report: (line) => reports.push(line),
		onEvent: async (event) => void events.push(event),
	});
};
/** Opens a server in the world and lets letters leave through it. */
const leaveThrough = async (options: WorldOptions = {}, url?: (port: number) => string, from?: string) => {
	world = await openMailServer(options);
	const SMTP_URL = url?.(world.port) ?? `smtp://127.0.0.1:${world.port}`;
	ses.relayThrough(mailServerOf({ SMTP_URL, SMTP_FROM: from })!);
	return world;
};
const letter: Mail = {
	to: PRIYA,
	from: 'Zoë "the coach" Ölçer via Northlight',
	replyTo: 'zoe@northlight.test',
	subject: 'Ask Priya for feedback 🌱',
	text: 'Due tomorrow.\n\n.a line that begins with a dot\n',
	html: '<p>Due tomorrow.</p>',
	unsubscribe: 'https://focuscoachee.example/l/token/unsubscribe',
	calendar: { method: 'REQUEST', name: 'invite.ics', ics: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR' },
};
const send = async (more: Partial<Mail> = {}, endpoint = ses.endpoint) => {
	const credentials = { accessKeyId: 'AKIASEND', secretAccessKey: 'secret' };
	const client = new SESv2Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
	const mail = { ...letter, ...more };
	const { MessageId } = await client.send(
		new SendEmailCommand({
			Destination: { ToAddresses: [mail.to] },
			Content: { Raw: { Data: await mimeOf(mail) } },
			EmailTags: [{ Name: 'letterId', Value: 'let_1' }],
			ConfigurationSetName: 'letters',
		}),
	);
	return MessageId!;
};
const types = () => events.map((event) => event['detail-type']);
const numberOf = (message: Buffer) => /^Message-ID:\s*(\S+)/im.exec(message.toString('latin1'))?.[1];
const outcomes = () => ses.mails().flatMap(({ recipients }) => recipients.map(({ outcome }) => outcome));
/** Polls until it holds; the deadline is for a machine that is busy with other things. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 10 });

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'smtp-'));
	clock = openClock(join(folder, 'clock.json'));
	[events, reports, world] = [[], [], undefined];
	await start();
});
afterEach(async () => {
	vi.useRealTimers();
	await ses.stop();
	await world?.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('a letter leaves', () => {
	test('as it was written, under our number, and what came of it is told as ever', async () => {
		const { handed } = await leaveThrough();
		const messageId = await send();
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(handed).toMatchObject([{ from: OURS, to: [PRIYA], secure: true }]);
		const parsed = await simpleParser(handed[0]!.message, { skipTextToHtml: true });
		expect(parsed).toMatchObject({ subject: letter.subject, text: letter.text, html: letter.html });
		expect(parsed.from?.value).toEqual([{ address: OURS, name: letter.from }]);
		expect(parsed.replyTo?.value).toMatchObject([{ address: letter.replyTo }]);
		expect(parsed.messageId).toBe(`<${messageId}@mail.focuscoachee.example>`);
		const keys = parsed.headerLines.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'auto-submitted']));
		expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['text/calendar', 'application/ics']);
		expect(handed[0]!.message.toString('latin1')).toContain('text/calendar; charset=utf-8; method=REQUEST');
		expect(events[1]).toMatchObject({
			detail: {
				eventType: 'Delivery',
				mail: { messageId, tags: { letterId: ['let_1'] } },
				delivery: { recipients: [PRIYA], smtpResponse: expect.stringMatching(/^250/) as string },
			},
		});
		expect(ses.mails()).toMatchObject([{ to: PRIYA, recipients: [{ outcome: 'delivered' }] }]);
	});

	test('from the address the server lets us write from', async () => {
		const { handed } = await leaveThrough({}, undefined, 'coaching@northlight.test');
		await send();
		await eventually(() => handed.length).toBe(1);
		expect(handed[0]!.from).toBe('coaching@northlight.test');
		const { from } = await simpleParser(handed[0]!.message);
		expect(from?.value).toEqual([{ address: 'coaching@northlight.test', name: letter.from }]);
	});

	test('when it came in parts as well', async () => {
		const { handed } = await leaveThrough();
		const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
		const credentials = { accessKeyId: 'AKIASEND', secretAccessKey: 'secret' };
		await new SESv2Client({ endpoint: ses.endpoint, region: 'eu-west-1', credentials }).send(
			new SendEmailCommand({
				FromEmailAddress: `"Ann Coach" <${OURS}>`,
				Destination: { ToAddresses: [PRIYA], BccAddresses: ['hidden@acme.test'] },
				ReplyToAddresses: ['ann@acme.test'],
				Content: {
					Simple: {
						Subject: utf8('Prüfung'),
						Body: { Text: utf8('Grüße') },
						Headers: [{ Name: 'List-Unsubscribe', Value: '<https://x.example/>' }],
					},
				},
			}),
		);
		await eventually(() => handed.length).toBe(2);
		expect(handed.flatMap(({ to }) => to).sort()).toEqual(['hidden@acme.test', PRIYA]);
		for (const { message } of handed) {
			const parsed = await simpleParser(message);
			expect(parsed).toMatchObject({ subject: 'Prüfung', text: expect.stringContaining('Grüße') as string });
			expect(parsed.from?.value).toEqual([{ address: OURS, name: 'Ann Coach' }]);
			expect(message.toString()).not.toContain('hidden@');
		}
	});

	test('today, whatever the local clock says', async () => {
		const { handed } = await leaveThrough();
		clock.advance('P400D');
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		const { date } = await simpleParser(handed[0]!.message);
		expect(Math.abs(date!.getTime() - Date.now())).toBeLessThan(60_000);
		expect(Date.parse(ses.mails()[0]!.at) - Date.now()).toBeGreaterThan(300 * 86_400_000);
	});

	test('over TLS with a password', async () => {
		const seen: unknown[] = [];
		const { handed } = await leaveThrough(
			{
				secure: true,
				authOptional: false,
				onAuth: ({ username, password }, _, done) => {
					seen.push([username, password]);
					done(null, { user: username });
				},
			},
			(port) => `smtps://letters%40northlight.test:${encodeURIComponent(PASSWORD)}@localhost:${port}`,
		);
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(seen).toEqual([['letters@northlight.test', PASSWORD]]);
		expect(handed).toMatchObject([{ secure: true, from: 'letters@northlight.test' }]);
	});
});

describe('a letter stays', () => {
	test('when it goes to an invented person, or to one that letters do not reach', async () => {
		const { recipients } = await leaveThrough();
		for (const to of ['robin@vermeer.example', 'robin@example.org', 'robin@mail.EXAMPLE', 'bounce@acme.example'])
			await send({ to });
		expect(outcomes()).toEqual(['delivered', 'delivered', 'delivered', 'bounced']);
		await send();
		await eventually(outcomes).toContain('delivered');
		await eventually(() => recipients).toEqual([PRIYA]);
	});

	test('when it was taken before letters left, for good', async () => {
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		const { recipients } = await leaveThrough();
		await send({ to: 'noah@acme.test' });
		await eventually(types).toHaveLength(4);
		expect(recipients).toEqual(['noah@acme.test']);
	});
});

describe('the server says no', () => {
	test('550 for the recipient: it bounces like any other, at once and for good', async () => {
		const { recipients, handed } = await leaveThrough({ recipient: () => no(550, '5.1.1 user unknown') });
		const messageId = await send();
		await eventually(types).toEqual(['Email Sent', 'Email Bounced']);
		expect(events[1]).toMatchObject({
			detail: {
				eventType: 'Bounce',
				mail: { messageId },
				bounce: {
					bounceType: 'Permanent',
					bouncedRecipients: [
						{ emailAddress: PRIYA, status: '5.1.1', diagnosticCode: expect.stringContaining('550 5.1.1') as string },
					],
				},
			},
		});
		expect([outcomes(), recipients, handed]).toEqual([['bounced'], [PRIYA], []]);
	});

	test('554 for what it says: it bounces, and the address is not to blame', async () => {
		await leaveThrough({ message: () => no(554, '5.6.0 not like this') });
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Bounced']);
		expect(events[1]).toMatchObject({ detail: { bounce: { bounceType: 'Transient' } } });
	});

	test('451, then yes: it comes once, under the same number', async () => {
		let times = 0;
		const { handed } = await leaveThrough({ message: () => (++times < 2 ? no(451, '4.7.1 try again') : undefined) });
		await send();
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(handed).toHaveLength(2);
		expect(new Set(handed.map(({ message }) => numberOf(message))).size).toBe(1);
	});

	test('to the password: nothing bounces, the terminal says it without the password, and it leaves once that is right', async () => {
		let right = false;
		await leaveThrough(
			{
				authOptional: false,
				onAuth: ({ username }, _, done) => done(right ? null : no(535, 'no'), right ? { user: username } : undefined),
			},
			(port) => `smtp://ann:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
		);
		await send();
		await eventually(() => reports.length).toBe(1);
		expect(reports[0]).toContain('takes no letters just now (535)');
		expect(reports.join()).not.toMatch(/correct|horse|ann/);
		expect(outcomes()).toEqual(['leaving']);
		right = true;
		await eventually(types).toEqual(['Email Sent', 'Email Delivered']);
		expect(reports).toHaveLength(2);
	});

	test('or nothing at all: it is tried ever again, and given up after a day', async () => {
		const { port, stop } = await openMailServer();
		await stop();
		ses.relayThrough(mailServerOf({ SMTP_URL: `smtp://127.0.0.1:${port}` })!);
		await send();
		await eventually(() => reports.length).toBe(1);
		expect(types()).toEqual(['Email Sent']);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + GIVEN_UP_AFTER_MS + 60_000 });
		await eventually(types).toEqual(['Email Sent', 'Email Bounced']);
		expect(events[1]).toMatchObject({ detail: { bounce: { bounceType: 'Transient' } } });
		expect(outcomes()).toEqual(['bounced']);
	});

	test('and comes back: what was waiting leaves, after another start as well', async () => {
		const { port, stop } = await openMailServer();
		await stop();
		const SMTP_URL = `smtp://127.0.0.1:${port}`;
		ses.relayThrough(mailServerOf({ SMTP_URL })!);
		await Promise.all(Array.from({ length: 10 }, (_, index) => send({ to: `person${index}@acme.test` })));
		await ses.stop();
		world = await openMailServer({ port });
		await start();
		ses.relayThrough(mailServerOf({ SMTP_URL })!);
		await eventually(() => types().filter((type) => type === 'Email Delivered').length).toBe(10);
		expect(world.recipients.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `person${index}@acme.test`));
	});
});

test('killed between the letter and the server’s answer, it leaves again under the same number', async () => {
	let hangs = true;
	world = await openMailServer({ message: () => (hangs ? new Promise(() => {}) : undefined) });
	const SMTP_URL = `smtp://127.0.0.1:${world.port}`;
	const killed = join(folder, 'killed.db');
	const script = new URL('./fixtures/run-ses.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [script, killed, join(folder, 'other.json')], {
		env: { ...process.env, SMTP_URL },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
	const messageId = await send({}, endpoint.toString().trim());
	await eventually(() => world!.handed.length).toBe(1);
	child.kill('SIGKILL');
	await once(child, 'exit');
	hangs = false;

	await ses.stop();
	ses = await startSes({
		path: killed,
		clock,
		faults: new Faults(),
		onEvent: async (event) => void events.push(event),
	});
	expect(outcomes()).toEqual(['leaving']);
	ses.relayThrough(mailServerOf({ SMTP_URL })!);
	await eventually(types).toContain('Email Delivered');
	expect(world.handed.map(({ message }) => numberOf(message))).toEqual([
		`<${messageId}@mail.focuscoachee.example>`,
		`<${messageId}@mail.focuscoachee.example>`,
	]);
});

test('the mailbox page says where letters go and what came of each', async () => {
	const { port } = await leaveThrough({ recipient: () => no(550, '5.1.1 <b>unknown</b>') });
	await send();
	expect(ses.mails()).toMatchObject([{ files: [{ name: 'invite.ics', text: letter.calendar!.ics }] }]);
	expect(mailboxPage(ses.mails())).toContain(`<a download="invite.ics" href="data:application/ics;base64,`);
	expect(mailboxPage(ses.mails(), ses.server())).toContain(`They leave by SMTP through 127.0.0.1:${port}`);
	await eventually(outcomes).toEqual(['bounced']);
	const page = mailboxPage(ses.mails(), ses.server());
	expect(page).toContain('<em>bounced: 550 5.1.1 &#60;b&#62;unknown');
	expect(mailboxPage(ses.mails())).not.toContain('SMTP through');
});

test('no password stands in what is kept', async () => {
	await leaveThrough({}, (port) => `smtp://ann:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`);
	await send();
	await eventually(() => ses.mails().length).toBe(1);
	for (const end of ['', '-wal']) expect(readFileSync(path() + end).toString('latin1')).not.toContain('horse');
});

describe('SMTP_URL', () => {
	test.each([
		['smtp://mail.acme.test', { host: 'mail.acme.test', port: 587, secure: false, auth: undefined, from: undefined }],
		['smtps://mail.acme.test', { port: 465, secure: true }],
		['smtp://mail.acme.test:2525/', { port: 2525 }],
		['smtp://[::1]:25', { host: '::1', port: 25 }],
		['smtp://ann:p%40ss%3A%2F@mail.acme.test', { auth: { user: 'ann', pass: 'p@ss:/' }, from: undefined }],
		['smtp://ann%40acme.test:x@mail.acme.test', { from: 'ann@acme.test' }],
	])('%s', (SMTP_URL, expected) => {
		expect(mailServerOf({ SMTP_URL })).toMatchObject(expected);
	});

	test('is not needed, and may name another sender', () => {
		expect(mailServerOf({})).toBeUndefined();
		expect(mailServerOf({ SMTP_URL: '' })).toBeUndefined();
		const server = mailServerOf({ SMTP_URL: 'smtp://ann%40acme.test:x@acme.test', SMTP_FROM: 'coaching@acme.test' });
		expect(server?.from).toBe('coaching@acme.test');
	});

	test.each([
		'mail.acme.test:587',
		'http://ann:secret@mail.acme.test',
		'smtp://',
		'smtp://ann:secret@mail.acme.test/inbox',
		'smtp://ann:secret@mail.acme.test?pool=true',
		'smtp://:secret@mail.acme.test',
		'smtp://ann:secret%zz@mail.acme.test',
		'smtp://ann:secret@mail.acme.test:99999',
		'nonsense secret',
	])('%s is refused in plain words that quote nothing of it', (SMTP_URL) => {
		const wrong = () => mailServerOf({ SMTP_URL });
		expect(wrong).toThrow(/^SMTP_URL is not the address of a mail server/);
		expect(wrong).not.toThrow(/secret|acme/);
	});

	test('with a sender that is none is refused too', () => {
		const SMTP_URL = 'smtp://mail.acme.test';
		for (const SMTP_FROM of ['Ann <ann@acme.test>', 'ann', 'a@b, c@d'])
			expect(() => mailServerOf({ SMTP_URL, SMTP_FROM })).toThrow('SMTP_FROM is a mail address');
	});
});
