import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { passUntil } from '#infra/local/passing.ts';

const HOUR = 3_600_000;
let folder: string;
let clock: LocalClock;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'passing-'));
	clock = openClock(join(folder, 'clock.json'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Wake-ups after so many hours; one that fires may call for another. */
function wakeUps(hours: number[], andThen: (hour: number) => number[] = () => []) {
	const begin = clock.now().getTime();
	let waiting = hours;
	const woke: { hour: number; at: number }[] = [];
	return {
		woke,
		clock,
		pending: () => waiting.toSorted((a, b) => a - b).map((hour) => ({ at: new Date(begin + hour * HOUR) })),
		async settled() {
			const passed = (clock.now().getTime() - begin) / HOUR;
			const due = waiting.filter((hour) => hour <= passed);
			waiting = [...waiting.filter((hour) => hour > passed), ...due.flatMap(andThen)];
			woke.push(...due.map((hour) => ({ hour, at: Math.round(passed) })));
		},
	};
}
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * HOUR);

test('what wakes up on the way does so at its own moment, what that calls for as well', async () => {
	const system = wakeUps([30, 5, 5], (hour) => (hour === 30 ? [40] : []));
	const until = inHours(48);
	await passUntil(system, until);
	expect(system.woke).toEqual([
		{ hour: 5, at: 5 },
		{ hour: 5, at: 5 },
		{ hour: 30, at: 30 },
		{ hour: 40, at: 40 },
	]);
	expect(clock.now().getTime() - until.getTime()).toBeLessThan(5_000);
});

test('what lies behind the end waits', async () => {
	const system = wakeUps([49]);
	await passUntil(system, inHours(48));
	expect(system.woke).toEqual([]);
});

test('time passes though something does not come to rest', async () => {
	const system = { ...wakeUps([5]), settled: () => Promise.reject(new Error('never at rest')) };
	const until = inHours(6);
	await passUntil(system, until);
	expect(clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime());
});
