import { page } from '$app/state';
import type { Language } from '#shared/domain/tenant.ts';

/** The first of our languages in a browser's list, else English. */
export function preferred(accepted: string | null): Language {
	const asked = (accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase());
	return asked.map(asLanguage).find((one) => one) ?? 'en';
}

export const asLanguage = (given: string | undefined): Language | undefined =>
	given === 'en' || given === 'nl' ? given : undefined;

/** Messages in the reader's language. Call while a component is set up or drawn; elsewhere name the language. */
export const speak =
	<Words>(words: Record<Language, Words>) =>
	(language: Language = page.data.language ?? 'en'): Words =>
		words[language];
