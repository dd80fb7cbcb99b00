import { defaults } from '#lib/messages/defaults.ts';
import { letters } from '#lib/messages/letters.ts';
import { reader } from '#lib/reader.ts';
import type { Teller } from './words-of-coming.ts';

/** For whoever reads this page. Call while a component is set up or drawn. */
export const teller = (): Teller => ({ say: letters(), rules: defaults(), by: reader() });
