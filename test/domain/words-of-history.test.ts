import { describe, expect, it } from 'vitest';
import { ItemKind } from '#shared/domain/revision.ts';
import type { Told } from '#shared/domain/trajectory.ts';
import { plain } from '#lib/sentence.ts';
import { wordsOfHistory, type Reader } from '#lib/words-of-history.ts';

const robin = { kind: 'member', memberId: 'mbr_robin', name: 'Robin' } as const;
const reader: Reader = {
	language: 'en',
	zone: 'Europe/Amsterdam',
	now: '2026-04-01T08:00:00.000Z',
	memberId: 'mbr_other',
	subject: 'this',
	goals: [{ goalId: 'gol_1', title: 'Speak up' }],
	sessions: [{ sessionId: 'ses_3', number: 3 }],
	people: { mbr_robin: 'Robin', mbr_anna: 'Anna' },
};
const reminder = {
	reminderId: 'rem_1',
	status: 'armed',
	zone: 'Europe/Amsterdam',
	instant: '2026-04-02T07:00:00.000Z',
	wall: '2026-04-02T09:00',
};
const action = {
	title: 'Ask Priya',
	note: '',
	ownerId: 'mbr_robin',
	dueOn: '2026-04-03',
	status: 'open',
	reminders: [reminder],
};
const told = (kind: Told['kind'], state: object, before?: object, actor: Told['actor'] = robin): Told => ({
	revisionId: 'rev_1',
	itemId: 'act_1',
	kind,
	number: before ? 2 : 1,
	at: '2026-04-01T07:00:00.000Z',
	actor,
	state: state as Told['state'],
	before: before as Told['before'],
});
const words = (one: Told, as: Partial<Reader> = {}) => wordsOfHistory(one, { ...reader, ...as }).map(plain);
const change = (after: object, actor?: Told['actor'], as?: Partial<Reader>) =>
	words(told('action', { ...action, ...after }, action, actor), as);

