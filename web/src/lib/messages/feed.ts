import { speak } from '#lib/language.ts';
import { feed as en } from './en/feed.ts';
import { feed as nl } from './nl/feed.ts';

export const feed = speak({ en, nl });
