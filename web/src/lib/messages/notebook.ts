import { speak } from '#lib/language.ts';
import { notebook as en } from './en/notebook.ts';
import { notebook as nl } from './nl/notebook.ts';

export const notebook = speak({ en, nl });
