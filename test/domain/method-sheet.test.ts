import { describe, expect, test } from 'vitest';
import { MethodContent } from '#shared/domain/method.ts';
import { starters } from '#shared/methods/starter-pack.ts';
import {
	conditionOf,
	conditionsUpon,
	contentIn,
	emptyQuestion,
	emptySheet,
	fieldOf,
	KINDS,
	knownField,
	optionsIn,
	sheetIn,
	sheetOf,
	turned,
	whenOf,
	type Sheet,
} from '#lib/methods/sheet.ts';

const pack = [...starters('en'), ...starters('nl')];

/** As a browser sends it. */
function fieldsOf({ questions, ...sheet }: Sheet): Record<string, string> {
	const fields: Record<string, string> = { ...sheet, count: String(questions.length) };
	for (const [index, { known, required, ...question }] of questions.entries()) {
		const own = { ...question, known: knownField(known), ...(required && { required: 'on' }) };
		for (const [name, value] of Object.entries(own))
			fields[`questions.${index}.${name}`] = value.replaceAll('\n', '\r\n');
	}
	return fields;
}

describe('a method in a form', () => {
	test.each(pack.map((method) => [`${method.language} ${method.methodId}`, method] as const))(
		'%s comes out as it went in, also through the fields of a form',
		(_, method) => {
			const content = MethodContent.parse(method);
			const sheet = sheetOf(content);
			expect(contentIn(sheet)).toEqual(content);
			const fields = fieldsOf(sheet);
			expect(MethodContent.parse(contentIn(sheetIn((name) => fields[name] ?? '')))).toEqual(content);
		},
	);

	test('a choice keeps its name when its words change, when others come or go, and when it moves', () => {
		const known = [
			{ optionId: 'work', label: 'Work' },
			{ optionId: 'money', label: 'Money' },
			{ optionId: 'home', label: 'Home' },
		];
		const ids = (typed: string) => optionsIn(typed, known).map(({ optionId }) => optionId);
		expect(ids('My work\nMoney\nHome')).toEqual(['work', 'money', 'home']);
		expect(ids('Home\nWork\nMoney')).toEqual(['home', 'work', 'money']);
		expect(ids('Work\n\n Home ')).toEqual(['work', 'home']);
		expect(ids('Work\nMoney\nHome\nHoliday')).toEqual(['work', 'money', 'home', 'holiday']);
		// What has another meaning never takes the name of one that went.
		expect(ids('Work\nMoney\nHome\nwork')).toEqual(['work', 'money', 'home', 'work-2']);
		expect(ids('Één\n一\n!')).toHaveLength(3);
		expect(new Set(optionsIn('Één\n一\n!', []).map(({ optionId }) => optionId)).size).toBe(3);
	});

	test('questions are added, moved and taken away; what was asked upon one that went is simply asked', () => {
		let sheet = emptySheet('en');
		for (const kind of KINDS) sheet = turned(sheet, `add ${kind}`);
		expect(sheet.questions.map(({ kind }) => kind)).toEqual([...KINDS]);
		expect(new Set(sheet.questions.map(({ questionId }) => questionId)).size).toBe(KINDS.length);
		sheet = turned(sheet, 'up 2');
		expect(sheet.questions.map(({ kind }) => kind).slice(0, 3)).toEqual(['text', 'scale', 'line']);
		expect(turned(turned(sheet, 'up 0'), 'down 6')).toEqual(sheet);
		sheet.questions[2]!.when = whenOf({ questionId: sheet.questions[1]!.questionId, is: 'atMost', value: 4 });
		expect(turned(sheet, 'remove 1').questions[1]!.when).toBe('');
		expect(turned(sheet, 'remove 0').questions[1]!.when).not.toBe('');
	});

	test('every condition that is offered can be met, and is read as it was written', () => {
		for (const kind of KINDS) {
			const upon = { ...emptyQuestion(kind), ask: 'One?', low: 'a', high: 'b', choices: 'One\nTwo\nThree' };
			for (const condition of conditionsUpon(upon)) {
				expect(conditionOf(whenOf(condition))).toEqual(condition);
				const next = { ...emptyQuestion('line'), ask: 'Two?', when: whenOf(condition) };
				const content = contentIn({ ...emptySheet('en'), name: 'Both', questions: [upon, next] });
				expect(MethodContent.safeParse(content).error, whenOf(condition)).toBeUndefined();
			}
		}
	});

	test('what is wrong stands at the field that holds it', () => {
		expect(fieldOf('questions.2.options.0.label')).toBe('questions.2.choices');
		expect(fieldOf('questions.2.spokes')).toBe('questions.2.choices');
		expect(fieldOf('questions.2')).toBe('questions.2.when');
		expect(fieldOf('questions.0.ask')).toBe('questions.0.ask');
		expect(fieldOf('steps.3')).toBe('steps');
		expect(fieldOf('name')).toBe('name');
	});
});
