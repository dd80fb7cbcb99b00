import { describe, expect, it } from 'vitest';
import * as domain from '#shared/domain/budget.ts';
import { Defaults, settled } from '#shared/domain/defaults.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { BUDGET, budgetIn, mutedIn, PAUSE_DAYS, pauses, TOPIC_FIELDS, topicsFor } from '#lib/letters/budget-form.ts';
import { firstNames, namesUnder } from '#lib/letters/names.ts';
import { allOf, choicesOf, defaultsIn, fieldOf, PRESETS, rulesIn, wayOf } from '#lib/letters/rule-form.ts';

const typed = {
	quietFrom: '21:00',
	quietUntil: '07:30',
	at: '08:15',
	perDay: '2',
	perWeek: '6',
	'off-6': 'on',
	'off-7': 'on',
};

describe('the form of how often letters come', () => {
	it('knows the domain’s own budget, topics and longest pause', () => {
		expect(BUDGET).toEqual(domain.BUDGET);
		expect(TOPIC_FIELDS).toEqual(TOPICS);
		expect(PAUSE_DAYS).toBe(domain.PAUSE_MAX_DAYS);
	});
	it('is read as a budget, and leaves a pause as it is', () => {
		const budget = budgetIn(typed, { pausedUntil: '2026-12-01' });
		expect(domain.Budget.parse(budget)).toEqual({
			quietFrom: '21:00',
			quietUntil: '07:30',
			at: '08:15',
			perDay: 2,
			perWeek: 6,
			daysOff: [6, 7],
			pausedUntil: '2026-12-01',
		});
		expect(budgetIn(typed, {})).not.toHaveProperty('pausedUntil');
	});
	it.each(['quietFrom', 'quietUntil', 'at', 'perDay', 'perWeek'])(
		'is refused at %s when that is left empty',
		(name) => {
			const { error } = domain.Budget.safeParse(budgetIn({ ...typed, [name]: '' }, {}));
			expect(error?.issues.map(({ path }) => path[0])).toContain(name);
		},
	);
	it('turns off what is not ticked, and leaves alone what it does not show', () => {
		expect(mutedIn({ 'topic-action': 'on', 'topic-nudge': 'on' }, TOPICS, [])).toEqual([
			'session',
			'silence',
			'prompt',
			'calendar',
		]);
		expect(mutedIn({ 'topic-calendar': 'on' }, topicsFor(['coach']), ['silence'])).toEqual(['action', 'silence']);
	});
	it('proposes days to pause until, the nearest first, none of them too far', () => {
		expect(pauses('2026-11-22')).toEqual([
			{ name: 'week', date: '2026-11-29' },
			{ name: 'twoWeeks', date: '2026-12-06' },
			{ name: 'fourWeeks', date: '2026-12-20' },
			{ name: 'newYear', date: '2027-01-01' },
		]);
		expect(pauses('2026-12-29').map(({ name }) => name)).toEqual(['newYear', 'week', 'twoWeeks', 'fourWeeks']);
		expect(pauses('2027-01-01').at(-1)).toEqual({ name: 'newYear', date: '2028-01-01' });
	});
});

describe('the form of what new things get', () => {
	const odd = { anchor: 'deadline', amount: 3, unit: 'week', at: '18:45' } as const;

	it('shows the usual rules, and what was set beside them', () => {
		expect(choicesOf('action', [odd, PRESETS.action[0]!])).toEqual([...PRESETS.action, odd]);
	});
	it('gives back what it was given', () => {
		for (const given of [
			{ action: [PRESETS.action[1]!, odd], session: [PRESETS.session[0]!], silenceDays: 14 },
			{ action: [], session: [], silenceDays: null },
			{},
		] satisfies Defaults[]) {
			const form: Record<string, string> = {
				action: wayOf(given.action),
				session: wayOf(given.session),
				silence: wayOf(given.silenceDays),
				silenceDays: String(given.silenceDays ?? 10),
			};
			for (const list of ['action', 'session'] as const)
				for (const rule of given[list] ?? []) form[fieldOf(list, rule)] = 'on';
			expect(Defaults.parse(defaultsIn(form))).toEqual(given);
		}
	});
	it('takes a moment of one’s own, counted from the list’s own anchor, and nothing twice', () => {
		const own = { 'session-ownAmount': '2', 'session-ownUnit': 'hour', 'session-ownSide': 'session-before' };
		expect(rulesIn(own, 'session')).toEqual([{ anchor: 'session', amount: -2, unit: 'hour', at: '09:00' }]);
		expect(rulesIn({ 'session-ownAmount': '1', 'session-ownSide': 'deadline-after' }, 'session')[0]).toMatchObject({
			anchor: 'session',
		});
		const twice = {
			[fieldOf('action', PRESETS.action[1]!)]: 'on',
			'action-ownAmount': '1',
			'action-ownSide': 'deadline-before',
		};
		expect(rulesIn(twice, 'action')).toEqual([PRESETS.action[1]]);
	});
	it('reads nothing out of names that are no rule', () => {
		expect(rulesIn({ 'action 1 year 09:00': 'on', 'action -1 day': 'on', action: 'own' }, 'action')).toEqual([]);
	});
	it('is refused where no days are given, and means never only where that was chosen', () => {
		expect(Defaults.safeParse(defaultsIn({ silence: 'own', silenceDays: '' })).success).toBe(false);
		expect(defaultsIn({ silence: 'none', silenceDays: '10' })).toEqual({ silenceDays: null });
	});
	it('leaves nothing open where nobody is next in line', () => {
		for (const given of [undefined, {}, { action: [odd] }]) expect(allOf(given)).toEqual(settled(given));
	});
});

describe('what is wrong, named as the forms name it', () => {
	it('is said at the field, whatever lies under it', () => {
		const fields = { 'budget.daysOff.2': 'No', 'budget.at': 'Quiet', 'budget.daysOff': 'Later', 'muted.0': 'What?' };
		expect(namesUnder('budget', { fields })).toEqual({ daysOff: 'No', at: 'Quiet' });
		expect(firstNames({ fields: { 'action.0.amount': 'Far', action: 'Many' } })).toEqual({ action: 'Far' });
	});
});
