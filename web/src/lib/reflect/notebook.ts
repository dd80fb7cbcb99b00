import type { Answer } from '#shared/domain/answers.ts';
import type { Question } from '#shared/domain/question.ts';
import type { OwnReflection, Reflection } from '#shared/domain/reflection.ts';

/** One of mine, with the questions it answers and what the coach knows of it. */
export interface Entry {
	reflection: Pick<
		OwnReflection,
		'reflectionId' | 'engagementId' | 'title' | 'questionnaireId' | 'methodId' | 'answers' | 'sharing' | 'createdAt'
	>;
	questions: readonly Question[];
	coachName: string;
	known: Pick<Reflection, 'status' | 'readAt' | 'reply'> | undefined;
}

/** A trajectory's pages so far; `more` when older ones are not read yet. */
export interface Book {
	entries: Entry[];
	more: boolean;
}

/** Several notebooks as one, newest first: no further back than each of them was read. */
export function bound(books: readonly Book[]): Book {
	// Pages go by when one began, which may be long before it was sent.
	const floors = books
		.filter(({ more }) => more)
		.map(({ entries }) => entries.map(({ reflection }) => reflection.createdAt).reduce((a, b) => (a < b ? a : b), '~'));
	const floor = floors.reduce((highest, one) => (one > highest ? one : highest), '');
	const entries = books
		.flatMap((book) => book.entries)
		.filter(({ reflection }) => reflection.createdAt >= floor)
		.sort((a, b) => (a.reflection.createdAt < b.reflection.createdAt ? 1 : -1));
	return { entries, more: floors.length > 0 };
}

/** Its method in all versions; own questions are each their own. */
export const methodOf = ({ reflection }: Entry): string => reflection.methodId ?? reflection.questionnaireId;

/** The methods there are, each by the name it had last. */
export const methodsOf = (entries: readonly Entry[]): { id: string; name: string }[] =>
	[...new Map(entries.toReversed().map((entry) => [methodOf(entry), entry.reflection.title]))]
		.map(([id, name]) => ({ id, name }))
		.sort((a, b) => a.name.localeCompare(b.name));

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether all of these words stand in it: in the title, the answers, the words of what was chosen, or the coach's reply. */
export function holds({ reflection, questions, known }: Entry, words: string): boolean {
	const wanted = plain(words)
		.split(/\s+/)
		.filter((one) => one);
	const texts = questions.flatMap((question) => textsOf(question, reflection.answers[question.questionId]));
	const all = plain([reflection.title, known?.reply ?? '', ...texts].join('\n'));
	return wanted.every((word) => all.includes(word));
}

function textsOf(question: Question, answer: Answer | undefined): string[] {
	if (question.kind !== 'oneOf' && question.kind !== 'someOf') return typeof answer === 'string' ? [answer] : [];
	const chosen = Array.isArray(answer) ? answer : [answer];
	return question.options.filter(({ optionId }) => chosen.includes(optionId)).map(({ label }) => label);
}

/** The same question of the same method, answered again and again. */
export interface Line {
	id: string;
	ask: string;
	kind: 'scale' | 'mood';
	low: number;
	high: number;
	/** Oldest first. */
	points: { at: string; value: number }[];
}

/** What was answered in numbers at least twice. */
export function linesOf(entries: readonly Entry[]): Line[] {
	const lines = new Map<string, Line>();
	for (const entry of entries.toReversed()) {
		for (const question of entry.questions) {
			const value = entry.reflection.answers[question.questionId];
			if ((question.kind !== 'scale' && question.kind !== 'mood') || typeof value !== 'number') continue;
			const id = `${methodOf(entry)}.${question.questionId}`;
			const [low, high] = question.kind === 'scale' ? [0, 10] : [1, 5];
			const line = lines.get(id) ?? { id, kind: question.kind, low, high, points: [], ask: '' };
			lines.set(id, {
				...line,
				ask: question.ask,
				points: [...line.points, { at: entry.reflection.createdAt, value }],
			});
		}
	}
	return [...lines.values()].filter(({ points }) => points.length > 1);
}
