import type { MethodContent } from '#shared/domain/method.ts';
import type { Condition, Option, Question, QuestionKind } from '#shared/domain/question.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { newId } from '#shared/new-id.ts';

/** As a coach reaches for them. */
export const KINDS = ['text', 'line', 'scale', 'mood', 'oneOf', 'someOf', 'wheel'] as const satisfies QuestionKind[];
/** Those that ask for a list of things. */
export const hasChoices = (kind: QuestionKind): boolean => kind === 'oneOf' || kind === 'someOf' || kind === 'wheel';

/** A question as it stands in a form: everything is what was typed. */
export interface SheetQuestion {
	questionId: string;
	kind: QuestionKind;
	ask: string;
	help: string;
	required: boolean;
	low: string;
	high: string;
	/** One on each line. */
	choices: string;
	/** As they were when they were last saved, so that a choice keeps its name where only its words change. */
	known: Option[];
	/** When it is asked at all, as `whenOf` writes it; `''` is always. */
	when: string;
}

/** A method as it stands in a form. */
export interface Sheet {
	name: string;
	purpose: string;
	whenToUse: string;
	/** One on each line. */
	steps: string;
	language: Language;
	questions: SheetQuestion[];
}

export const emptyQuestion = (kind: QuestionKind): SheetQuestion => ({
	questionId: `q-${newId('req').slice(-10)}`,
	kind,
	ask: '',
	help: '',
	required: false,
	low: '',
	high: '',
	choices: '',
	known: [],
	when: '',
});

export const emptySheet = (language: Language): Sheet => ({
	name: '',
	purpose: '',
	whenToUse: '',
	steps: '',
	language,
	questions: [],
});

/** What stands in the form of a method. */
export const sheetOf = ({ name, purpose, whenToUse, steps, language, questions }: MethodContent): Sheet => ({
	name,
	purpose,
	whenToUse,
	steps: steps.join('\n'),
	language,
	questions: questions.map(sheetQuestion),
});

function sheetQuestion(question: Question): SheetQuestion {
	const { questionId, kind, ask, help = '', required, when } = question;
	const known = question.kind === 'wheel' ? question.spokes : 'options' in question ? question.options : [];
	return {
		...emptyQuestion(kind),
		questionId,
		ask,
		help,
		required,
		...(question.kind === 'scale' && { low: question.low, high: question.high }),
		choices: known.map(({ label }) => label).join('\n'),
		known,
		when: when ? whenOf(when) : '',
	};
}

const linesIn = (typed: string): string[] =>
	typed
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** The method that stands in a form; nothing is checked yet. */
export const contentIn = ({ name, purpose, whenToUse, steps, language, questions }: Sheet): MethodContent => ({
	name,
	purpose,
	whenToUse,
	steps: linesIn(steps),
	language,
	questions: questions.map(questionIn),
});

export function questionIn({ questionId, kind, ask, help, required, low, high, choices, known, when }: SheetQuestion) {
	const condition = conditionOf(when);
	const common = {
		questionId,
		ask,
		required,
		...(help.trim() !== '' && { help }),
		...(condition && { when: condition }),
	};
	const options = optionsIn(choices, known);
	switch (kind) {
		case 'scale':
			return { kind, ...common, low, high };
		case 'oneOf':
		case 'someOf':
			return { kind, ...common, options };
		case 'wheel':
			return { kind, ...common, spokes: options };
		default:
			return { kind, ...common };
	}
}

/** A choice keeps its name: by its words, or else by its place where as many stand there as before. */
export function optionsIn(typed: string, known: readonly Option[]): Option[] {
	const labels = linesIn(typed);
	const taken = new Set<string>();
	const take = (optionId: string): string => {
		taken.add(optionId);
		return optionId;
	};
	const same = labels.map((label) => {
		const found = known.find((one) => one.label === label && !taken.has(one.optionId));
		return found && take(found.optionId);
	});
	return labels.map((label, index) => {
		const inPlace = labels.length === known.length ? known[index]?.optionId : undefined;
		const kept = same[index] ?? (inPlace && !taken.has(inPlace) ? take(inPlace) : undefined);
		return { optionId: kept ?? take(free(slug(label), taken, known)), label };
	});
}

const slug = (label: string): string =>
	label
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 28)
		.replace(/-$/, '') || 'choice';