describe('an action’s life in words', () => {
	it('begins with who wrote it down', () => {
		expect(words(told('action', action))).toEqual(['Robin wrote this down, for Friday 3 April']);
	});
	it('tells a move from day to day, the month once', () => {
		expect(change({ dueOn: '2026-04-07' })).toEqual(['Robin moved this from Friday 3 to Tuesday 7 April']);
		expect(change({ dueOn: '2027-05-04' })[0]).toMatch(
			/^Robin moved this from Friday 3 April to Tuesday,? 4 May 2027$/,
		);
	});
	it('tells done, let go and opened again', () => {
		expect(change({ status: 'done', reminders: [{ ...reminder, status: 'stopped' }] })).toEqual([
			'Robin called this done',
		]);
		expect(change({ status: 'dropped', dropReason: 'no longer needed' })).toEqual([
			'Robin let this go: “no longer needed”',
		]);
		expect(words(told('action', action, { ...action, status: 'done' }))).toEqual(['Robin opened this again']);
	});
	it('tells what was answered from a letter', () => {
		const bearer = { kind: 'bearer', memberId: 'mbr_robin', name: 'Robin', letterId: 'let_1' } as const;
		expect(change({ status: 'done' }, bearer)).toEqual(['Robin, from the letter, called this done']);
	});
	it('tells that a letter went out, to whom', () => {
		const sent = { reminders: [{ ...reminder, status: 'sent' }] };
		const system = { kind: 'system', name: 'send' } as const;
		expect(change(sent, system)).toEqual(['Robin was reminded of this by letter']);
		expect(change(sent, system, { memberId: 'mbr_robin' })).toEqual(['You were reminded of this by letter']);
		expect(change(sent, system, { people: {} })).toEqual(['Its owner was reminded of this by letter']);
	});
	it('tells every change of one edit', () => {
		expect(change({ title: 'Ask Sam', note: 'by phone', goalId: 'gol_1', sessionId: 'ses_3' })).toEqual([
			'Robin changed the words from “Ask Priya” to “Ask Sam”',
			'Robin added a note to this: “by phone”',
			'Robin tied this to the goal “Speak up”',
			'Robin tied this to session 3',
		]);
	});
	it('tells reminders that came and went, with their moment', () => {
		const other = { ...reminder, reminderId: 'rem_2', instant: '2026-03-27T08:00:00.000Z' };
		expect(change({ reminders: [other] })).toEqual([
			'Robin set a reminder for this: Friday 27 March, 09:00',
			'Robin took away the reminder for this: Thursday 2 April, 09:00',
		]);
	});
	it('tells that reminders followed their session', () => {
		const later = { ...reminder, instant: '2026-04-09T07:00:00.000Z', wall: '2026-04-09T09:00' };
		expect(change({ reminders: [later] })).toEqual(['The session moved; the reminders for this moved along']);
	});
	it('tells that reminders rest with their session, and come back with it', () => {
		const rests = { reminders: [{ ...reminder, status: 'stopped' }] };
		expect(change(rests)).toEqual(['The session is off; what counts from it does not remind of this']);
		expect(words(told('action', action, { ...action, ...rests }))).toEqual([
			'The session is on again, and so are the reminders for this',
		]);
		expect(change(rests, { kind: 'system', name: 'reminders' })).toEqual([]);
	});
	it('says nothing of a clock that changed with its owner’s zone', () => {
		const there = { ...reminder, zone: 'Asia/Tokyo', instant: '2026-04-02T00:00:00.000Z' };
		expect(words(told('action', { ...action, zone: 'Asia/Tokyo', reminders: [there] }, action))).toEqual([]);
	});
	it('says nothing of what nobody can see', () => {
		expect(change({})).toEqual([]);
	});
	it('says nothing of what the system did for itself', () => {
		const system = { kind: 'system', name: 'zone data' } as const;
		expect(change({}, system)).toEqual([]);
		// Nine in the morning stays nine in the morning.
		const retimed = { ...reminder, instant: '2026-04-02T08:00:00.000Z', tz: '2027a' };
		expect(change({ reminders: [retimed] }, system)).toEqual([]);
		const session = { number: 3, startsAt: '2026-04-09T08:00:00.000Z', minutes: 60, place: '', status: 'planned' };
		const before = { ...session, reminders: [reminder] };
		expect(words(told('session', { ...session, reminders: [retimed] }, before, system))).toEqual([]);
	});
	it('says only that it changed when what stood before is gone', () => {
		expect(words({ ...told('action', action), number: 4 })).toEqual(['Robin changed this']);
	});
	it('names the thing among others, and says “you” to who did it', () => {
		expect(change({ status: 'done' }, robin, { subject: 'title', memberId: 'mbr_robin' })).toEqual([
			'You called “Ask Priya” done',
		]);
	});
	it('keeps what people typed apart from our words, as typed', () => {
		const [sentence] = wordsOfHistory(told('action', { ...action, title: '<b>שלום</b>' }), {
			...reader,
			subject: 'title',
		});
		expect(sentence).toContainEqual({ typed: '<b>שלום</b>' });
	});
	it('speaks Dutch', () => {
		expect(change({ dueOn: '2026-04-07' }, robin, { language: 'nl' })).toEqual([
			'Robin verplaatste dit van vrijdag 3 naar dinsdag 7 april',
		]);
	});
});

