import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOfRule } from '#shared/domain/reminder.ts';
import { momentOf } from '#lib/reminder-moment.ts';

const zone = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
const instant = fc
	.date({ min: new Date('2024-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
	.map((date) => `${date.toISOString().slice(0, 16)}:00.000Z`);
const rule = fc.record({
	anchor: fc.constantFrom('deadline' as const, 'session' as const),
	amount: fc.integer({ min: -400, max: 400 }),
	unit: fc.constantFrom('hour' as const, 'day' as const, 'week' as const),
	at: fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
});

it('a reminder is shown at the moment it will fire', () => {
	fc.assert(
		fc.property(rule, instant, instant, zone, (rule, due, sessionAt, zone) => {
			const anchors = { dueOn: due.slice(0, 10), sessionAt, zone };
			expect(momentOf(rule, anchors)).toBe(instantOfRule(rule, anchors));
		}),
		{ numRuns: 500 },
	);
});

it('a reminder after a session needs a session', () => {
	const rule = { anchor: 'session', amount: 3, unit: 'day', at: '09:00' } as const;
	expect(momentOf(rule, { dueOn: '2026-11-04', zone: 'UTC' })).toBeUndefined();
});
