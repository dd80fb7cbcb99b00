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

/** What one decision asks for. */
export interface Asked {
	read: number;
	write: number;
	calls: number;
}

/** The same decisions in the middle of so many armed reminders, by that number. */
export type Growth = Record<string, Record<string, Asked>>;

/** What a letter to one person asks for, by who it is. */
export type People = Record<string, Used>;

/** What became of so many letters due in one minute. */
export interface Burst {
	due: number;
	perSecond: number;
	lost: number;
	twice: number;
	/** Until the last had left. */
	minutes: number;
	/** Of the small firm among them: how many, and the place of the last in the order all left in. */
	few: number;
	place: number;
}

export interface Measured {
	month: Month;
	growth: Growth;
	people: People;
	bursts: Burst[];
}

const file = new URL('measured.json', import.meta.url);

/** As it was measured when it was last written down: docs/scale.md is computed from it. */
export const noted = (): Measured => JSON.parse(readFileSync(file, 'utf8')) as Measured;

export const noteDown = (part: Partial<Measured>): void =>
	writeFileSync(file, `${JSON.stringify({ ...noted(), ...part }, undefined, '\t')}\n`);

/** By what factor the two differ most. */
export function apart(one: Month, other: Month): number {
	const of = ({ used: { writeUnits, readUnits, letters, schedules, invocations }, ...counts }: Month) =>
		Object.values({ writeUnits, readUnits, letters, schedules, invocations, ...counts }).map((figure) => figure ?? 0);
	return Math.max(...of(one).map((figure, index) => ratio(figure, of(other)[index]!)));
}

const ratio = (one: number, other: number): number => (one === other ? 1 : Math.max(one / other, other / one));
