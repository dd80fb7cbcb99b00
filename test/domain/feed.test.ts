import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEED_DAYS_BACK, FEED_EVENTS_MAX, renewed, revoked, shownIn, stateOf } from '#shared/domain/feed.ts';
import { coachee } from './people.ts';

const NOW = '2026-11-22T09:00:00.000Z';
const LATER = '2026-11-23T09:00:00.000Z';
const day = (offset: number) => new Date(Date.parse(NOW) + offset * 86_400_000).toISOString();

describe('a feed', () => {
	test('has one address at a time, and none once it is shut', () => {
		const first = renewed(undefined, { titles: true }, 'a', coachee, NOW);
		expect(stateOf(first)).toEqual({ active: true, createdAt: NOW, titles: true });
		const shut = revoked(first, LATER);
		expect(stateOf(shut)).toEqual({ active: false });
		expect(revoked(shut, LATER)).toBe(shut);
		const again = renewed(shut, { titles: false }, 'b', coachee, LATER);
		expect(again).toMatchObject({ hash: 'b', version: 3 });
		expect(again).not.toHaveProperty('revokedAt');
		expect(stateOf(undefined)).toEqual({ active: false });
	});

	test('shows what is ahead first, then what has passed, back to ninety days, and never too much', () => {
		const things = fc.array(
			fc.integer({ min: -200, max: 400 }).map((offset) => ({ at: day(offset), id: String(offset) })),
			{ maxLength: 700, size: 'max' },
		);
		fc.assert(
			fc.property(things, (all) => {
				const shown = shownIn(all, NOW);
				const wanted = all.filter(({ at }) => at >= day(-FEED_DAYS_BACK));
				expect(shown).toHaveLength(Math.min(wanted.length, FEED_EVENTS_MAX));
				const left = wanted.filter((one) => !shown.includes(one));
				const distance = ({ at }: { at: string }) =>
					at >= NOW ? Date.parse(at) : 2 * Date.parse(day(1000)) - Date.parse(at);
				const furthest = Math.max(0, ...shown.map(distance));
				for (const one of left) expect(distance(one)).toBeGreaterThanOrEqual(furthest);
			}),
			{ numRuns: 50 },
		);
	});
});
