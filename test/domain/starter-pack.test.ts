import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asked, wrongWith, type Answer, type Answers } from '#shared/domain/answers.ts';
import { MethodContent, StarterId } from '#shared/domain/method.ts';
import type { Question } from '#shared/domain/question.ts';
import { LANGUAGES } from '#shared/domain/tenant.ts';
import { STARTER_PACK, starter, starters } from '#shared/methods/starter-pack.ts';

/** Names that are the same word in both languages. Nothing else may be. */
const SAME_NAME = ['GROW', 'Premortem'];

const named = STARTER_PACK.map((method) => [method.key, method] as const);

/** Choices and spokes, where a question has any. */
const choices = (question: Question) =>
	'options' in question ? question.options : 'spokes' in question ? question.spokes : [];

/** Everything of a question that must not depend on the language. */
const shape = (question: Question) => ({
	questionId: question.questionId,
	kind: question.kind,
	required: question.required,
	when: question.when,
	helped: question.help !== undefined,
	choices: choices(question).map(({ optionId }) => optionId),
});

/** Everything a person reads of a method, by where it stands. */
const texts = (content: MethodContent): Record<string, string> =>
	Object.fromEntries([
		['name', content.name],
		['purpose', content.purpose],
		['whenToUse', content.whenToUse],
		...content.steps.map((step, index) => [`step ${index + 1}`, step]),
		...content.questions.flatMap((question) => [
			[question.questionId, question.ask],
			...(question.help === undefined ? [] : [[`${question.questionId}, help`, question.help]]),
			...('low' in question
				? [
						[`${question.questionId}, low`, question.low],
						[`${question.questionId}, high`, question.high],
					]
				: []),
			...choices(question).map(({ optionId, label }) => [`${question.questionId}, ${optionId}`, label]),
		]),
	]);

/** Answers that can stand: every number, every single choice, a word. */
function possible(question: Question): Answer[] {
	const numbers = Array.from({ length: 11 }, (_, value) => value);
	const all: Answer[] = [
		...numbers,
		'a word',
		...choices(question).flatMap(({ optionId }) => [optionId, [optionId]]),
		Object.fromEntries(choices(question).map(({ optionId }) => [optionId, 5])),
	];
	return all.filter((answer) => wrongWith(question, answer) === undefined);
}

/** Answers after which a question is asked, if there are any. */
function leadingTo(questions: readonly Question[], target: Question): Answers | undefined {
	if (!target.when) return {};
	const upon = questions.find(({ questionId }) => questionId === target.when!.questionId);
	const before = upon && leadingTo(questions, upon);
	return (
		before &&
		possible(upon)
			.map((answer) => ({ ...before, [upon.questionId]: answer }))
			.find((answers) => asked(questions, answers).includes(target))
	);
}

