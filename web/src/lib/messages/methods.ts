import { speak } from '#lib/language.ts';
import { methods as en } from './en/methods.ts';
import { methods as nl } from './nl/methods.ts';

export const methods = speak({ en, nl });
