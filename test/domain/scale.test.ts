import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noted, type Month } from '#test/bench/measured.ts';
import { limits, said, written } from '#test/bench/scale.ts';

const page = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');

test('docs/scale.md has the tables that its figures come to', () => {
	expect(page).toBe(written(page, noted()));
	expect(page.match(/^reminders armed .*100,000,000$/m)).not.toBeNull();
});

test.each(said(noted()))('… and says “%s”', (sentence) => {
	expect(page.replaceAll(/\s+/g, ' ')).toContain(sentence);
});

test('twice the letters for the same reminders, and what letters are counted by is reached at half as many', () => {
	const { month } = noted();
	const { letters = 0, writeUnits = 0 } = month.used;
	const twice: Month = {
		...month,
		used: { ...month.used, letters: 2 * letters, writeUnits: writeUnits + month.writtenForLetters },
		reminderLetters: 2 * month.reminderLetters,
		writtenForLetters: 2 * month.writtenForLetters,
	};
	const at = (of: Month, what: string) => limits(of).find((limit) => limit.what === what)!.at;
	for (const what of ['mail: letters a second', 'mail: letters a day', 'table: quota on demand'])
		expect(at(twice, what) / at(month, what)).toBeCloseTo(0.5);
	for (const what of ['Scheduler: schedules standing', 'Scheduler: wake-ups a second'])
		expect(at(twice, what)).toBe(at(month, what));
});

test('limits stand in the order in which they are reached', () => {
	const all = limits(noted().month).map(({ at }) => at);
	expect(all).toEqual(all.toSorted((one, other) => one - other));
	expect(all.filter((at) => !(at > 0))).toEqual([]);
});
