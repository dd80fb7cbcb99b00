import { speak } from '#lib/language.ts';
import { letters as en } from './en/letters.ts';
import { letters as nl } from './nl/letters.ts';

export const letters = speak({ en, nl });
