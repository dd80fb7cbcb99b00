import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { BUDGET, type Budget } from '#shared/domain/budget.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { Firm, wakeOf } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

let seen = 0;
let began = '';
const letters = () => firm.reminders().slice(seen);
const subjects = () => letters().map(({ subject }) => subject);
/** A new week: no letter of an earlier test takes a place in it. */
beforeEach(async () => {
	firm.system.faults.clear();
	await firm.allow(BUDGET);
	await firm.system.settled();
	const weekday = firm.system.clock.now().getUTCDay();
	firm.system.clock.to(`${addToDate(firm.today, { days: weekday === 1 ? 7 : (8 - weekday) % 7 || 7 })}T06:00:00.000Z`);
	await firm.system.settled();
	seen = firm.reminders().length;
	began = firm.system.clock.now().toISOString();
});
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const at = (time: string, rule: ReminderRule = PRESETS.onTheDay) => ({ days: 0, rules: [{ ...rule, at: time }] });
/** On to a time of today, as Amsterdam's clocks show it in winter. */
async function until(time: string, days = 0): Promise<void> {
	await firm.system.settled();
	const hour = String(Number(time.slice(0, 2)) - 1).padStart(2, '0');
	firm.system.clock.to(`${addToDate(firm.today, { days })}T${hour}:${time.slice(3)}:30.000Z`);
	await firm.system.settled();
}
const box = async () => (await firm.rows('letterbox')).find(({ memberId }) => memberId === firm.coachee.memberId)!;
/** Places taken in the budget since this test began. */
const taken = async () => ((await box()).taken as string[]).filter((instant) => instant >= began);
const held = async () => (await firm.decisions('send')).filter(({ decision }) => decision === 'letter held').at(-1);