describe.each(named)('%s', (key, method) => {
	test.each(LANGUAGES)('is a method as people may write one, in %s', (language) => {
		const content = method[language];
		expect(content.language).toBe(language);
		// Equal to what was parsed: nothing is trimmed, and no field is misspelt.
		expect(MethodContent.parse(content)).toEqual(content);
		expect(StarterId.parse(`starter-${key}`)).toBe(starter(`starter-${key}`, language)?.methodId);
		expect(content.purpose).not.toBe('');
		expect(content.whenToUse).not.toBe('');
		expect(content.steps.length).toBeGreaterThanOrEqual(3);
		expect(content.steps.length).toBeLessThanOrEqual(6);
		expect(content.questions.length).toBeGreaterThanOrEqual(1);
		expect(content.questions.length).toBeLessThanOrEqual(7);
		expect(
			content.questions.some(({ required, when }) => required && !when),
			'always asks something',
		).toBe(true);
		expect(new TextEncoder().encode(JSON.stringify(content)).length).toBeLessThan(60_000);
	});

	test('asks the same in both languages, under the same names', () => {
		expect(method.nl.questions.map(shape)).toEqual(method.en.questions.map(shape));
		expect(method.nl.steps).toHaveLength(method.en.steps.length);
	});

	test('is written in each language, left untranslated in none', () => {
		const dutch = texts(method.nl);
		const same = Object.entries(texts(method.en)).filter(([where, text]) => dutch[where] === text);
		expect(same.filter(([where, text]) => where !== 'name' || !SAME_NAME.includes(text))).toEqual([]);
	});

	test('has its own name for each question, step and choice', () => {
		for (const language of LANGUAGES) {
			const { questions, steps } = method[language];
			const once = (all: string[]) => expect(all).toEqual([...new Set(all)]);
			once(questions.map(({ questionId }) => questionId));
			once(questions.map(({ ask }) => ask));
			once(steps);
			for (const question of questions) once(choices(question).map(({ label }) => label));
		}
	});

	test('asks every question upon some answers, and a conditional one not upon all', () => {
		for (const question of method.en.questions) {
			const answers = leadingTo(method.en.questions, question);
			expect(answers, question.questionId).toBeDefined();
			expect(asked(method.en.questions, answers!)).toContain(question);
			if (question.when) expect(asked(method.en.questions, {}), question.questionId).not.toContain(question);
		}
	});

	test('speaks to an adult: no shouting, and none of the words we avoid', () => {
		const avoided = /!|homework|patient|\bclient|\bnag|therap|huiswerk|patiënt|cliënt|\bu\b|\buw\b/i;
		for (const language of LANGUAGES)
			expect(Object.values(texts(method[language])).filter((text) => avoided.test(text))).toEqual([]);
	});
});

describe('the pack', () => {
	test('lists every method there is, each once', () => {
		const files = readdirSync(new URL('../../shared/methods/', import.meta.url))
			.map((file) => file.replace(/\.ts$/, ''))
			.filter((name) => !['starter', 'starter-pack'].includes(name));
		expect(STARTER_PACK.map(({ key }) => key).sort()).toEqual(files.sort());
		expect(files.length).toBeGreaterThanOrEqual(14);
		for (const language of LANGUAGES) {
			const names = starters(language).map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	test('is given in the language asked for, and has nothing under another name', () => {
		for (const language of LANGUAGES) {
			const pack = starters(language);
			expect(pack.map(({ methodId }) => methodId)).toEqual(STARTER_PACK.map(({ key }) => `starter-${key}`));
			for (const one of pack) {
				expect(one).toMatchObject({ language, version: 1 });
				expect(starter(one.methodId, language)).toEqual(one);
			}
		}
		expect(starter('starter-grow', 'nl')).toMatchObject({ methodId: 'starter-grow', version: 1, language: 'nl' });
		expect(starter('grow', 'en')).toBeUndefined();
		expect(starter('starter-unheard-of', 'en')).toBeUndefined();
	});

	test('uses every kind of question, wheels of eight, and conditions in several methods', () => {
		const questions = STARTER_PACK.flatMap(({ en }) => en.questions);
		expect(new Set(questions.map(({ kind }) => kind))).toEqual(
			new Set(['text', 'line', 'scale', 'oneOf', 'someOf', 'mood', 'wheel']),
		);
		for (const question of questions) if (question.kind === 'wheel') expect(question.spokes).toHaveLength(8);
		const conditional = STARTER_PACK.filter(({ en }) => en.questions.some(({ when }) => when));
		expect(conditional.length).toBeGreaterThanOrEqual(3);
	});

	test('a check-in is one tap: a mood or a scale that is required, and a text that is not', () => {
		const [first, ...rest] = starter('starter-check-in', 'en')!.questions;
		expect(['mood', 'scale']).toContain(first!.kind);
		expect(first!.required).toBe(true);
		expect(rest.map(({ kind, required, when }) => ({ kind, required, when }))).toEqual([
			{ kind: 'text', required: false, when: undefined },
		]);
	});
});
