import { describe, expect, it } from 'vitest';
import { BUDGET, HELD_WHY } from '#shared/domain/budget.ts';
import type { ComingItem, ComingLetter } from '#shared/domain/coming.ts';
import type { Reader } from '#lib/dates.ts';
import { saidOf } from '#lib/letters/said.ts';
import { heldNow, reasonOf, ruleOf, soon, type Teller } from '#lib/letters/words-of-coming.ts';
import { defaults as enRules } from '#lib/messages/en/defaults.ts';
import { letters as en } from '#lib/messages/en/letters.ts';
import { defaults as nlRules } from '#lib/messages/nl/defaults.ts';
import { letters as nl } from '#lib/messages/nl/letters.ts';

const reader: Reader = { language: 'en', zone: 'Europe/Amsterdam', now: '2026-11-24T15:00:00.000Z' };
const english: Teller = { say: en, rules: enRules, by: reader };
const dutch: Teller = { say: nl, rules: nlRules, by: { ...reader, language: 'nl' } };
const item = (over: Partial<ComingItem> = {}): ComingItem => ({
	kind: 'action',
	itemId: 'act_1',
	engagementId: 'eng_1',
	title: 'Ask Priya',
	rule: { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' },
	due: '2026-11-24T13:00:00.000Z',
	...over,
});
const letter = (at: string, items: ComingItem[]): ComingLetter => ({ at, subject: '', from: '', text: '', items });

describe('why a letter speaks of a thing', () => {
	it.each([
		[-1, 'day', 'deadline', 'the day before the deadline, 09:00', 'de dag voor de deadline, 09:00'],
		[0, 'day', 'deadline', 'on the day of the deadline, 09:00', 'op de dag van de deadline, 09:00'],
		[3, 'day', 'session', '3 days after the session, 09:00', '3 dagen na de sessie, 09:00'],
		[-1, 'week', 'deadline', 'a week before the deadline, 09:00', 'een week voor de deadline, 09:00'],
		[-1, 'hour', 'session', 'an hour before the session starts', 'een uur voor het begin van de sessie'],
		[2, 'hour', 'deadline', '2 hours after the end of its last day', '2 uur na het einde van de laatste dag'],
	] as const)('%i %s from the %s', (amount, unit, anchor, inEnglish, inDutch) => {
		const rule = { anchor, amount, unit, at: '09:00' };
		expect([ruleOf(item({ rule }), english), ruleOf(item({ rule }), dutch)]).toEqual([inEnglish, inDutch]);
	});
	it('is a silence, or a line of the coach', () => {
		expect(ruleOf(item({ kind: 'engagement', rule: undefined, silenceDays: 10 }), english)).toBe(
			'10 days without anything from you',
		);
		expect(ruleOf(item({ kind: 'nudge', rule: undefined }), english)).toBe('a line from your coach');
	});
});

describe('why a thing waits', () => {
	it('is said for every reason, in both languages, as the budget has it', () => {
		for (const why of HELD_WHY)
			for (const tells of [english, dutch]) expect(reasonOf(item({ why }), BUDGET, tells)).toBeTruthy();
		expect(reasonOf(item({ why: 'dayFull' }), BUDGET, english)).toBe('one letter a day');
		expect(reasonOf(item({ why: 'weekFull' }), BUDGET, english)).toBe('at most 5 letters a week');
		expect(reasonOf(item({ why: 'dayOff', due: '2026-11-28T10:00:00.000Z' }), BUDGET, english)).toBe(
			'no letters on Saturday',
		);
		expect(reasonOf(item(), BUDGET, english)).toBeUndefined();
	});
	it('is said above when it is due already, with when it comes', () => {
		const next = letter('2026-11-25T08:00:00.000Z', [
			item({ why: 'dayFull' }),
			item({ why: 'dayFull' }),
			item({ due: '2026-11-25T08:00:00.000Z' }),
		]);
		expect(heldNow([next], BUDGET, english)).toBe('2 things are due and wait until tomorrow, 09:00: one letter a day.');
		expect(heldNow([next], BUDGET, dutch)).toBe(
			'2 dingen zijn aan de beurt en wachten tot morgen, 09:00: één brief per dag.',
		);
		expect(
			heldNow([letter('2026-11-25T08:00:00.000Z', [item({ due: '2026-11-25T08:00:00.000Z' })])], BUDGET, english),
		).toBeUndefined();
	});
});

describe('a moment in these two weeks', () => {
	it('is said by its day when it is near, with its date when it is not', () => {
		expect(soon('2026-11-25T08:00:00.000Z', reader)).toBe('tomorrow, 09:00');
		expect(soon('2026-11-27T08:00:00.000Z', reader)).toBe('Friday, 09:00');
		expect(soon('2026-12-03T08:00:00.000Z', reader)).toBe('Thursday 3 December, 09:00');
	});
});

describe('what a form did', () => {
	const coming = { budget: BUDGET, muted: [], moot: [], letters: [letter('2026-11-25T08:00:00.000Z', [item()])] };
	const said = (search: string, budget = BUDGET) =>
		saidOf({ searchParams: new URLSearchParams(search) }, { ...coming, budget }, 'robin@lumenworks.example', english);

	it('is said with what comes of it', () => {
		expect(said('changed=often&was=4')).toBe(
			'Saved. One letter comes in these two weeks; before, there were 4. The next one: tomorrow, 09:00.',
		);
		expect(said('changed=often&was=1')).toBe(
			'Saved. One letter comes in these two weeks. The next one: tomorrow, 09:00.',
		);
		expect(said('changed=pause', { ...BUDGET, pausedUntil: '2026-12-01' } as typeof BUDGET)).toMatch(
			/^Paused until Tuesday 1 December\./,
		);
		expect(said('changed=pause')).toMatch(/^Letters come again\./);
	});
	it('is nothing for an address somebody made up', () => {
		expect(said('changed=constructor&was=<b>')).toBe('');
		expect(said('changed=often&was=<b>')).not.toContain('<b>');
	});
});
