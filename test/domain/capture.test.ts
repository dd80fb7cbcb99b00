import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureIn, type Around, type Captured } from '#shared/domain/capture.ts';
import { STOPS } from '#shared/domain/capture-problem.ts';

const read = { en: await captureIn('en'), nl: await captureIn('nl') };

/** A Wednesday morning in Amsterdam; the session being captured began an hour ago. */
const around: Around = {
	now: '2026-11-04T10:00:00.000Z',
	coachee: { name: 'Priya Nair', zone: 'Europe/Amsterdam' },
	coach: { name: 'Tom de Wit', zone: 'Europe/Amsterdam' },
	goals: [
		{ goalId: 'confidence', title: 'Confidence in méetings' },
		{ goalId: 'trust', title: 'Trust my team' },
		{ goalId: 'truth', title: 'Truthful feedback' },
	],
	sessionAt: '2026-11-04T09:00:00.000Z',
};
const en = (line: string, more: Partial<Around> = {}): Captured => read.en(line, { ...around, ...more });
const nl = (line: string): Captured => read.nl(line, around);
const rules = ({ reminders }: Captured) => reminders.map(({ anchor, amount, unit }) => `${anchor} ${amount} ${unit}`);

describe('a captured line', () => {
	it('is a sentence, a day and reminders', () => {
		const captured = en('Ask Priya for feedback fri !1d !1w');
		expect(captured).toMatchObject({
			title: 'Ask Priya for feedback',
			dueOn: '2026-11-06',
			dueFrom: 'line',
			owner: 'coachee',
			problems: [],
		});
		expect(rules(captured)).toEqual(['deadline -1 day', 'deadline -1 week']);
	});

	it('reads every reminder there is a token for, each once', () => {
		const captured = en('Call Jan fri !1d !1w !0d !2h !+3d !1d !+2H');
		expect(rules(captured)).toEqual([
			'deadline -1 day',
			'deadline -1 week',
			'deadline 0 day',
			'deadline -2 hour',
			'session 3 day',
			'session 2 hour',
		]);
		expect(captured.reminders.every(({ at }) => at === '09:00')).toBe(true);
		expect(rules(nl('Bel Jan vr !2u'))).toEqual(['deadline -2 hour']);
	});

	it('names its owner', () => {
		expect(en('Send the reading list tomorrow @me').owner).toBe('coach');
		expect(nl('Stuur de leeslijst morgen @ik').owner).toBe('coach');
		expect(en('Send the reading list tomorrow @priya').owner).toBe('coachee');
		expect(en('Send the reading list tomorrow @Tom').owner).toBe('coach');
	});

	it('names its goal by a word of it, or the beginning of one, accents aside', () => {
		expect(en('Speak up once fri #conf').goalId).toBe('confidence');
		expect(en('Speak up once fri #Meetings').goalId).toBe('confidence');
		expect(en('Let them decide fri #trust').goalId).toBe('trust');
		const torn = en('Let them decide fri #tru');
		expect(torn).toMatchObject({ goalId: undefined, title: 'Let them decide #tru' });
		expect(torn.problems).toEqual([{ kind: 'goals', text: '#tru' }]);
	});

	it.each([
		['fri', '2026-11-06'],
		['by Friday', '2026-11-06'],
		['on friday.', '2026-11-06'],
		['(friday)', '2026-11-06'],
		['no later than friday', '2026-11-06'],
		['next friday', '2026-11-13'],
		['wed', '2026-11-11'],
		['this wednesday', '2026-11-04'],
		['wed 11 nov', '2026-11-11'],
		['today', '2026-11-04'],
		['tomorrow', '2026-11-05'],
		['the day after tomorrow', '2026-11-06'],
		['in 3 days', '2026-11-07'],
		['in two weeks', '2026-11-18'],
		['next week', '2026-11-11'],
		['a week from now', '2026-11-11'],
		['next month', '2026-12-04'],
		['this weekend', '2026-11-07'],
		['by the 12th', '2026-11-12'],
		['before the 1st', '2026-12-01'],
		['3 march', '2027-03-03'],
		['march 3', '2027-03-03'],
		['may 5', '2027-05-05'],
		['second of march', '2027-03-02'],
		['5 dec 2026', '2026-12-05'],
		['2026-12-01', '2026-12-01'],
		['12.11.2026', '2026-11-12'],
		['3/4', '2027-04-03'],
		['29 feb', '2028-02-29'],
	])('in English, %j is its day', (phrase, dueOn) => {
		for (const line of [`Ask Priya ${phrase}`, `Ask Priya, ${phrase} !1d`, `Ask Priya ${phrase.toUpperCase()} @me`]) {
			expect(en(line)).toMatchObject({ title: 'Ask Priya', dueOn, dueFrom: 'line', problems: [] });
		}
	});

	it.each([
		['vr', '2026-11-06'],
		['vrijdag', '2026-11-06'],
		['uiterlijk vrijdag', '2026-11-06'],
		['a.s. vrijdag', '2026-11-06'],
		['komende vrijdag', '2026-11-06'],
		['volgende vrijdag', '2026-11-13'],
		['wo', '2026-11-11'],
		['wo 11 nov', '2026-11-11'],
		['op ma', '2026-11-09'],
		['vandaag', '2026-11-04'],
		['morgen', '2026-11-05'],
		['overmorgen', '2026-11-06'],
		['over 3 dagen', '2026-11-07'],
		['over twee weken', '2026-11-18'],
		['volgende week', '2026-11-11'],
		['3 maart', '2027-03-03'],
		['voor de 12e', '2026-11-12'],
		['25 dec', '2026-12-25'],
		['1-12', '2026-12-01'],
		['2026-12-01', '2026-12-01'],
	])('in Dutch, %j is its day', (phrase, dueOn) => {
		for (const line of [`Vraag het ${phrase}`, `Vraag het, ${phrase} !1d`]) {
			expect(nl(line)).toMatchObject({ title: 'Vraag het', dueOn, dueFrom: 'line', problems: [] });
		}
	});

	it.each([
		'Read chapter 3',
		'Call 5 people',
		'Ask what she may',
		'Join the march',
		'Walk in march',
		'Decide by may',
		'Write the second draft',
		'Give it a second',
		'Speak second',
		'Read chapter 3 march',
		'Read pages 3-5',
		'Draft v2.1',
		'Plan 2026',
		'Review Q3',
		'Run 10 km',
		'Meditate 30 minutes',
		'Rest 2 weeks',
		'Take a day off',
		'Plan the weekend',
		'Enjoy the sun',
		'Find where we sat',
		'Be there 24/7',
		'Split it 50/50',
		'Journal every Friday',
		'Reflect on yesterday',
		'Reflect on last Friday',
		'Review the notes of 3 November',
		'Start now',
		'Call at 5',
		'Could we meet friday?',
		'Call Jan on Friday about the plan',
		'Work mon-wed',
		'Meet mon 9',
		'Fix issue #12',
		'Say "done!" out loud',
	])('%j holds no deadline: its words stay, and a week is proposed', (line) => {
		expect(en(line)).toMatchObject({ title: line, dueOn: '2026-11-11', dueFrom: 'week' });
		expect(en(`${line} fri !1d`)).toMatchObject({ title: line, dueOn: '2026-11-06', dueFrom: 'line' });
	});

	it.each([
		'Bel ma',
		'Doe het ook zo',
		'Maak tijd vrij',
		'Lees hoofdstuk 3',
		'Bel Jan',
		'Wacht een seconde',
		'Ik mag in mei',
	])('in Dutch, %j holds no deadline', (line) => {
		expect(nl(line)).toMatchObject({ title: line, dueFrom: 'week' });
		expect(nl(`${line} vr !1d`)).toMatchObject({ title: line, dueOn: '2026-11-06' });
	});

	it('counts with plural words, and still reads the day after them', () => {
		expect(en('Write 3 pages 3 dec')).toMatchObject({ title: 'Write 3 pages', dueOn: '2026-12-03' });
		expect(en('Rest two days 3 dec')).toMatchObject({ title: 'Rest two days', dueOn: '2026-12-03' });
	});

	it('keeps the time of day in the sentence, because a deadline is a day', () => {
		expect(en('Call Jan fri 3pm')).toMatchObject({ title: 'Call Jan (3pm)', dueOn: '2026-11-06' });
		expect(en('Call Jan at 3pm on friday !1d')).toMatchObject({ title: 'Call Jan at 3pm', dueOn: '2026-11-06' });
		expect(en('Call Jan friday morning')).toMatchObject({ title: 'Call Jan (morning)', dueOn: '2026-11-06' });
		expect(en('Call Jan tonight')).toMatchObject({ title: 'Call Jan tonight', dueOn: '2026-11-04' });
		expect(nl('Bel Jan vrijdag om 15:00')).toMatchObject({ title: 'Bel Jan (15:00)', dueOn: '2026-11-06' });
	});

	it('keeps what a day is for', () => {
		expect(en('Slides for friday')).toMatchObject({ title: 'Slides for friday', dueOn: '2026-11-06' });
		expect(en('Stay offline until friday !0d')).toMatchObject({
			title: 'Stay offline until friday',
			dueOn: '2026-11-06',
		});
	});

	it('says so when a day stands inside the sentence', () => {
		expect(en('Call Jan on Friday about the plan').problems).toEqual([{ kind: 'within', text: 'on Friday' }]);
		expect(en('Call Jan on Friday about the plan mon').problems).toEqual([]);
	});

	it('takes the next session as its deadline when it names no day', () => {
		const nextSessionAt = '2026-11-19T23:30:00.000Z';
		expect(en('Call Jan', { nextSessionAt })).toMatchObject({ dueOn: '2026-11-20', dueFrom: 'session' });
		expect(en('Call Jan', { nextSessionAt: '2026-11-03T10:00:00.000Z' })).toMatchObject({ dueFrom: 'week' });
		expect(en('Call Jan fri', { nextSessionAt })).toMatchObject({ dueOn: '2026-11-06', dueFrom: 'line' });
	});

	it('counts from today where its owner lives', () => {
		const late = { now: '2026-11-04T22:30:00.000Z', coach: { name: 'Tom', zone: 'Asia/Tokyo' } };
		expect(en('Call Jan tomorrow', late).dueOn).toBe('2026-11-05');
		expect(en('Call Jan tomorrow @me', late).dueOn).toBe('2026-11-06');
	});

	it.each([
		['Pay 31 feb', 'missing', '31 feb'],
		['Pay by february 30', 'missing', 'february 30'],
		['Pay 31/2', 'missing', '31/2'],
		['Pay 2026-02-31', 'missing', '2026-02-31'],
		['Pay 2026-13-01', 'missing', '2026-13-01'],
		['Pay 2026-01-03 !1d', 'past', '2026-01-03'],
		['Pay 3 november 2025', 'past', '3 november 2025'],
	])('%j names a day that cannot be: it stops, and keeps the words', (line, kind, text) => {
		const captured = en(line);
		expect(captured.problems).toEqual([{ kind, text }]);
		expect(captured.dueOn).toBeUndefined();
		expect(captured.title).toBe(line.replace(' !1d', ''));
		expect(STOPS.has(captured.problems[0]!.kind)).toBe(true);
	});

	it('stops without a sentence, and at one too long, counted as people count', () => {
		for (const line of ['', '   ', 'fri', 'tomorrow !1d', '!1d @me']) {
			expect(en(line).problems).toContainEqual({ kind: 'empty' });
		}
		expect(en(`${'🎉'.repeat(200)} fri`).problems).toEqual([]);
		const long = en(`${'a'.repeat(300)} fri`);
		expect(long.problems).toEqual([{ kind: 'long', count: 300 }]);
		expect(long.title).toHaveLength(300);
	});

	it('stops at a reminder after a session it does not come from, and at too many', () => {
		expect(en('Call Jan fri !+3d', { sessionAt: undefined }).problems).toEqual([{ kind: 'no-session', text: '!+3d' }]);
		const many = Array.from({ length: 21 }, (_, days) => `!${days}d`).join(' ');
		expect(en(`Call Jan fri ${many}`).problems).toEqual([{ kind: 'many', count: 21 }]);
	});

	it('leaves a token that says nothing in the title, and says so', () => {
		expect(en('Talk fri !zz')).toMatchObject({ title: 'Talk !zz', problems: [{ kind: 'reminder', text: '!zz' }] });
		expect(en('Mail bob @acme')).toMatchObject({
			title: 'Mail bob @acme',
			problems: [{ kind: 'owner', text: '@acme' }],
		});
		expect(en('Fix issue #12')).toMatchObject({ title: 'Fix issue #12', problems: [{ kind: 'goal', text: '#12' }] });
		expect(en('Fix !9999d')).toMatchObject({ title: 'Fix !9999d', reminders: [] });
	});

	it('counts tokens after the day alone, and says so of one before it', () => {
		expect(en('Fix issue #12 tomorrow')).toMatchObject({ title: 'Fix issue #12', problems: [] });
		expect(en('Say hi @me fri')).toMatchObject({
			title: 'Say hi @me',
			owner: 'coachee',
			problems: [{ kind: 'before', text: '@me' }],
		});
		expect(en('Great !!! fri').title).toBe('Great !!!');
	});

	it('reads right-to-left text and its marks', () => {
		expect(en('כתוב יומן 🎉 fri !1d')).toMatchObject({ title: 'כתוב יומן 🎉', dueOn: '2026-11-06' });
		expect(en('כתוב יומן fri\u200f !1d\u200f')).toMatchObject({ title: 'כתוב יומן', dueOn: '2026-11-06' });
	});

	it('never loses a word, whatever stands in the sentence', () => {
		const word = fc.constantFrom(
			...'may march second sun sat first Jan april ask read chapter page call people 3 5 12 2026 1984 the a of in week day month minutes again 🎉 שלום <b>x</b> a&b "q" !'.split(
				' ',
			),
		);
		const sentence = fc.array(word, { minLength: 1, maxLength: 9 });
		fc.assert(
			fc.property(sentence, fc.constantFrom('again', 'people', '🎉', 'שלום', '"q"'), (words, last) => {
				const line = `${words.join(' ')} ${last}`;
				expect(en(line)).toMatchObject({ title: line, dueFrom: 'week' });
			}),
			{ numRuns: 300 },
		);
		fc.assert(
			fc.property(sentence, (words) => {
				const line = words.join(' ');
				expect(en(`${line} by friday !1d @me`)).toMatchObject({ title: line, dueOn: '2026-11-06', owner: 'coach' });
			}),
			{ numRuns: 300 },
		);
	});

	it('answers any text at all, quickly, with a deadline ahead or a reason', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.constantFrom('en', 'nl'), (line, language) => {
				const captured = read[language as 'en' | 'nl'](line, around);
				const stopped = captured.problems.some(({ kind }) => STOPS.has(kind));
				expect(stopped || captured.dueOn! >= '2026-11-04').toBe(true);
			}),
		);
		const began = performance.now();
		for (const pasted of ['may 3 '.repeat(30_000), 'x'.repeat(200_000), '!1d '.repeat(30_000)]) en(pasted);
		expect(performance.now() - began).toBeLessThan(2000);
	});
});