describe('one letter a day', () => {
	test('what falls due after it is in the next one, and says why; nothing of it is a change anybody sees', async () => {
		await firm.plan('At nine', at('09:00'));
		const action = await firm.plan('At two', at('14:00'));
		await until('09:00');
		await until('14:00');
		expect(subjects()).toEqual(['At nine']);
		const tomorrow = `${addToDate(firm.today, { days: 1 })}T08:00:00.000Z`;
		expect(await box()).toMatchObject({ heldUntil: tomorrow, heldWhy: 'dayFull' });
		expect(await firm.read(action)).toMatchObject({ nextAt: tomorrow, version: 1, reminders: [{ status: 'armed' }] });
		expect(await held()).toMatchObject({ items: 1, why: 'dayFull', at: tomorrow, memberId: firm.coachee.memberId });
		await firm.plan('At nine tomorrow', { days: 2, rules: [PRESETS.dayBefore] });
		await until('09:00', 1);
		expect(subjects()).toEqual(['At nine', 'At two and 1 more']);
		expect(letters()[1]!.text).toContain('One letter a day, as you chose: some of this fell due after the last one');
		expect(await firm.statuses(action)).toEqual(['sent']);
	});

	test('let two come, and the second comes now', async () => {
		await firm.plan('At nine', at('09:00'));
		const action = await firm.plan('At two', at('14:00'));
		await until('09:00');
		await until('14:00');
		expect(subjects()).toEqual(['At nine']);
		await firm.allow({ ...BUDGET, perDay: 2 });
		expect(subjects()).toEqual(['At nine', 'At two']);
		expect(await firm.statuses(action)).toEqual(['sent']);
		await until('09:00', 1);
		expect(letters()).toHaveLength(2);
	});

	test('let two come in the very moment it is held, and it comes now', async () => {
		await firm.plan('At nine', at('09:00'));
		const action = await firm.plan('At two', at('14:00'));
		await until('09:00');
		await firm.system.settled();
		// Between reading who it is for and holding it.
		const when = (request: object) => JSON.stringify(request).includes('gsi1');
		firm.system.faults.queue('table', 'Query', { kind: 'delay', ms: 1500 }, { when });
		firm.system.clock.to(`${firm.today}T13:00:30.000Z`);
		while (firm.system.faults.waiting > 0) await new Promise((done) => setTimeout(done, 5));
		await firm.allow({ ...BUDGET, perDay: 2 });
		expect(subjects()).toEqual(['At nine', 'At two']);
		expect(await firm.statuses(action)).toEqual(['sent']);
	});

	test('forty things due at once come fifteen at a time, a day apart, and each of them in one letter', async () => {
		const actions: Action[] = [];
		for (let number = 1; number <= 40; number += 1) actions.push(await firm.plan(`Thing ${number}.`, at('09:00')));
		await until('09:00');
		expect(letters()).toHaveLength(1);
		expect(letters()[0]!.text).toContain('25 more things wait for your next letter.');
		expect((await held())!.items).toBe(25);
		await until('09:00', 1);
		await until('09:00', 1);
		await until('09:00', 1);
		expect(subjects().map((subject) => subject.replace(/^.* and /, ''))).toEqual(['14 more', '14 more', '9 more']);
		for (const { title } of actions)
			expect(letters().filter(({ text }) => text.includes(`${title}\n`))).toHaveLength(1);
	});

	test('senders that race find one place, and hold once', async () => {
		await firm.plan('At nine', at('09:00'));
		const actions = [await firm.plan('One', at('14:00')), await firm.plan('Two', at('14:00'))];
		await until('09:00');
		const lift = firm.asleep(1000);
		await until('14:00');
		lift();
		const all = [...actions, ...actions, ...actions];
		await Promise.allSettled(all.map((action) => firm.system.invoke('send', wakeOf(action))));
		await firm.pass('PT5M');
		expect(subjects()).toEqual(['At nine']);
		const tomorrow = `${addToDate(firm.today, { days: 1 })}T08:00:00.000Z`;
		for (const action of actions) expect(await firm.read(action)).toMatchObject({ nextAt: tomorrow, version: 1 });
		await until('09:00', 1);
		expect(letters()).toHaveLength(2);
	});

	test('what one that did not leave was to say goes with what was held behind it, in the same place', async () => {
		firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 });
		const first = await firm.plan('Refused', at('09:00'));
		await firm.plan('Two minutes later', at('09:02'));
		await until('09:00');
		await until('09:02');
		expect(letters()).toHaveLength(0);
		expect(await box()).toMatchObject({ heldWhy: 'dayFull' });
		await firm.pass('PT8M');
		expect(subjects()).toEqual(['Refused and 1 more']);
		expect(await firm.letterOf(first)).toMatchObject([{ status: 'sent', attempt: 2 }]);
		expect(await taken()).toHaveLength(1);
	});

	test('a letter that never left, and has nothing left to say, gives its place back', async () => {
		firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 });
		const gone = await firm.plan('Refused, then done', at('09:00'));
		const action = await firm.plan('At two', at('14:00'));
		await until('09:00');
		expect(await taken()).toHaveLength(1);
		await firm.act(gone, 'complete');
		await firm.pass('PT8M');
		expect(await firm.letterOf(gone)).toMatchObject([{ status: 'withdrawn' }]);
		expect(await taken()).toHaveLength(0);
		await until('14:00');
		expect(subjects()).toEqual(['At two']);
		expect(await firm.statuses(action)).toEqual(['sent']);
	});
});

