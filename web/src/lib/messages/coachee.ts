import { speak } from '#lib/language.ts';
import { coachee as en } from './en/coachee.ts';
import { coachee as nl } from './nl/coachee.ts';

export const coachee = speak({ en, nl });
