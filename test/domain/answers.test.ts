import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, isAnswered, wrongWith, type Answers } from '#shared/domain/answers.ts';
import { checked } from '#shared/domain/checked.ts';
import { Question, Questions } from '#shared/domain/question.ts';
import { REFLECTION_MAX_BYTES } from '#shared/domain/reflection.ts';

const options = [
	{ optionId: 'a', label: 'This' },
	{ optionId: 'b', label: 'That' },
	{ optionId: 'c', label: 'Neither' },
];
const question = (questionId: string, more: object): Question =>
	Question.parse({ questionId, ask: `About ${questionId}?`, required: false, ...more });
const scale = question('scale', { kind: 'scale', low: 'Not at all', high: 'Fully' });
const choice = question('choice', { kind: 'oneOf', options, when: { questionId: 'scale', is: 'atMost', value: 4 } });
const why = question('why', {
	kind: 'text',
	when: { questionId: 'choice', is: 'chosen', options: ['b'] },
	required: true,
});
const all = [scale, choice, why];
const names = (answers: Answers) => asked(all, answers).map(({ questionId }) => questionId);

describe('what is asked', () => {
	it('follows the answers so far, and what follows from a question that is gone is gone too', () => {
		expect(names({})).toEqual(['scale']);
		expect(names({ scale: 4 })).toEqual(['scale', 'choice']);
		expect(names({ scale: 4, choice: 'b' })).toEqual(['scale', 'choice', 'why']);
		expect(names({ scale: 5, choice: 'b' })).toEqual(['scale']);
	});

	it.each([
		['a condition on a later question', [choice, scale]],
		['a condition on nothing', [why]],
		['two of one name', [scale, scale]],
		[
			'a number asked of a text',
			[question('t', { kind: 'text' }), { ...choice, when: { questionId: 't', is: 'atMost', value: 4 } }],
		],
		['a choice that is not there', [scale, choice, { ...why, when: { ...why.when, options: ['z'] } }]],
		['more than twenty', Array.from({ length: 21 }, (_, index) => question(`q${index}`, { kind: 'line' }))],
	])('refuses %s', (_, questions) => {
		expect(Questions.safeParse(questions).success).toBe(false);
	});
});

describe('an answer', () => {
	const wheel = question('wheel', { kind: 'wheel', spokes: options, required: true });
	it.each([
		[scale, 0, undefined],
		[scale, 10, undefined],
		[scale, 11, 'notANumber'],
		[scale, 2.5, 'notANumber'],
		[scale, '7', 'notANumber'],
		[question('m', { kind: 'mood' }), 0, 'notANumber'],
		[question('m', { kind: 'mood' }), 5, undefined],
		[question('l', { kind: 'line' }), '👩‍🚀'.repeat(70), undefined],
		[question('l', { kind: 'line' }), 'x'.repeat(281), 'tooLong'],
		[question('t', { kind: 'text' }), 3, 'notAText'],
		[question('t', { kind: 'text', required: true }), ' \n ', 'missing'],
		[question('o', { kind: 'oneOf', options }), 'z', 'notAChoice'],
		[question('s', { kind: 'someOf', options }), ['a', 'c'], undefined],
		[question('s', { kind: 'someOf', options }), ['a', 'a'], 'notAChoice'],
		[wheel, { a: 1, b: 2, c: 3 }, undefined],
		[wheel, { a: 1 }, 'missing'],
		[wheel, { a: 1, b: 2, z: 3 }, 'notANumber'],
		[wheel, undefined, 'missing'],
	] as const)('%#: %o', (of, answer, wrong) => {
		expect(wrongWith(of, answer as never)).toBe(wrong);
	});

	it('is kept only where its question is asked, and nothing else is', () => {
		expect(checked(all, { scale: 9, choice: 'b', why: 'Because' })).toEqual({ scale: 9 });
	});

	it('is never lost in silence: what is checked holds every answered question that is asked', () => {
		const given = fc.record(
			{
				scale: fc.integer({ min: 0, max: 10 }),
				choice: fc.constantFrom('a', 'b', 'c'),
				why: fc.string({ minLength: 1 }),
			},
			{ requiredKeys: ['scale'] },
		);
		fc.assert(
			fc.property(given, (answers) => {
				const shown = asked(all, answers);
				if (shown.some((one) => wrongWith(one, answers[one.questionId as keyof typeof answers]))) return;
				const kept = checked(all, answers);
				for (const { questionId } of shown) {
					const answer = answers[questionId as keyof typeof answers];
					if (isAnswered(answer)) expect(kept[questionId]).toBe(answer);
				}
			}),
		);
	});

	it.each([
		['of a question that is not there', { scale: 3, gone: 'Still my words' }, 'invalid'],
		['of nothing at all', {}, 'invalid'],
		['that is longer than is kept', { why: 'é'.repeat(REFLECTION_MAX_BYTES / 2 + 1) }, 'too-large'],
		['where one is missing', { scale: 1, choice: 'b' }, 'invalid'],
	])('%s is refused in words', (_, answers, code) => {
		expect(() => checked(all, answers as Answers)).toThrow(expect.objectContaining({ code }));
	});
});