describe('the usual reminders', () => {
	const usual: Around['usual'] = {
		coachee: [{ anchor: 'deadline', amount: -1, unit: 'day', at: '08:15' }],
		coach: [{ anchor: 'deadline', amount: 0, unit: 'day', at: '09:00' }],
	};
	it('are those of a line without any, by who will do it', () => {
		expect(en('Call Jan fri', { usual })).toMatchObject({ reminders: usual.coachee, remindersFrom: 'usual' });
		expect(en('Call Jan fri @me', { usual })).toMatchObject({ reminders: usual.coach, remindersFrom: 'usual' });
	});
	it('give way to those of the line', () => {
		const captured = en('Call Jan fri !1w', { usual });
		expect(rules(captured)).toEqual(['deadline -1 week']);
		expect(captured.remindersFrom).toBe('line');
	});
	it('stay away when the line says so, in either language', () => {
		for (const line of ['Call Jan fri !none', 'Call Jan fri !GEEN'])
			expect(en(line, { usual })).toMatchObject({
				title: 'Call Jan',
				reminders: [],
				remindersFrom: 'line',
				problems: [],
			});
	});
	it('are none where nobody has any', () => {
		expect(en('Call Jan fri')).toMatchObject({ reminders: [], remindersFrom: 'usual' });
	});
});