function free(name: string, taken: ReadonlySet<string>, known: readonly Option[]): string {
	const isFree = (one: string) => !taken.has(one) && known.every(({ optionId }) => optionId !== one);
	for (let number = 1; ; number += 1) {
		const one = number === 1 ? name : `${name}-${number}`;
		if (isFree(one)) return one;
	}
}

/** A condition as a list of choices carries it: `week atMost 2`. */
export function whenOf(condition: Condition): string {
	const { questionId, is } = condition;
	if (is === 'answered') return `${questionId} answered`;
	return `${questionId} ${is} ${is === 'chosen' ? condition.options.join(',') : condition.value}`;
}

export function conditionOf(when: string): Condition | undefined {
	const [questionId = '', is, value = ''] = when.split(' ');
	if (is === 'answered') return { questionId, is };
	if (is === 'atLeast' || is === 'atMost') return { questionId, is, value: Number(value) };
	return is === 'chosen' ? { questionId, is, options: value.split(',') } : undefined;
}

/** Every condition that an answer to this question can meet. */
export function conditionsUpon(question: SheetQuestion): Condition[] {
	const { questionId, kind } = question;
	const some: Condition[] = [{ questionId, is: 'answered' }];
	if (kind === 'scale' || kind === 'mood') {
		const values = kind === 'mood' ? [1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
		some.push(...values.slice(0, -1).map((value): Condition => ({ questionId, is: 'atMost', value })));
		some.push(...values.slice(1).map((value): Condition => ({ questionId, is: 'atLeast', value })));
	}
	if (kind === 'oneOf' || kind === 'someOf')
		some.push(
			...optionsIn(question.choices, question.known).map(({ optionId }): Condition => ({
				questionId,
				is: 'chosen',
				options: [optionId],
			})),
		);
	return some;
}

/** The form's fields, by name, as a sheet. */
export function sheetIn(read: (name: string) => string): Sheet {
	const count = Math.min(Number(read('count')) || 0, 40);
	return {
		name: read('name'),
		purpose: read('purpose'),
		whenToUse: read('whenToUse'),
		steps: read('steps'),
		language: read('language') === 'nl' ? 'nl' : 'en',
		questions: Array.from({ length: count }, (_, index) => sheetQuestionIn(read, `questions.${index}`)),
	};
}

export function sheetQuestionIn(read: (name: string) => string, at: string): SheetQuestion {
	const of = (name: string) => read(`${at}.${name}`).replaceAll('\r\n', '\n');
	return {
		questionId: of('questionId') || emptyQuestion('text').questionId,
		kind: KINDS.find((kind) => kind === of('kind')) ?? 'text',
		ask: of('ask'),
		help: of('help'),
		required: of('required') === 'on',
		low: of('low'),
		high: of('high'),
		choices: of('choices'),
		known: knownIn(of('known')),
		when: of('when'),
	};
}

/** Choices in a hidden field: a name and its words on each line. */
export const knownField = (known: readonly Option[]): string =>
	known.map(({ optionId, label }) => `${optionId} ${label}`).join('\n');
const knownIn = (field: string): Option[] =>
	linesIn(field).map((line) => {
		const at = line.indexOf(' ');
		return { optionId: line.slice(0, at), label: line.slice(at + 1) };
	});

/** One turn of the form: `add scale`, `up 2`, `down 2`, `remove 2`. */
export function turned(sheet: Sheet, turn: string): Sheet {
	const [does, what = ''] = turn.split(' ');
	const questions = [...sheet.questions];
	const index = Number(what);
	if (does === 'add') questions.push(emptyQuestion(KINDS.find((kind) => kind === what) ?? 'text'));
	if (does === 'up' || does === 'down') {
		const other = does === 'up' ? index - 1 : index + 1;
		const [one, two] = [questions[index], questions[other]];
		if (one && two) [questions[index], questions[other]] = [two, one];
	}
	if (does === 'remove') {
		const [gone] = questions.splice(index, 1);
		// What was asked upon it is simply asked.
		const without = questions.map((one) =>
			gone && one.when.startsWith(`${gone.questionId} `) ? { ...one, when: '' } : one,
		);
		return { ...sheet, questions: without };
	}
	return { ...sheet, questions };
}

/** Where the API's name for a field stands in the form. */
export function fieldOf(name: string): string {
	const [list, index, of] = name.split('.');
	if (list !== 'questions' || index === undefined) return list ?? name;
	if (of === 'options' || of === 'spokes') return `questions.${index}.choices`;
	if (of === undefined || of === 'when') return `questions.${index}.${index === '0' ? 'ask' : 'when'}`;
	return name;
}
