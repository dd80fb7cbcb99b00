import { speak } from '#lib/language.ts';
import { desk as en } from './en/console.ts';
import { desk as nl } from './nl/console.ts';

export const desk = speak({ en, nl });
