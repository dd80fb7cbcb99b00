import type { Sharing as Known } from '#shared/domain/reflection.ts';

// Runs in browsers too: no schema at run time.

export type Sharing = Known;
export const SHARINGS = ['shared', 'mentioned', 'private'] as const satisfies readonly Sharing[];

export const asSharing = (given: unknown): Sharing | undefined => SHARINGS.find((one) => one === given);
