import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace } from '#services/letters/pace.ts';
import { Lately } from '#services/reminders/lately.ts';

/** Everybody asks at these moments and is patient; answers when each is let through. */
const letThrough = (pace: Pace, asked: number[], patience = Infinity) =>
	asked.flatMap((now) => pace.take(now, 0, patience) ?? []);

describe('the pace', () => {
	test('in any second no more than its share leave, and nobody waits longer than that takes', () => {
		const moments = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 120 });
		fc.assert(
			fc.property(fc.constantFrom(1, 2, 5, 10, 20, 40), moments, (perSecond, gaps) => {
				const asked = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], []);
				const left = letThrough(new Pace(perSecond), asked);
				expect(left).toHaveLength(asked.length);
				for (const [index, at] of left.entries()) {
					expect(at).toBeGreaterThanOrEqual(asked[index]!);
					expect(left.filter((other) => other > at - 1000 && other <= at).length).toBeLessThanOrEqual(perSecond);
				}
				expect(left.at(-1)! - asked.at(-1)!).toBeLessThanOrEqual((asked.length / perSecond) * 1000);
			}),
		);
	});

	test('a share of less than one a second, or of two and a half, holds over a longer time', () => {
		expect(letThrough(new Pace(0.2), [0, 0, 0])).toEqual([0, 5_000, 10_000]);
		const left = letThrough(
			new Pace(2.5),
			Array.from({ length: 100 }, () => 0),
		);
		expect(left.at(-1)! / 1000).toBeCloseTo(100 / 2.5, -1);
	});

	test('whoever has no patience gives up at once and takes nothing', () => {
		const pace = new Pace(1);
		expect(pace.take(0, 0)).toBe(0);
		expect(pace.take(10, 0)).toBeUndefined();
		expect(pace.take(10, 0, 500)).toBeUndefined();
		expect(pace.take(1000, 0)).toBe(1000);
	});

	test('a turn that was given back is the next one’s', () => {
		const pace = new Pace(1);
		pace.giveBack(pace.take(0, 0)!);
		expect(pace.take(1, 0)).toBe(1);
	});

	test('after the mail service took none, nobody asks for a growing while, however patient', () => {
		const pace = new Pace(100);
		const shut: number[] = [];
		for (let [wall, time] = [0, 0]; time < 8; time += 1) {
			pace.heard(false, wall);
			const from = wall;
			while (pace.take(wall, wall, Infinity) === undefined) wall += 500;
			shut.push((wall - from) / 1000);
		}
		expect(shut).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
		pace.heard(true, 0);
		expect(pace.take(1e6, 0)).toBeDefined();
	});
});

describe('what was driven lately', () => {
	const place = (one: string) => one;
	const minutes = (count: number) => count * 60_000;

	test('is left alone for a growing while, then comes again', () => {
		const lately = new Lately();
		const driven: number[] = [];
		for (let minute = 0; minute <= 40; minute += 1) {
			for (const one of lately.left(['stuck'], place, minutes(minute))) {
				driven.push(minute);
				lately.drove(one, minutes(minute));
			}
		}
		expect(driven).toEqual([0, 2, 6, 14, 22, 30, 38]);
	});

	test('stands behind what was driven less often: what cannot leave keeps nothing else from it', () => {
		const lately = new Lately();
		for (const one of ['a', 'b']) lately.drove(one, 0);
		lately.drove('a', minutes(2));
		expect(lately.left(['a', 'b', 'c', 'd'], place, minutes(60))).toEqual(['c', 'd', 'b', 'a']);
	});

	test('is forgotten when it has left', () => {
		const lately = new Lately();
		lately.drove('a', 0);
		expect(lately.left(['a'], place, 0)).toEqual([]);
		lately.left([], place, 0);
		expect(lately.left(['a'], place, 0)).toEqual(['a']);
	});
});
