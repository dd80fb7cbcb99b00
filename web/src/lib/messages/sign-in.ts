import { speak } from '#lib/language.ts';
import { signIn as en } from './en/sign-in.ts';
import { signIn as nl } from './nl/sign-in.ts';

export const signIn = speak({ en, nl });
