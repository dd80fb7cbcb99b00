import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER_ITEMS_MAX } from '#shared/domain/letter.ts';
import { ACTION_TITLE_MAX } from '#shared/domain/action.ts';
import { LANGUAGES } from '#shared/domain/tenant.ts';
import { dayInWords } from '#shared/messages/day.ts';
import { wordsIn } from '#shared/messages/words.ts';
import * as invitation from '#services/letters/invitation.letter.ts';
import { clip } from '#services/letters/paper.ts';
import * as reminder from '#services/letters/reminder.letter.ts';
import { newToken } from '#services/letters/token.ts';
import { NOW } from './people.ts';

const origin = 'https://a-rather-long-name.focuscoachee.example';
const link = () => `${origin}/l/${newToken()}`;
const about = (titles: string[], language: 'en' | 'nl' = 'en'): reminder.ReminderLetter => ({
	person: { mail: 'robin@vermeer.example', language },
	organization: 'Northlight',
	coach: { name: 'Marta Kowalska', mail: 'marta@northlight.example' },
	items: titles.map((title) => ({ title, dueOn: '2026-11-23', zone: 'Europe/Amsterdam', link: link() })),
	unsubscribe: link(),
	now: NOW,
});
const linksIn = (text: string) => new Set(text.match(/https:\/\/[^\s"<>&]+/g));

describe('a reminder’s letter', () => {
	test.each(LANGUAGES)('says the same in text as in HTML, in %s', async (language) => {
		const { text, html, subject } = await reminder.compose(about(['Ask Priya'], language));
		const words = wordsIn(language);
		expect(subject).toBe('Ask Priya');
		expect(linksIn(text)).toEqual(linksIn(html));
		const day = dayInWords('2026-11-23', '2026-11-22', words);
		const { planned, done, later, drop, why, stop } = words.letter;
		for (const part of [planned(day), done, later, drop, why('Northlight'), stop]) {
			expect(text).toContain(part);
			expect(html).toContain(part);
		}
		expect(html).toContain(`<html lang="${language}">`);
	});

	test('stays under 20 KB and fetches nothing, whatever is written in it', async () => {
		for (const sign of ['"', '&', '😀', 'ש', 'w', '👩‍👩‍👧‍👦']) {
			const title = sign.repeat(ACTION_TITLE_MAX / [...sign].length);
			const all = about(Array.from({ length: LETTER_ITEMS_MAX }, () => title));
			for (const letter of [all, { ...all, items: all.items.slice(0, 1) }]) {
				const { html } = await reminder.compose({ ...letter, organization: sign.repeat(100) });
				expect(Buffer.byteLength(html)).toBeLessThan(20_000);
				expect(html).not.toMatch(/<img|<script|url\(|src=|<link/i);
			}
		}
	});

	test('never carries markup of its writer, nor a subject of two lines', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (title) => {
				const { html, subject } = await reminder.compose(about([`${title}<i>&"'`]));
				expect(html).not.toContain('<i>');
				expect(subject.length).toBeLessThanOrEqual(241);
			}),
		);
	});

	test('from the coach through the organization; where there are several coaches or none, from the organization', async () => {
		const one = await reminder.compose(about(['A']));
		expect([one.from, one.replyTo]).toEqual(['Marta Kowalska via Northlight', 'marta@northlight.example']);
		const none = await reminder.compose({ ...about(['A']), coach: undefined });
		expect([none.from, none.replyTo]).toEqual(['Northlight', undefined]);
		expect(none.text).not.toContain('An answer to this letter');
	});
});

test.each(LANGUAGES)('an invitation says who asks, to what, and how long, in %s', async (language) => {
	const { subject, text, html, from, unsubscribe } = await invitation.compose({
		person: { mail: 'robin@vermeer.example', language, roles: ['coachee'], zone: 'Europe/Amsterdam' },
		organization: 'Northlight',
		invitedBy: 'Marta <Kowalska>',
		accept: `${origin}/join/${newToken()}`,
		expiresOn: '2026-12-22T12:00:00.000Z',
		now: NOW,
	});
	expect(subject).toContain('Marta <Kowalska>');
	expect(from).toBe('Marta <Kowalska> via Northlight');
	expect(linksIn(text)).toEqual(linksIn(html));
	expect(text).toContain({ en: '22 December', nl: '22 december' }[language]);
	expect(html).toContain('Marta &lt;Kowalska&gt;');
	expect(unsubscribe).toBeUndefined();
});

test('a title is cut between signs that people see as one', () => {
	expect(clip('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 10)).toBe('👩‍👩‍👧‍👦…');
	expect(clip('shorter', 5)).toBe('shor…');
	expect(clip('short', 5)).toBe('short');
});

test('a near day is named twice, since a letter may be read a day later; another year is said', () => {
	const en = wordsIn('en');
	expect(dayInWords('2026-11-22', '2026-11-22', en)).toBe('today, Sunday 22 November');
	expect(dayInWords('2026-11-21', '2026-11-22', en)).toBe('yesterday, Saturday 21 November');
	expect(dayInWords('2026-11-28', '2026-11-22', en)).toBe('Saturday 28 November');
	expect(dayInWords('2027-01-03', '2026-11-22', en)).toBe('Sunday, 3 January 2027');
	expect(dayInWords('2026-11-23', '2026-11-22', wordsIn('nl'))).toBe('morgen, maandag 23 november');
});
