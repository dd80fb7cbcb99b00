import { readFileSync, writeFileSync } from 'node:fs';
import type { Used } from './prices.ts';

/** What one coachee asks for in the standard month. */
export interface Month {
	used: Used;
	schedulesMade: number;
	/** Of all letters, those that remind. */
	reminderLetters: number;
	/** Of `writeUnits`, those by which letters are claimed, settled and heard of. */
	writtenForLetters: number;
}

const file = new URL('measured.json', import.meta.url);

/** As it was measured when it was last written down: docs/scale.md is computed from it. */
export const noted = (): Month => JSON.parse(readFileSync(file, 'utf8')) as Month;

export const noteDown = (month: Month): void => writeFileSync(file, `${JSON.stringify(month, undefined, '\t')}\n`);

/** By what factor the two differ most. */
export function apart(one: Month, other: Month): number {
	const of = ({ used: { writeUnits, readUnits, letters, schedules, invocations }, ...counts }: Month) =>
		Object.values({ writeUnits, readUnits, letters, schedules, invocations, ...counts }).map((figure) => figure ?? 0);
	return Math.max(...of(one).map((figure, index) => ratio(figure, of(other)[index]!)));
}

const ratio = (one: number, other: number): number => (one === other ? 1 : Math.max(one / other, other / one));
