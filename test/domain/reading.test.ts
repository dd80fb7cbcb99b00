import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recurrence } from '#shared/domain/recurrence.ts';
import type { Reflection } from '#shared/domain/reflection.ts';
import { fieldOf, lettersIn, ruleIn } from '#lib/coach/invitation-form.ts';
import { around, knownOf } from '#lib/coach/reflections.ts';
import { toPrepare } from '#lib/coach/written.ts';
import { invitations as en } from '#lib/messages/en/invitations.ts';
import { invitations as nl } from '#lib/messages/nl/invitations.ts';
import { piecesOf, sentencesOf } from '#lib/sentences.ts';
import { recurrenceInWords } from '#lib/words-of-recurrence.ts';

describe('sentences of what somebody wrote', () => {
	test('are found with their place, line by line', () => {
		const text = '  It rained. I stayed!\n\n- no milk\n¿Por qué? 😀 Because.';
		const found = sentencesOf(text, 'en').map(({ from, to }) => text.slice(from, to));
		expect(found.slice(0, 3)).toEqual(['It rained.', 'I stayed!', '- no milk']);
		expect(found.join(' ')).toBe('It rained. I stayed! - no milk ¿Por qué? 😀 Because.');
	});

	test('leave nothing out but space, in any text, and pieces put together are the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const spans = sentencesOf(text, 'nl');
				let at = 0;
				for (const { from, to } of spans) {
					expect(text.slice(at, from).trim()).toBe('');
					expect(text.slice(from, to).trim()).toBe(text.slice(from, to));
					expect(to).toBeGreaterThan(from);
					at = to;
				}
				expect(text.slice(at).trim()).toBe('');
				const marked = [...spans, ...spans.slice(0, 1), { from: 0, to: 3 }];
				expect(
					piecesOf(text, marked)
						.map((piece) => piece.text)
						.join(''),
				).toBe(text);
			}),
		);
	});
});

describe('when an invitation opens, in words', () => {
	const week = { kind: 'weekly', at: '17:00', from: '2026-11-02' } as const;
	const SAID: [Recurrence, string, string][] = [
		[{ kind: 'afterSession', hours: 0 }, 'after every session, as it ends', 'na elke sessie, meteen na afloop'],
		[{ kind: 'afterSession', hours: 2 }, 'after every session, 2 hours later', 'na elke sessie, 2 uur later'],
		[{ kind: 'afterSession', hours: 48 }, 'after every session, 2 days later', 'na elke sessie, 2 dagen later'],
		[{ ...week, every: 1, days: [3] }, 'every Wednesday, 17:00', 'elke woensdag om 17:00'],
		[{ ...week, every: 2, days: [4] }, 'every second Thursday, 17:00', 'om de week op donderdag om 17:00'],
		[
			{ ...week, every: 1, days: [1, 4] },
			'every week on Monday and Thursday, 17:00',
			'elke week op maandag en donderdag om 17:00',
		],
		[{ ...week, every: 6, days: [1] }, 'every 6 weeks on Monday, 17:00', 'elke 6 weken op maandag om 17:00'],
		[{ ...week, every: 1, days: [1, 2, 3, 4, 5, 6, 7] }, 'every day, 17:00', 'elke dag om 17:00'],
		[
			{ kind: 'once', on: '2026-12-03', at: '09:00' },
			'once, on Thursday 3 December, 09:00',
			'één keer, op donderdag 3 december om 09:00',
		],
	];
	test.each(SAID)('%o', (rule, english, dutch) => {
		const reader = { zone: 'Europe/Amsterdam', now: '2026-11-02T09:00:00.000Z' };
		expect(recurrenceInWords(rule, en.when, { ...reader, language: 'en' })).toBe(english);
		expect(recurrenceInWords(rule, nl.when, { ...reader, language: 'nl' })).toBe(dutch);
	});

	test('is read from the fields of the form, and what is wrong goes back to the field it came from', () => {
		const read = (fields: Record<string, string>) => ruleIn((name) => fields[name] ?? '', '2026-11-02');
		expect(read({})).toBeUndefined();
		expect(read({ when: 'weekly', 'day-5': 'on', 'day-2': 'on', every: '2', 'weekly.at': '08:00' })).toEqual({
			...week,
			every: 2,
			days: [2, 5],
			at: '08:00',
		});
		expect(fieldOf('rule.days', 'weekly')).toBe('day-1');
		expect(fieldOf('rule.at', 'once')).toBe('once.at');
		expect(fieldOf('rule', 'once')).toBe('once.on');
		expect(fieldOf('question.options.0.label', '')).toBe('question.choices');
		expect(lettersIn('none')).toEqual([]);
		expect(lettersIn('opening')).toBeUndefined();
		expect(lettersIn('again')!.map(({ rule }) => [rule.amount, rule.unit])).toEqual([
			[0, 'hour'],
			[2, 'day'],
		]);
	});
});

describe('what a coach reads', () => {
	const one = (reflectionId: string, sharedAt: string, more: Partial<Reflection> = {}) =>
		({ reflectionId, status: 'shared', sharedAt, writtenAt: sharedAt, pins: [], ...more }) as unknown as Reflection;
	const all = [
		one('a', '2026-11-01T10:00:00Z', { pins: [{ questionId: 'q', writing: 1, from: 0, to: 1 }] }),
		one('b', '2026-11-03T10:00:00Z'),
		one('c', '2026-11-04T10:00:00Z', { status: 'mentioned', sharedAt: undefined }),
		one('d', '2026-11-05T10:00:00Z', { status: 'withdrawn' }),
		one('e', '2026-11-06T10:00:00Z'),
	];
	const ids = (some: readonly { reflectionId: string }[]) => some.map(({ reflectionId }) => reflectionId).join('');

	test('stands newest first, without what was taken back', () => expect(ids(knownOf(all))).toBe('ecba'));

	test('goes on to what is new before and after it by time, read or not', () => {
		const fresh = [all[0], all[1], all[4]] as never;
		const beside = ({ previous, next }: ReturnType<typeof around>) => [previous?.reflectionId, next?.reflectionId];
		expect(beside(around(fresh, all[1]!))).toEqual(['a', 'e']);
		expect(beside(around(fresh, all[0]!))).toEqual([undefined, 'b']);
		expect(beside(around(fresh, { reflectionId: 'z', sharedAt: '2026-11-04T00:00:00Z' }))).toEqual(['b', 'e']);
	});

	test('before a session is what was shared since the last one, and what is pinned; of one that was held, only the first', () => {
		const since = (status: 'planned' | 'held') =>
			ids(toPrepare(all, { status }, '2026-11-02T00:00:00Z', '2026-11-30T00:00:00Z'));
		expect(since('planned')).toBe('eba');
		expect(since('held')).toBe('eb');
		const many = Array.from({ length: 30 }, (_, index) => one(`${index}`, `2026-11-10T10:00:${10 + index}Z`));
		expect(toPrepare(many, { status: 'planned' }, '2026-11-02T00:00:00Z', '2026-11-30T00:00:00Z')).toHaveLength(10);
	});
});
