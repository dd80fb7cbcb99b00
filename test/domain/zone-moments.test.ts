import { describe, expect, it } from 'vitest';
import { isZone } from '#shared/domain/time.ts';
import { compare, ours, ourTransitions, say } from './zone-comparison.ts';
import { momentData, transitions } from './zone-oracle.ts';
import { changedBetween } from './zone-releases.ts';

const oracle = momentData();
/** Three seconds of work, on a machine with nothing else to do. */
const PATIENCE_MS = 60_000;

describe('a moment in any zone of the world', () => {
	it(
		'is the same by data and rules that are none of ours, around every change of the clocks for five years',
		() => {
			const compared = compare(oracle);
			say(oracle, compared);
			expect(compared.differ).toEqual([]);
			expect(compared.zones + compared.apart.length).toBe(oracle.zones.size);
			expect(compared.transitions).toBeGreaterThan(1000);
		},
		PATIENCE_MS,
	);

	it('can be told in every zone there is', () => {
		const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...oracle.zones.keys()]);
		expect([...zones].filter((zone) => !isZone(zone) || !oracle.zones.has(zone))).toEqual([]);
		expect(zones.size).toBeGreaterThan(400);
	});

	it('is left out for no zone whose clocks show the same by both releases', () => {
		const apart = changedBetween(ours, oracle.release).flatMap(({ zones }) => zones);
		const [from, until] = [Date.UTC(2026, 0, 1), Date.UTC(2036, 0, 1)];
		const agreeing = apart.filter(
			(zone) => transitions(oracle.zones.get(zone)!, from, until).join() === ourTransitions(zone, from, until).join(),
		);
		expect(agreeing).toEqual([]);
	});
});
