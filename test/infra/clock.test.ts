import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ahead, openClock } from '#infra/local/clock.ts';
import { every } from '#infra/local/every.ts';

const HOUR = 3_600_000;
let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'clock-'));
	path = join(folder, 'deep', 'clock.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** How far the clock is ahead of real time, in whole hours. */
const hoursAhead = (now: Date) => Math.round((now.getTime() - Date.now()) / HOUR);

describe('the local clock', () => {
	test('begins at real time and moves on by a duration or to an instant', () => {
		const clock = openClock(path);
		expect(hoursAhead(clock.now())).toBe(0);
		expect(hoursAhead(clock.advance('P6D'))).toBe(6 * 24);
		expect(hoursAhead(clock.advance(Temporal.Duration.from({ hours: 2 })))).toBe(6 * 24 + 2);
		const goal = new Date(Date.now() + 300 * HOUR);
		clock.to(goal.toISOString());
		expect(hoursAhead(clock.now())).toBe(300);
		expect(clock.now().getTime()).toBeGreaterThanOrEqual(goal.getTime());
	});

	test('says what lies ahead, as far as one can go there', () => {
		const now = new Date('2026-11-03T09:00:00.000Z');
		expect(ahead(now, { after: 'P2D' })).toEqual(new Date('2026-11-05T09:00:00.000Z'));
		expect(ahead(now, { at: '2026-11-04T07:00:00Z' })).toEqual(new Date('2026-11-04T07:00:00.000Z'));
		for (const asked of [{ at: '2026-11-03T08:59:59Z' }, { at: 'tomorrow' }, { after: '-P1D' }, { after: 'P9000Y' }])
			expect(() => ahead(now, asked)).toThrow(RangeError);
	});

	test('counts months by the calendar', () => {
		const clock = openClock(path);
		const before = clock.now();
		const after = clock.advance('P1M');
		const expected = Temporal.Instant.from(before.toISOString()).toZonedDateTimeISO('UTC').add({ months: 1 });
		expect(Math.abs(after.getTime() - expected.epochMilliseconds)).toBeLessThan(5_000);
	});

	test('never moves backwards, and says so', () => {
		const clock = openClock(path);
		clock.advance('P1D');
		expect(() => clock.advance('-PT1S')).toThrow('moves forward only');
		expect(() => clock.to(new Date())).toThrow('moves forward only');
		expect(hoursAhead(clock.now())).toBe(24);
	});

	test.each([
		['six days', 'Not an ISO 8601 duration'],
		['', 'Not an ISO 8601 duration'],
		['P9000Y', 'ends with the year 9998'],
	])('refuses the duration "%s"', (duration, reason) => {
		const clock = openClock(path);
		expect(() => clock.advance(duration)).toThrow(reason);
		expect(hoursAhead(clock.now())).toBe(0);
	});

	test.each([['tomorrow'], ['2031-02-30T09:00:00Z'], ['2031-02-03T09:00:00']])(
		'refuses the instant "%s"',
		(instant) => {
			expect(() => openClock(path).to(instant)).toThrow('Not an instant');
		},
	);

	test('keeps its offset over a restart and leaves no half-written file', () => {
		openClock(path).advance('P2D');
		expect(hoursAhead(openClock(path).now())).toBe(48);
		expect(readdirSync(join(folder, 'deep'))).toEqual(['clock.json']);
	});

	test('may begin at a given moment, once: afterwards the file counts', () => {
		const past = new Date(Date.now() - 48 * HOUR);
		expect(hoursAhead(openClock(path, past).now())).toBe(-48);
		openClock(path).advance('PT8H');
		expect(hoursAhead(openClock(path, past).now())).toBe(-40);
	});

	test('does not start from a file that is not a clock', () => {
		const broken = join(folder, 'clock.json');
		writeFileSync(broken, '{"offset":"soon"}');
		expect(() => openClock(broken)).toThrow('does not hold a clock');
	});

	test('begins where it is told to when there is none yet, and only then', () => {
		const begin = new Date('2026-01-05T09:00:00Z');
		const started = openClock(path, begin);
		expect(started.now().getTime() - begin.getTime()).toBeLessThan(1000);
		expect(openClock(path, new Date()).now().getTime() - begin.getTime()).toBeLessThan(1000);
	});

	test('tells its listeners of a move until they leave', () => {
		const clock = openClock(path);
		let moves = 0;
		const leave = clock.onMove(() => (moves += 1));
		clock.advance('PT1H');
		leave();
		clock.advance('PT1H');
		expect(moves).toBe(1);
	});
});

describe('the clock of a worker', () => {
	const code = `
		const { parentPort, workerData } = require('node:worker_threads');
		const early = new Date(0);
		import(workerData.module).then(({ installClock }) => {
			installClock(workerData.shared);
			class Later extends Date {}
			parentPort.on('message', () => parentPort.postMessage({
				fresh: new Date().getTime(),
				now: Date.now(),
				asText: typeof Date() === 'string' && Date().includes('20'),
				fixed: new Date(86400000).toISOString(),
				parts: new Date(2031, 1, 3).getFullYear(),
				utc: Date.UTC(2031, 1, 3),
				parsed: Date.parse('2031-02-03T00:00:00Z'),
				instances: new Date() instanceof Date && early instanceof Date && structuredClone(early) instanceof Date,
				subclass: new Later() instanceof Later && new Later().getTime(),
				made: new Date().constructor === Date && early.constructor === Date,
			}));
			parentPort.postMessage('ready');
		});`;

	test('follows the local clock at once, in every way to ask for the time', async () => {
		const clock = openClock(path);
		const module = new URL('../../infra/local/worker-clock.ts', import.meta.url).href;
		const worker = new Worker(code, { eval: true, workerData: { module, shared: clock.shared } });
		const answer = () =>
			new Promise<Record<string, unknown>>((resolve, reject) => worker.once('message', resolve).once('error', reject));
		try {
			await answer();
			for (const hours of [5, 29]) {
				clock.to(new Date(Date.now() + hours * HOUR));
				worker.postMessage('tell', []);
				const seen = await answer();
				for (const time of [seen.fresh, seen.now, seen.subclass])
					expect(hoursAhead(new Date(time as number))).toBe(hours);
				expect(seen).toMatchObject({
					asText: true,
					fixed: '1970-01-02T00:00:00.000Z',
					parts: 2031,
					utc: Date.UTC(2031, 1, 3),
					parsed: Date.UTC(2031, 1, 3),
					instances: true,
					made: true,
				});
			}
		} finally {
			await worker.terminate();
		}
	});
});

describe('what runs every few minutes', () => {
	test('runs once on a big jump of the clock, then at the next boundary', async () => {
		const clock = openClock(path);
		const runs: Date[] = [];
		const sweep = every(5, () => void runs.push(clock.now()), clock);
		clock.advance('PT1S');
		const before = runs.length;
		clock.advance('P6D');
		for (const _ of [1, 2, 3]) clock.advance('PT0.001S');
		expect(runs.length).toBe(before + 1);
		const boundary = Math.ceil((clock.now().getTime() + 1) / 300_000) * 300_000;
		clock.to(new Date(boundary));
		expect(runs.length).toBe(before + 2);
		sweep.stop();
		clock.advance('P1D');
		expect(runs.length).toBe(before + 2);
	});

	test('runs by itself when real time reaches the boundary', async () => {
		const clock = openClock(path);
		const boundary = Math.ceil((clock.now().getTime() + 2_000) / 60_000) * 60_000;
		clock.to(new Date(boundary - 150));
		const { promise, resolve } = Promise.withResolvers<void>();
		const minutely = every(1, resolve, clock);
		await promise;
		minutely.stop();
		expect(clock.now().getTime()).toBeGreaterThanOrEqual(boundary);
	});

	test('goes on after a run that failed', () => {
		const clock = openClock(path);
		let runs = 0;
		const failing = every(5, async () => Promise.reject(new Error(`run ${(runs += 1)}`)), clock);
		clock.advance('PT10M');
		clock.advance('PT10M');
		failing.stop();
		expect(runs).toBe(2);
	});
});
