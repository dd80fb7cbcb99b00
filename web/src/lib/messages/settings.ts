import { speak } from '#lib/language.ts';
import { settings as en } from './en/settings.ts';
import { settings as nl } from './nl/settings.ts';

export const settings = speak({ en, nl });
