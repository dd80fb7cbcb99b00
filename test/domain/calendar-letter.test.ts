import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { line } from '#shared/domain/item.ts';
import { LANGUAGES } from '#shared/domain/tenant.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { wordsIn } from '#shared/messages/words.ts';
import * as calendar from '#services/letters/calendar.letter.ts';
import { mimeOf } from '#services/letters/mime.ts';

const OURS = 'letters@mail.focuscoachee.example';
const NOW = '2026-10-20T07:15:00.000Z';
const PAGE = 'https://focuscoachee.example/t/tnt_1/program?with=eng_1';
const STOP = `https://focuscoachee.example/l/${'u'.repeat(43)}`;

const letter: calendar.CalendarLetter = {
	person: { name: 'Robin Vermeer', mail: 'robin@vermeer.example', language: 'en', zone: 'Europe/Amsterdam' },
	role: 'coachee',
	organization: 'Northlight',
	coach: { name: 'Marta Kowalska', mail: 'marta@northlight.example' },
	coacheeName: 'Robin Vermeer',
	session: {
		sessionId: newId('ses'),
		number: 3,
		startsAt: '2026-11-03T09:00:00.000Z',
		minutes: 75,
		place: 'Room Birch, 2nd floor; ask for "B"',
		status: 'planned',
		sequence: 0,
	},
	change: 'planned',
	page: PAGE,
	unsubscribe: STOP,
	ours: OURS,
	now: NOW,
};
type Session = calendar.CalendarLetter['session'];
const about = (more: Partial<calendar.CalendarLetter>, session: Partial<Session> = {}): calendar.CalendarLetter => ({
	...letter,
	...more,
	session: { ...letter.session, ...session },
});
const toCoach = {
	role: 'coach',
	person: { ...letter.person, name: 'Marta Kowalska', mail: letter.coach.mail! },
} as const;

/** What a calendar makes of the file. */
function read(ics: string) {
	const whole = new ICAL.Component(ICAL.parse(ics) as unknown[]);
	const events = whole.getAllSubcomponents('vevent');
	expect(events).toHaveLength(1);
	const [component] = events;
	const event = new ICAL.Event(component);
	const organizer = component!.getFirstProperty('organizer')!;
	const attendees = component!.getAllProperties('attendee');
	return {
		method: whole.getFirstPropertyValue('method'),
		uid: event.uid,
		sequence: event.sequence,
		status: component!.getFirstPropertyValue('status'),
		stamp: component!.getFirstPropertyValue('dtstamp')!.toString(),
		start: event.startDate,
		end: event.endDate,
		summary: event.summary,
		location: event.location,
		url: component!.getFirstPropertyValue('url'),
		organizer: [organizer.getFirstParameter('cn'), organizer.getFirstValue()],
		attendees: attendees.map((one) => ({
			name: one.getFirstParameter('cn'),
			mail: String(one.getFirstValue()).toLowerCase(),
			status: one.getFirstParameter('partstat'),
			rsvp: one.getFirstParameter('rsvp'),
		})),
	};
}
const composed = async (input: calendar.CalendarLetter) => {
	const mail = await calendar.compose(input);
	return { ...mail, event: read(mail.calendar!.ics) };
};

