import { describe, expect, it } from 'vitest';
import { PRESETS, ReminderDrafts, SESSION_PRESETS } from '#shared/domain/reminder.ts';
import { Cause } from '#shared/ids.ts';
import { newId } from '#shared/new-id.ts';
import { causeOf } from '#lib/coachee/cause.server.ts';
import { CHIPS, choicesOf, fieldOf, remindersIn, SESSION_CHIPS } from '#lib/coachee/reminder-form.ts';

const form = (fields: Record<string, string>): FormData => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};
const rules = (fields: Record<string, string>) => remindersIn(form(fields)).map(({ rule }) => rule);

describe('what a form asks to be reminded of', () => {
	it('is nothing unless something is chosen', () => {
		expect(rules({ ownUnit: 'day', ownSide: 'deadline-before', ownAt: '09:00', afterDays: '', ownAmount: '' })).toEqual(
			[],
		);
	});
	it('is what its chips say, which are the domain’s presets', () => {
		const { afterSession: _after, ...chips } = PRESETS;
		expect(CHIPS).toEqual(chips);
		expect(rules({ 'remind-dayBefore': 'on', 'remind-onTheDay': 'on' })).toEqual([CHIPS.dayBefore, CHIPS.onTheDay]);
	});
	it('is of a session what its own chips say', () => {
		expect(Object.values(SESSION_CHIPS)).toEqual(Object.values(SESSION_PRESETS));
		expect(rules({ 'remind-dayBeforeSession': 'on' })).toEqual([SESSION_PRESETS.dayBefore]);
	});
	it('offers beside the chips what is usual, each once, and reads it back as it was', () => {
		const early = { anchor: 'deadline', amount: -2, unit: 'week', at: '07:45' } as const;
		const choices = choicesOf('action', [CHIPS.dayBefore, early]);
		expect(choices).toEqual([CHIPS.dayBefore, CHIPS.weekBefore, CHIPS.onTheDay, early]);
		expect(new Set(choices.map(fieldOf)).size).toBe(4);
		expect(rules(Object.fromEntries(choices.map((rule) => [fieldOf(rule), 'on'])))).toEqual(choices);
	});
	it('takes nothing from a field that is no rule', () => {
		expect(rules({ 'remind-': 'on', 'remind-deadline 1e9 day 09:00': 'on', 'remind-never': 'on' })).toEqual([]);
	});
	it('counts days from the session', () => {
		expect(rules({ afterDays: '3' })).toEqual([PRESETS.afterSession]);
	});
	it('takes any interval, on either side of the date or the session', () => {
		expect(rules({ ownAmount: '2', ownUnit: 'week', ownSide: 'deadline-before', ownAt: '18:30' })).toEqual([
			{ anchor: 'deadline', amount: -2, unit: 'week', at: '18:30' },
		]);
		expect(rules({ ownAmount: '5', ownUnit: 'hour', ownSide: 'session-after', ownAt: '' })).toEqual([
			{ anchor: 'session', amount: 5, unit: 'hour', at: '09:00' },
		]);
		expect(rules({ ownAmount: '0' })).toEqual([CHIPS.onTheDay]);
	});
	it('is sent as the API takes it, and refused there when it makes no sense', () => {
		const sent = (fields: Record<string, string>) => ReminderDrafts.safeParse(remindersIn(form(fields))).success;
		expect(sent({ 'remind-weekBefore': 'on', afterDays: '1', ownAmount: '1' })).toBe(true);
		for (const ownAmount of ['1.5', 'many', '99999']) expect(sent({ ownAmount })).toBe(false);
	});
});

describe('the key of one command', () => {
	const seed = newId('req');
	const causeFor = (...asks: string[]) => causeOf(form({ cause: seed }), ...asks);

	it('is a key of the API’s form, the same for the same button', () => {
		expect(Cause.safeParse(causeFor('complete', 'act_1')).success).toBe(true);
		expect(causeFor('complete', 'act_1')).toBe(causeFor('complete', 'act_1'));
	});
	it('is another one for another button, action or date of the same page', () => {
		const causes = [
			causeFor('complete', 'act_1'),
			causeFor('reopen', 'act_1'),
			causeFor('complete', 'act_2'),
			causeFor('move', 'act_1', '2026-11-05'),
			causeFor('move', 'act_1', '2026-11-06'),
		];
		expect(new Set(causes).size).toBe(causes.length);
	});
	it('is new where the form carries none that is good', () => {
		expect(causeOf(form({}), 'complete')).not.toBe(causeOf(form({}), 'complete'));
		expect(Cause.safeParse(causeOf(form({ cause: 'req_<script>' }), 'complete')).success).toBe(true);
	});
});
