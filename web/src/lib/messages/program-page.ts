import { speak } from '#lib/language.ts';
import { programPage as en } from './en/program-page.ts';
import { programPage as nl } from './nl/program-page.ts';

export const programPage = speak({ en, nl });
