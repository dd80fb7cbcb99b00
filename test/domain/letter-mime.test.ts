import * as fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '#services/letters/mail.ts';
import { mimeOf } from '#services/letters/mime.ts';

const OURS = 'letters@mail.focuscoachee.example';
beforeAll(() => {
	process.env.MAIL_FROM = OURS;
});

const mail: Mail = {
	to: 'priya@acme.example',
	from: 'Marta Kowalska via Northlight',
	replyTo: 'marta@northlight.example',
	subject: 'Ask Priya for feedback',
	text: 'You planned to do this by Tuesday.\n\nDone:\nhttps://focuscoachee.example/l/abc?answer=done\n',
	html: '<!doctype html><p>You planned to do this by Tuesday.</p>',
	unsubscribe: `https://focuscoachee.example/l/${'u'.repeat(43)}/unsubscribe`,
};
const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Zoë und Ann\r\nEND:VCALENDAR\r\n';

const read = async (letter: Mail) => {
	const raw = await mimeOf(letter);
	return { raw: raw.toString('latin1'), parsed: await simpleParser(raw, { skipTextToHtml: true }) };
};
const named = ({ headerLines }: ParsedMail) => headerLines.map(({ key }) => key).sort();
/** The type of each part, in the order in which they stand. */
const parts = (raw: string) => [...raw.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type]) => type);

describe('a letter as a message', () => {
	test('says in each part what was written, from the coach by the firm, to one, answered to the coach', async () => {
		const { parsed, raw } = await read(mail);
		expect(parts(raw)).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
		expect(parsed).toMatchObject({ subject: mail.subject, text: mail.text, html: mail.html });
		expect(parsed.from).toMatchObject({ value: [{ name: mail.from, address: OURS }] });
		expect(parsed.to).toMatchObject({ value: [{ address: mail.to }] });
		expect(parsed.replyTo).toMatchObject({ value: [{ address: mail.replyTo }] });
	});

	test('ends with one click, and asks no holiday for an answer', async () => {
		const { parsed } = await read(mail);
		const line = (key: string) => parsed.headerLines.find((header) => header.key === key)?.line.replace(/\s+/g, ' ');
		expect(line('list-unsubscribe')).toBe(`List-Unsubscribe: <${mail.unsubscribe}>`);
		expect(line('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
		expect(line('auto-submitted')).toBe('Auto-Submitted: auto-generated');
		expect(line('x-auto-response-suppress')).toBe('X-Auto-Response-Suppress: OOF, AutoReply');
		const { parsed: invitation } = await read({ ...mail, unsubscribe: undefined, replyTo: undefined });
		expect(named(invitation)).not.toContain('list-unsubscribe');
		expect(named(invitation)).not.toContain('reply-to');
	});

	test('goes to nobody when it names nobody', async () => {
		const parsed = await simpleParser(await mimeOf({ ...mail, to: undefined }));
		expect(parsed.to).toBeUndefined();
	});

	test.each(['REQUEST', 'CANCEL', 'PUBLISH'] as const)(
		'with a calendar to %s is what Gmail, Outlook and Apple Mail show as one',
		async (method) => {
			const { parsed, raw } = await read({ ...mail, calendar: { method, ics, name: 'session.ics' } });
			expect(parts(raw)).toEqual([
				'multipart/mixed',
				'multipart/alternative',
				'text/plain',
				'text/html',
				'text/calendar',
				'application/ics',
			]);
			expect(raw).toContain(`Content-Type: text/calendar; charset=utf-8; method=${method}`);
			expect(raw).toContain('Content-Disposition: attachment; filename=session.ics');
			expect(parsed).toMatchObject({ text: mail.text, html: mail.html });
			const held = parsed.attachments.map(({ content }) => content.toString('utf8').trimEnd());
			expect(held).toEqual([ics.trimEnd(), ics.trimEnd()]);
		},
	);
});

describe('whatever people are called', () => {
	test(
		'no name and no title adds a header, an address or a line, and each is read as it was written',
		{ timeout: 60_000 },
		async () => {
			const usual = named((await read(mail)).parsed);
			const text = fc.oneof(
				fc.string({ unit: 'binary', maxLength: 150 }),
				fc.string({
					unit: fc.constantFrom('"', '\\', '\r\n', '<', '>', ',', ':', ' ', '=?', '?=', 'a', 'ö', 'ש', '🌱'),
					maxLength: 40,
				}),
			);
			await fc.assert(
				fc.asyncProperty(text, text, async (from, subject) => {
					const { parsed, raw } = await read({ ...mail, from, subject: `x${subject}` });
					expect(named(parsed)).toEqual(usual);
					expect(parsed.from?.value).toMatchObject([{ address: OURS }]);
					expect(parsed.to).toMatchObject({ value: [{ address: mail.to }] });
					expect(parsed.from?.value[0]?.name.replace(/\s+/g, '')).toBe(shown(from).replace(/\s+/g, ''));
					for (const line of raw.split('\r\n\r\n', 1)[0]!.split('\r\n')) {
						expect(line).toMatch(/^[\t -~]+$/);
						expect(line.length).toBeLessThanOrEqual(998);
					}
				}),
				{ numRuns: 30 },
			);
		},
	);

	test.each(['O’Neill "Bo", Ann', 'Žofie 🌱', 'שלום עולם', '審査 部', 'Eve"\r\nBcc: all@x.example', 'a@b <c@d>', ''])(
		'%s',
		async (name) => {
			const { parsed } = await read({ ...mail, from: name, subject: `About ${name}` });
			expect(parsed.from?.value).toEqual([{ address: OURS, name: shown(name) }]);
			expect(parsed.subject).toBe(`About ${shown(name)}`.trim());
		},
	);

	test('no line of a letter is longer than a mail server carries, however long the words', async () => {
		const long = `${'word '.repeat(2000)}\n${'a'.repeat(5000)}\n${'審'.repeat(3000)}`;
		const { parsed, raw } = await read({ ...mail, text: long, html: `<p>${long}</p>` });
		const body = raw.slice(raw.indexOf('\r\n\r\n'));
		for (const line of body.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
		expect(parsed.text).toBe(long);
	});
});

/** What a reader sees of a text that has to stand on one line. */
const shown = (text: string): string =>
	text
		.toWellFormed()
		.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
		.trim();
