import { expect, test } from 'vitest';
import { AT_FIRST, Defaults, settled } from '#shared/domain/defaults.ts';
import { PRESETS, SESSION_PRESETS } from '#shared/domain/reminder.ts';

test('what is usual is the coachee’s own word, else the coach’s, else the firm’s, else nothing, each part by itself', () => {
	const nothing = { action: [], session: [], silenceDays: null };
	expect(settled()).toEqual(nothing);
	expect(settled(undefined, {}, AT_FIRST)).toEqual({ ...nothing, ...AT_FIRST });
	const own = { action: [PRESETS.weekBefore], silenceDays: 7 };
	expect(settled(own, { action: [] }, AT_FIRST)).toEqual({ ...own, session: AT_FIRST.session });
	expect(settled({}, { silenceDays: 9 }, { silenceDays: 5 }).silenceDays).toBe(9);
});

test('saying “none” is saying something', () => {
	expect(settled({ action: [], silenceDays: null }, { silenceDays: 9 }, AT_FIRST)).toMatchObject({
		action: [],
		silenceDays: null,
	});
});

test('an action has no session to count from and a session no deadline', () => {
	const says = (defaults: object) => Defaults.safeParse(defaults).error?.issues[0]?.message;
	expect(says({ action: [SESSION_PRESETS.dayBefore] })).toBe('Count from the deadline');
	expect(says({ session: [PRESETS.dayBefore] })).toBe('Count from the session');
	expect(says({ silenceDays: 2 })).toBe('At least three days');
	expect(says({ silenceDays: 61 })).toBe('At most sixty days');
	expect(says({ action: Array.from({ length: 21 }, () => PRESETS.dayBefore) })).toMatch(/At most 20/);
	expect(says(AT_FIRST)).toBeUndefined();
});
