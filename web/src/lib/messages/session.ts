import { speak } from '#lib/language.ts';
import { session as en } from './en/session.ts';
import { session as nl } from './nl/session.ts';

export const session = speak({ en, nl });