describe('a letter waits', () => {
	test('in the quiet hours, for the morning', async () => {
		await firm.plan('Late at night', { days: 0, rules: [{ ...PRESETS.onTheDay, amount: -3, unit: 'hour' }] });
		await until('21:00');
		expect(letters()).toHaveLength(0);
		expect(await box()).toMatchObject({ heldWhy: 'quiet' });
		await until('08:30', 1);
		expect(letters()).toHaveLength(0);
		await until('09:00');
		expect(letters()[0]!.text).toContain('Some of this fell due in your quiet hours, and waited.');
	});

	test('on a day off, and in a full week, for the day that has room', async () => {
		const budget: Budget = { ...BUDGET, perWeek: 2, daysOff: [2] };
		await firm.allow(budget);
		for (const days of [0, 1, 2, 3]) await firm.plan(`Day ${days}`, { days, rules: [PRESETS.onTheDay] });
		await until('09:00');
		await until('09:00', 1);
		expect(subjects()).toEqual(['Day 0']);
		expect(await box()).toMatchObject({ heldWhy: 'dayOff' });
		await until('09:00', 1);
		expect(subjects()).toEqual(['Day 0', 'Day 1 and 1 more']);
		await until('09:00', 1);
		expect(await box()).toMatchObject({ heldWhy: 'weekFull' });
		await until('09:00', 3);
		expect(letters()).toHaveLength(2);
		await until('09:00', 1);
		expect(subjects().at(-1)).toBe('Day 3');
	});

	test('while letters are paused, until that day or until the pause is lifted; the sweep leaves it alone', async () => {
		await firm.allow({ ...BUDGET, pausedUntil: addToDate(firm.today, { days: 20 }) });
		const action = await firm.plan('In the pause', at('09:00'));
		await until('09:00');
		await until('10:00', 2);
		expect(await firm.system.invoke('sweep', {})).toMatchObject({ driven: 0 });
		await firm.allow({ ...BUDGET, pausedUntil: addToDate(firm.today, { days: 4 }) });
		expect(await firm.read(action)).toMatchObject({ nextAt: `${addToDate(firm.today, { days: 4 })}T08:00:00.000Z` });
		expect(letters()).toHaveLength(0);
		await firm.allow(BUDGET);
		expect(subjects()).toEqual(['In the pause']);
	});

	test('what was done while it waited is not in it', async () => {
		await firm.plan('At nine', at('09:00'));
		const [done, open] = [await firm.plan('Done', at('14:00')), await firm.plan('Open', at('14:00'))];
		await until('09:00');
		await until('14:00');
		await firm.act(done, 'complete');
		await until('09:00', 1);
		expect(subjects()).toEqual(['At nine', 'Open']);
		expect(await firm.statuses(open)).toEqual(['sent']);
	});
});

describe('a letter that is tried again keeps to the night, too', () => {
	test('what was not taken in the evening waits for the morning, with what falls due until then', async () => {
		firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 });
		const action = await firm.plan('At the last minute', at('19:58'));
		await firm.plan('In the morning', { days: 2, rules: [PRESETS.dayBefore] });
		await until('19:58');
		await until('20:10');
		expect(letters()).toHaveLength(0);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'withdrawn' }]);
		await until('09:00', 1);
		expect(subjects()).toEqual(['At the last minute and 1 more']);
	});

	test('what may have left is tried again in the morning, and holds its place', async () => {
		firm.mailing({ kind: 'refuse', error: 'InternalFailure', status: 500 });
		const action = await firm.plan('Nobody knows', at('19:58'));
		await until('19:58');
		await until('20:10');
		const [letter] = await firm.letterOf(action);
		expect(letter).toMatchObject({ status: 'unsure', nextAt: `${addToDate(firm.today, { days: 1 })}T08:00:00.000Z` });
		await until('08:30', 1);
		expect(letters()).toHaveLength(0);
		await until('09:05');
		expect(subjects()).toEqual(['Nobody knows']);
		expect(await taken()).toHaveLength(1);
	});
});

describe('a sender dies while it holds', () => {
	const holding = {
		when: ({ TransactItems }: Record<string, unknown>) => JSON.stringify(TransactItems).includes('heldUntil'),
	};

	test.each([
		['before', { kind: 'refuse', error: 'InternalServerError', status: 500 } as const, 2],
		['after', { kind: 'loseAnswer' } as const, 1],
	])('%s it was written: it is held all the same, once, and in the next letter', async (_, fault, times) => {
		await firm.plan('At nine', at('09:00'));
		const action = await firm.plan('At two', at('14:00'));
		await until('09:00');
		firm.system.faults.queue('table', 'TransactWriteItems', fault, { ...holding, times });
		await until('14:00');
		await firm.pass('PT10M');
		expect(subjects()).toEqual(['At nine']);
		expect(await firm.read(action)).toMatchObject({ version: 1, reminders: [{ status: 'armed' }] });
		await until('09:00', 1);
		expect(subjects()).toEqual(['At nine', 'At two']);
	});
});
