/** Letters without accents and case, to find people by. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word that was typed begins a word of one of these texts. */
export function fits(typed: string, ...texts: string[]): boolean {
	const words = plain(texts.join(' ')).split(/[^\p{L}\p{N}]+/u);
	return plain(typed)
		.split(/\s+/)
		.every((part) => words.some((word) => word.startsWith(part)));
}
