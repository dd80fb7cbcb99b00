import { speak } from '#lib/language.ts';
import { defaults as en } from './en/defaults.ts';
import { defaults as nl } from './nl/defaults.ts';

export const defaults = speak({ en, nl });
