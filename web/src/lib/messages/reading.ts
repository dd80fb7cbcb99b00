import { speak } from '#lib/language.ts';
import { reading as en } from './en/reading.ts';
import { reading as nl } from './nl/reading.ts';

export const reading = speak({ en, nl });
