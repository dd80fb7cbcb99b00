import { speak } from '#lib/language.ts';
import { coach as en } from './en/coach.ts';
import { coach as nl } from './nl/coach.ts';

export const coach = speak({ en, nl });
