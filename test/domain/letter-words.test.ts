import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION_TITLE_MAX } from '#shared/domain/action.ts';
import { BUDGET } from '#shared/domain/budget.ts';
import { dueIn, fitting, type Around, type Due } from '#shared/domain/due.ts';
import { NUDGE_MAX } from '#shared/domain/nudge.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { LANGUAGES } from '#shared/domain/tenant.ts';
import { dayInWords } from '#shared/messages/day.ts';
import { wordsIn } from '#shared/messages/words.ts';
import * as invitation from '#services/letters/invitation.letter.ts';
import { clip } from '#services/letters/paper.ts';
import * as reminder from '#services/letters/reminder.letter.ts';
import { newToken } from '#services/letters/token.ts';
import { NOW } from './people.ts';
import { action, engagement, nudge, reader, session, trajectory } from './trajectory.ts';

const origin = 'https://a-rather-long-name.focuscoachee.example';
const link = () => `${origin}/l/${newToken()}`;
const zone = 'Europe/Amsterdam';
/** At nine in the morning of the day before 23 November. */
const now = '2026-11-22T08:00:00.000Z';
const early = '2026-11-15T08:00:00.000Z';
const around = engagement(null, early);
const letterOf = (due: readonly Due[], more: Partial<reminder.ReminderLetter> = {}): reminder.ReminderLetter => ({
	person: { mail: 'robin@vermeer.example', language: 'en', zone },
	organization: 'Northlight',
	coach: { name: 'Marta Kowalska', mail: 'marta@northlight.example' },
	due,
	more: 0,
	waited: undefined,
	answersAt: link,
	pages: { today: `${origin}/t/tnt_1/today`, settings: `${origin}/t/tnt_1/settings` },
	unsubscribe: link(),
	now,
	...more,
});
const dueOf = (all: Partial<Around>) => dueIn(trajectory(around, all), reader(), now).due;
const about = (titles: string[], language: 'en' | 'nl' = 'en', dueOn = '2026-11-23'): reminder.ReminderLetter => {
	const rules = dueOn < '2026-11-22' ? [PRESETS.onTheDay] : [PRESETS.dayBefore];
	const actions = titles.map((title) => action(around, title, dueOn, { rules, now: early }));
	return letterOf(dueOf({ actions }), { person: { mail: 'robin@vermeer.example', language, zone } });
};
const linksIn = (text: string) => new Set(text.match(/https:\/\/[^\s"<>&]+/g));

describe('a reminder’s letter', () => {
	test.each(LANGUAGES)('says the same in text as in HTML, in %s', async (language) => {
		const { text, html, subject } = await reminder.compose(about(['Ask Priya'], language));
		const words = wordsIn(language);
		expect(subject).toBe('Ask Priya');
		expect(linksIn(text)).toEqual(linksIn(html));
		const day = dayInWords('2026-11-23', '2026-11-22', words);
		const { planned, done, later, drop, because, yours, often, stop } = words.letter;
		for (const part of [planned(day), done, later, drop, because.rule(PRESETS.dayBefore), yours, often, stop]) {
			expect(text).toContain(part);
			expect(html).toContain(part);
		}
		expect(html).toContain(`<html lang="${language}">`);
	});

	test('stays under 20 KB in each part and fetches nothing, whatever is written in it', async () => {
		for (const sign of ['"', '&', '😀', 'ש', 'w', '👩‍👩‍👧‍👦']) {
			const title = sign.repeat(Math.floor(ACTION_TITLE_MAX / [...sign].length));
			const line = sign.repeat(Math.floor(NUDGE_MAX / [...sign].length));
			const actions = Array.from({ length: 30 }, () => action(around, title, '2026-11-23', { now: early }));
			const nudges = [1, 2, 3].map((index) => nudge(around, line, actions.at(-index), early));
			const held = session(around, '2026-11-19T09:00:00.000Z', [PRESETS.afterSession], early);
			const agreed = actions.map((one) => ({ ...one, sessionId: held.sessionId }));
			for (const all of [
				{ actions },
				{ actions, nudges },
				{ actions: agreed.map((one) => ({ ...one, reminders: [] })), nudges, sessions: [held] },
				{ actions: actions.slice(0, 1) },
			]) {
				const due = fitting(dueOf(all));
				const letter = letterOf(due, { organization: sign.repeat(100), waited: 'dayFull', more: 9 });
				const { html, text } = await reminder.compose(letter);
				expect(Buffer.byteLength(html)).toBeLessThan(20_000);
				expect(Buffer.byteLength(text)).toBeLessThan(20_000);
				expect(html).not.toMatch(/<img|<script|url\(|src=|<link/i);
				for (const one of nudges) if ('nudges' in all) expect(text).toContain(one.text);
			}
		}
	});

	test('never carries markup of its writer, nor a subject of two lines', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (typed) => {
				const title = `${typed}<i>&"'`;
				const nudges = [nudge(around, title, undefined, early)];
				for (const letter of [about([title]), about([title, title]), letterOf(dueOf({ nudges }))]) {
					const { html, subject } = await reminder.compose(letter);
					expect(html).not.toContain('<i>');
					expect(subject.length).toBeLessThanOrEqual(241);
				}
			}),
			{ numRuns: 30 },
		);
	});

	test('from the coach through the organization; where there are several coaches or none, from the organization', async () => {
		const one = await reminder.compose(about(['A']));
		expect([one.from, one.replyTo]).toEqual(['Marta Kowalska via Northlight', 'marta@northlight.example']);
		const none = await reminder.compose({ ...about(['A']), coach: undefined });
		expect([none.from, none.replyTo]).toEqual(['Northlight', undefined]);
		expect(none.text).not.toContain('An answer to this letter');
	});

	test('late is a date, not a reproach', async () => {
		const late = await reminder.compose(about(['Ask Priya'], 'en', '2026-11-20'));
		expect(late.text).toContain('This was due Friday 20 November.');
		const many = await reminder.compose(about(['Ask Priya', 'Call Kees'], 'nl', '2026-11-20'));
		expect(many.subject).toMatch(/ en nog 1$/);
		expect(many.text).toContain('Zou klaar zijn vrijdag 20 november');
	});

	test('the coach’s own line comes first, with what it is about and its three answers; nothing stands in it twice', async () => {
		const [priya, kees] = ['Ask Priya', 'Call Kees'].map((title) =>
			action(around, title, '2026-11-23', { now: early }),
		);
		const nudges = [nudge(around, 'How did it go with Kees?', kees, early)];
		const { subject, text, html } = await reminder.compose(letterOf(dueOf({ actions: [priya!, kees!], nudges })));
		expect(subject).toBe('How did it go with Kees? and 2 more');
		expect(text.startsWith('Marta Kowalska writes:\n“How did it go with Kees?”\n\nCall Kees\n')).toBe(true);
		expect(text.split('Call Kees')).toHaveLength(2);
		expect(html).toContain('<blockquote dir="auto">How did it go with Kees?</blockquote>');
		expect(text).toContain('because of a line from your coach and a reminder a day before the deadline.');
		expect(linksIn(text).size).toBe(2 * 3 + 2);
	});

	test('a session ahead says when and where; one that was, what was agreed there and is open still', async () => {
		const ahead = session(around, '2026-11-23T09:00:00.000Z', [{ ...PRESETS.dayBefore, anchor: 'session' }], early);
		const first = await reminder.compose(letterOf(dueOf({ sessions: [ahead] })));
		expect(first.subject).toBe('Session 1 with Marta Kowalska: Monday 23 November, 10:00');
		expect(first.text).toContain('tomorrow, Monday 23 November, 10:00–11:00\nRoom Birch');

		const was = session(around, '2026-11-19T09:00:00.000Z', [PRESETS.afterSession], early);
		const agreed = action(around, 'Ask Priya', '2026-12-01', { session: was, now: early });
		const second = await reminder.compose(letterOf(dueOf({ sessions: [was], actions: [agreed] })));
		expect(second.subject).toBe('From session 1, Thursday 19 November');
		expect(second.text).toContain('Ask Priya\nYou planned to do this by Tuesday 1 December.');
		expect(second.text).toContain('because of a reminder 3 days after the session.');
	});

	test('after a silence it asks one question, and blames nobody', async () => {
		const quiet = engagement(10, '2026-11-11T08:00:00.000Z');
		const { due } = dueIn(trajectory(quiet), reader(), now);
		const { subject, text } = await reminder.compose(letterOf(due));
		expect(subject).toBe('It has been quiet for 10 days');
		expect(text).toContain('What is the next small step?');
		expect(text).toContain('/today');
		const held = await reminder.compose({ ...letterOf(due), now: '2026-11-25T08:00:00.000Z' });
		expect(held.subject).toBe('It has been quiet for 13 days');
	});

	test('says why some of it comes later than it was due, and what is left for the next', async () => {
		const late = { ...about(['Ask Priya']), waited: 'dayFull' as const, more: 3 };
		const usual = await reminder.compose(late);
		expect(usual.text).toContain('One letter a day: some of this fell due after the last one, and waited.');
		expect(usual.text).toContain('3 more things wait for your next letter.');
		const chosen = await reminder.compose({ ...late, person: { ...late.person, budget: { ...BUDGET, perDay: 2 } } });
		expect(chosen.text).toContain('At most 2 letters a day, as you chose: some of this');
		const plain = await reminder.compose(about(['Ask Priya']));
		expect(plain.text).not.toMatch(/wait/);
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
