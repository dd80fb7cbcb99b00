import type { Language } from '#shared/domain/tenant.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

export type Words = typeof en;

const WORDS: Record<Language, Words> = { en, nl };

export const wordsIn = (language: Language): Words => WORDS[language];
