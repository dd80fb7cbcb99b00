/** A piece of a sentence: our words, or what a person typed, which keeps its own reading direction and is never markup. */
export type Part = string | { typed: string };
export type Sentence = readonly Part[];

/** A sentence in which what people typed is still told apart: say`${name} moved ${title}`. */
export const say = (words: TemplateStringsArray, ...parts: (Part | Sentence)[]): Sentence =>
	words.flatMap((word, index) => [word, ...listed(parts[index] ?? '')]).filter((part) => part !== '');

/** The sentence as plain text, for titles and names of controls. */
export const plain = (sentence: Sentence): string =>
	sentence.map((part) => (typeof part === 'string' ? part : part.typed)).join('');

const listed = (part: Part | Sentence): Sentence =>
	typeof part === 'object' && Symbol.iterator in part ? part : [part];
