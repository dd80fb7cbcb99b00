import { speak } from '#lib/language.ts';
import { between as en } from './en/between.ts';
import { between as nl } from './nl/between.ts';

export const between = speak({ en, nl });
