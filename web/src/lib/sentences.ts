import type { Language } from '#shared/domain/tenant.ts';

/** Where something stands in a text, as JavaScript counts. */
export interface Span {
	from: number;
	to: number;
}

/** The sentences of a text, without the space around them. A line of its own is a sentence too. */
export function sentencesOf(text: string, language: Language): Span[] {
	const found: Span[] = [];
	let lineAt = 0;
	for (const line of text.split('\n')) {
		for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(line)) {
			const seen = segment.trim();
			if (seen === '') continue;
			const from = lineAt + index + segment.indexOf(seen);
			found.push({ from, to: from + seen.length });
		}
		lineAt += line.length + 1;
	}
	return found;
}

/** A text in pieces: those between marked spans, and the marked ones. Spans that overlap are one. */
export function piecesOf(text: string, marked: readonly Span[]): { text: string; marked: boolean }[] {
	const pieces: { text: string; marked: boolean }[] = [];
	let at = 0;
	const push = (to: number, isMarked: boolean) => {
		if (to > at) pieces.push({ text: text.slice(at, to), marked: isMarked });
		at = Math.max(at, to);
	};
	for (const { from, to } of marked.toSorted((a, b) => a.from - b.from)) {
		push(from, false);
		push(to, true);
	}
	push(text.length, false);
	return pieces;
}
