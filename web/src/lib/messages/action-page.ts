import { speak } from '#lib/language.ts';
import { actionPage as en } from './en/action-page.ts';
import { actionPage as nl } from './nl/action-page.ts';

export const actionPage = speak({ en, nl });
