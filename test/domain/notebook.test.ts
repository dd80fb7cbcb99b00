import { expect, test } from 'vitest';
import type { Question } from '#shared/domain/question.ts';
import { answersIn } from '#lib/reflect/answers-in.ts';
import { bound, holds, linesOf, methodsOf, type Entry } from '#lib/reflect/notebook.ts';

const mood: Question = { kind: 'mood', questionId: 'week', ask: 'How is it?', required: true };
const place: Question = {
	kind: 'oneOf',
	questionId: 'place',
	ask: 'Where?',
	required: false,
	options: [
		{ optionId: 'a', label: 'At the café' },
		{ optionId: 'b', label: 'At work' },
	],
};
const words: Question = { kind: 'text', questionId: 'words', ask: 'What?', required: false };

function entry(at: string, answers: Entry['reflection']['answers'], more: Partial<Entry['reflection']> = {}): Entry {
	const reflection = {
		reflectionId: `rfl_${at}`,
		engagementId: 'eng_1',
		title: 'Check-in',
		questionnaireId: 'starter-check-in.1.en',
		methodId: 'starter-check-in',
		answers,
		sharing: 'private' as const,
		createdAt: `${at}T10:00:00.000Z`,
		...more,
	};
	return { reflection, questions: [mood, place, words], coachName: 'Jonas', known: undefined };
}

test('several notebooks are one, no further back than each was read', () => {
	const [a, b] = [
		['2026-03-05', '2026-03-01'],
		['2026-03-04', '2026-02-01', '2026-01-01'],
	].map((days) => days.map((day) => entry(day, {}))) as [Entry[], Entry[]];
	const days = (more: [boolean, boolean]) =>
		bound([
			{ entries: a, more: more[0] },
			{ entries: b, more: more[1] },
		]).entries.map(({ reflection }) => reflection.createdAt.slice(5, 10));
	expect(days([false, false])).toEqual(['03-05', '03-04', '03-01', '02-01', '01-01']);
	expect(days([true, false])).toEqual(['03-05', '03-04', '03-01']);
	// One that was begun early and sent late takes nothing off its page.
	expect(bound([{ entries: [b[1]!, b[0]!], more: true }]).entries).toHaveLength(2);
	expect(bound([{ entries: [], more: false }])).toEqual({ entries: [], more: false });
});

test('all words that are searched stand in it, whatever their case and accents, and only where they were chosen', () => {
	const one = entry('2026-03-01', { place: 'a', words: 'Élan vital on the stairs' });
	expect(['elan STAIRS', 'cafe', 'check-in', ''].map((asked) => holds(one, asked))).toEqual([true, true, true, true]);
	expect(['at work', 'elan lift'].map((asked) => holds(one, asked))).toEqual([false, false]);
});

test('the same question answered twice makes a line, over all versions of its method', () => {
	const all = [
		entry('2026-03-03', { week: 4 }, { questionnaireId: 'starter-check-in.2.en' }),
		entry('2026-03-02', { words: 'no number' }),
		entry('2026-03-01', { week: 2 }),
		entry('2026-02-01', { week: 1 }, { methodId: undefined, questionnaireId: 'qnr_1', title: 'Own' }),
	];
	expect(linesOf(all)).toMatchObject([
		{ id: 'starter-check-in.week', low: 1, high: 5, points: [{ value: 2 }, { value: 4 }] },
	]);
	expect(methodsOf(all).map(({ name }) => name)).toEqual(['Check-in', 'Own']);
});

test('a form is read as answers: numbers, several choices, and nothing where nothing stands', () => {
	const form = new FormData();
	form.append('answers.week', '4');
	form.append('answers.who', 'x');
	form.append('answers.who', 'y');
	form.append('answers.life.a', '0');
	form.append('answers.life.b', '');
	form.append('answers.words', 'two\r\nlines');
	form.append('answers.level', 'ten');
	const spokes = ['a', 'b', 'c'].map((optionId) => ({ optionId, label: optionId }));
	expect(
		answersIn(form, [
			mood,
			{ ...place, kind: 'someOf', questionId: 'who' },
			{ kind: 'wheel', questionId: 'life', ask: 'Life', required: false, spokes },
			words,
			{ kind: 'scale', questionId: 'level', ask: 'Level', required: false, low: 'l', high: 'h' },
			{ kind: 'line', questionId: 'line', ask: 'Line', required: false },
		]),
	).toEqual({ week: 4, who: ['x', 'y'], life: { a: 0 }, words: 'two\nlines' });
});