describe('a session’s letter', () => {
	test('is an invitation by the coach, in times that every calendar reads alike', async () => {
		const { event, calendar: file } = await composed(letter);
		expect(file).toMatchObject({ method: 'REQUEST', name: 'invite.ics' });
		expect(event).toMatchObject({
			method: 'REQUEST',
			uid: `${letter.session.sessionId}@focuscoachee`,
			sequence: 0,
			status: 'CONFIRMED',
			stamp: '2026-10-20T07:15:00Z',
			summary: 'Session 3 with Marta Kowalska',
			location: 'Room Birch, 2nd floor; ask for "B"',
			url: PAGE,
			organizer: ['Marta Kowalska', 'mailto:marta@northlight.example'],
			attendees: [
				{ name: 'Robin Vermeer', mail: 'mailto:robin@vermeer.example', status: 'NEEDS-ACTION', rsvp: 'TRUE' },
			],
		});
		expect(event.start.toString()).toBe('2026-11-03T09:00:00Z');
		expect(event.end.toString()).toBe('2026-11-03T10:15:00Z');
	});

	test('planned, moved, off: the same event, each time newer, until it is taken away', async () => {
		const later = addToInstant(letter.session.startsAt, { hours: 48 });
		const told = [
			await composed(letter),
			await composed(about({ change: 'moved' }, { startsAt: later, sequence: 1 })),
			await composed(about({ change: 'cancelled' }, { startsAt: later, sequence: 2, status: 'cancelled' })),
		].map(({ event: { uid, sequence, method, status, start, organizer } }) => ({
			uid,
			sequence,
			method,
			status,
			start: start.toString(),
			organizer: organizer[1],
		}));
		const same = { uid: told[0]!.uid, organizer: 'mailto:marta@northlight.example' };
		expect(told).toEqual([
			{ ...same, sequence: 0, method: 'REQUEST', status: 'CONFIRMED', start: '2026-11-03T09:00:00Z' },
			{ ...same, sequence: 1, method: 'REQUEST', status: 'CONFIRMED', start: '2026-11-05T09:00:00Z' },
			{ ...same, sequence: 2, method: 'CANCEL', status: 'CANCELLED', start: '2026-11-05T09:00:00Z' },
		]);
	});

	test('asks the coach, who planned it, for nothing, and comes from the firm', async () => {
		const { event, from, replyTo, subject } = await composed(about(toCoach));
		expect(subject).toBe('Session with Robin Vermeer: Tuesday 3 November, 10:00');
		expect([from, replyTo]).toEqual(['Northlight', undefined]);
		expect(event.organizer).toEqual(['Northlight', `mailto:${OURS}`]);
		expect(event.attendees).toMatchObject([
			{ mail: 'mailto:marta@northlight.example', status: 'ACCEPTED', rsvp: 'FALSE' },
		]);
		expect(event.summary).toBe('Session 3 with Robin Vermeer');
	});

	test('of a coach who has left comes from the firm', async () => {
		const { event, replyTo, text } = await composed(about({ coach: { name: 'Marta Kowalska' } }));
		expect(event.organizer).toEqual(['Northlight', `mailto:${OURS}`]);
		expect(replyTo).toBeUndefined();
		expect(text).not.toContain('An answer');
	});

	test.each([
		['planned', 'Session with Marta Kowalska: Tuesday 3 November, 10:00'],
		['moved', 'Moved: session with Marta Kowalska, now Tuesday 3 November, 10:00'],
		['cancelled', 'Cancelled: session with Marta Kowalska, Tuesday 3 November, 10:00'],
	] as const)('%s: says so in its subject', async (change, subject) => {
		expect(await composed(about({ change }))).toMatchObject({ subject });
	});

	test('tells the time by the reader’s own clock and in their language', async () => {
		const person = { ...letter.person, zone: 'America/New_York', language: 'nl' } as const;
		const { subject, text } = await composed(about({ person }, { startsAt: '2027-01-04T01:30:00.000Z' }));
		expect(subject).toBe('Sessie met Marta Kowalska: zondag 3 januari 2027, 20:30');
		expect(text).toContain('20:30–21:45');
	});

	test.each(LANGUAGES)(
		'says the same in text as in HTML, small and without anything from elsewhere, in %s',
		async (language) => {
			const place = 'Online: https://meet.example/abc?x=1&y=2';
			const mail = await composed(about({ person: { ...letter.person, language } }, { place }));
			const linksIn = (text: string) =>
				[...new Set(text.replaceAll('&amp;', '&').match(/https:\/\/[^\s"<>]+/g))].sort();
			expect(linksIn(mail.text)).toEqual([PAGE, STOP, 'https://meet.example/abc?x=1&y=2'].sort());
			expect(linksIn(mail.html)).toEqual(linksIn(mail.text));
			const { calendar: words } = wordsIn(language);
			for (const part of [words.planned, words.open, words.why('Northlight'), words.stop]) {
				expect(mail.text).toContain(part);
				expect(mail.html).toContain(part);
			}
			expect(mail.html).not.toMatch(/<img|src=/);
			expect(mail.unsubscribe).toBe(`${STOP}/unsubscribe`);
			process.env.MAIL_FROM = OURS;
			expect((await mimeOf(mail)).length).toBeLessThan(20_000);
		},
	);

	test(
		'whatever people and places are called, it stays one event of one person, on lines that calendars carry',
		{ timeout: 60_000 },
		async () => {
			const written = line(200);
			const typed = fc
				.oneof(
					fc.string({ unit: 'binary', maxLength: 60 }),
					fc.string({
						unit: fc.constantFrom('"', ';', ':', ',', '\\', '\n', '^', 'END:VEVENT', 'é', '審', '🌱', ' '),
						maxLength: 40,
					}),
				)
				.filter((text) => written.safeParse(text).success)
				.map((text) => written.parse(text));
			await fc.assert(
				fc.asyncProperty(typed, typed, typed, async (coach, coachee, place) => {
					const input = about(
						{ coach: { name: coach, mail: letter.coach.mail }, person: { ...letter.person, name: coachee } },
						{ place },
					);
					const { event, calendar: file } = await composed(input);
					expect(event.location).toBe(place);
					const called = (name: string) => name.replaceAll(/["\\]/g, '’');
					expect([event.organizer[0], event.attendees[0]!.name]).toEqual([called(coach), called(coachee)]);
					expect(event.attendees).toHaveLength(1);
					expect(event.organizer[1]).toBe('mailto:marta@northlight.example');
					for (const line of file!.ics.split('\r\n')) {
						expect(line).not.toContain('\n');
						expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
					}
				}),
				{ numRuns: 30 },
			);
		},
	);

	test('arrives as one letter: text, HTML, what calendars read, and the file', async () => {
		process.env.MAIL_FROM = OURS;
		const mail = await calendar.compose(letter);
		const parsed = await simpleParser(await mimeOf(mail), { skipTextToHtml: true });
		expect(parsed).toMatchObject({ subject: mail.subject, text: mail.text, html: mail.html });
		const files = parsed.attachments.map(({ contentType, content }) => [contentType, read(content.toString()).uid]);
		const uid = `${letter.session.sessionId}@focuscoachee`;
		expect(files).toEqual([
			['text/calendar', uid],
			['application/ics', uid],
		]);
	});
});
