import type { MethodContent } from '#shared/domain/method.ts';
import type { Language } from '#shared/domain/tenant.ts';

/**
 * A method of the starter pack in every language. Questions and choices keep their names across languages, so that what
 * was answered in one can be read beside what was answered in another.
 */
export type Starter = { key: string } & { [L in Language]: MethodContent & { language: L } };
