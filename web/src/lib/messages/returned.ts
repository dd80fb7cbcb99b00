import { speak } from '#lib/language.ts';
import { returned as en } from './en/returned.ts';
import { returned as nl } from './nl/returned.ts';

export const returned = speak({ en, nl });