describe('everything else in words', () => {
	const session = {
		number: 3,
		startsAt: '2026-04-09T08:00:00.000Z',
		minutes: 60,
		place: '',
		status: 'planned',
		reminders: [reminder],
		sequence: 0,
		told: { coach: -1, coachee: -1 },
	};
	const goal = { goalId: 'gol_1', title: 'Speak up', why: '', status: 'open' };
	const engagement = { coacheeName: 'Robin', status: 'active', sessionCount: 1 };

	it('a session', () => {
		expect(words(told('session', session))).toEqual(['Robin planned session 3 for Thursday 9 April, 10:00']);
		expect(words(told('session', { ...session, status: 'held' }, session))).toEqual([
			'Robin noted that session 3 took place',
		]);
		expect(words(told('session', { ...session, startsAt: '2026-04-10T08:00:00.000Z' }, session))).toEqual([
			'Robin moved session 3 from Thursday 9 April, 10:00 to Friday 10 April, 10:00',
		]);
	});
	it('a session’s reminders, and nothing of what calendars were told', () => {
		const after = (change: object, actor?: Told['actor']) =>
			words(told('session', { ...session, ...change }, session, actor));
		const other = { ...reminder, reminderId: 'rem_2', instant: '2026-04-12T07:00:00.000Z' };
		expect(after({ reminders: [other] })).toEqual([
			'Robin set a reminder for session 3: Sunday 12 April, 09:00',
			'Robin took away the reminder for session 3: Thursday 2 April, 09:00',
		]);
		const system = { kind: 'system', name: 'reminders' } as const;
		expect(after({ reminders: [{ ...reminder, status: 'sent' }] }, system)).toEqual(['A letter reminded of session 3']);
		expect(after({ told: { coach: 0, coachee: 0 } }, system)).toEqual([]);
		expect(after({ remindZone: 'Asia/Tokyo' })).toEqual([]);
		expect(words({ ...told('session', session), number: 4 })).toEqual(['Robin changed session 3']);
	});
	it('a goal and where somebody stands', () => {
		expect(words(told('goal', { ...goal, status: 'reached' }, goal))).toEqual(['Robin called this goal reached']);
		expect(words(told('rating', { goalId: 'gol_1', value: 6, sentence: 'I spoke twice' }))).toEqual([
			'Robin rated the goal “Speak up” 6 of 10: “I spoke twice”',
		]);
	});
	it('shared notes', () => {
		expect(words(told('note', { sessionId: 'ses_3', text: 'a' }, { sessionId: 'ses_3', text: '' }))).toEqual([
			'Robin changed the shared notes of session 3',
		]);
	});
	it('a trajectory, whose counter is nobody’s news', () => {
		expect(words(told('engagement', engagement))).toEqual(['Robin began this trajectory with Robin']);
		expect(words(told('engagement', { ...engagement, status: 'paused' }, engagement))).toEqual([
			'Robin paused this trajectory',
		]);
		expect(words(told('engagement', { ...engagement, sessionCount: 2 }, engagement))).toEqual([]);
	});
	it('silence, and the letter that asked', () => {
		const silent = { ...engagement, silenceDays: 14 };
		const none = { ...engagement, silenceDays: null };
		expect(words(told('engagement', silent, none))).toEqual([
			'Robin asked for a letter after 14 days without any activity',
		]);
		expect(words(told('engagement', none, silent), { language: 'nl' })).toEqual([
			'Robin zette de brief na dagen zonder activiteit uit',
		]);
		const asked = { ...silent, silenceToldAt: '2026-04-01T07:00:00.000Z' };
		expect(words(told('engagement', asked, silent, { kind: 'system', name: 'reminders' }))).toEqual([
			'A letter asked how it goes, after 14 days without any activity',
		]);
	});
	it('every kind of thing has words', () => {
		const state = {
			...action,
			...session,
			...goal,
			...engagement,
			sessionId: 'ses_3',
			value: 3,
			sentence: '',
			text: 'x',
		};
		// What one person keeps to themselves stands in no shared history.
		for (const kind of ItemKind.options.filter((one) => !['ownReflection', 'draft'].includes(one))) {
			for (const language of ['en', 'nl'] as const) {
				expect(
					words(told(kind, kind === 'reflection' ? { ...state, status: 'shared' } : state), { language }).join(' '),
				).toMatch(/^Robin \S/);
			}
		}
	});
});
