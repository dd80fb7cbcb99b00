import { speak } from '#lib/language.ts';
import { reflect as en } from './en/reflect.ts';
import { reflect as nl } from './nl/reflect.ts';

export const reflect = speak({ en, nl });
