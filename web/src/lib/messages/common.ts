import { speak } from '#lib/language.ts';
import { common as en } from './en/common.ts';
import { common as nl } from './nl/common.ts';

export const common = speak({ en, nl });
