import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import { claimNext } from '#services/letters/claim.ts';
import { cause, Person } from '#test/support/person.ts';
import { Firm, wakeOf } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
	const { system } = firm;
	// What the test itself runs of the sender, it runs with the sender's own rights.
	Object.assign(process.env, system.environment(system.credentials('send')), {
		TABLE_NAME: 'focuscoachee',
		PUBLIC_ORIGIN: system.origin,
	});
});
afterAll(() => firm.stop());

/** Letters of this test alone. */
let seen = 0;
const letters = () => firm.reminders().slice(seen);
beforeEach(() => {
	seen = firm.reminders().length;
	firm.system.faults.clear();
});
/** Every fault that was asked for has come to pass. */
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const lost = { kind: 'loseAnswer' } as const;

describe('the mail service fails', () => {
	test('an answer lost after it took the letter: the news settle it, and nothing is sent again', async () => {
		firm.mailing(lost);
		const action = await firm.plan('Lost answer');
		await firm.nine();
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(1);
		expect(await firm.letterOf(action)).toMatchObject([
			{ status: 'sent', attempt: 1, doubts: expect.any(Number) as number },
		]);
		expect(await firm.statuses(action)).toEqual(['sent']);
	});

	test('no answer and no news: resent once, then nobody knows, and somebody is told', async () => {
		firm.mailing(lost, 2);
		const heard = firm.noNews();
		const action = await firm.plan('Silence');
		await firm.nine();
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'unsure' }]);
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(2);
		await firm.nine();
		heard();
		expect(letters()).toHaveLength(2);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'uncertain', attempt: 2, nextAt: 'never' }]);
		expect(await firm.statuses(action)).toEqual(['sent']);
		const lines = await firm.decisions('send');
		expect(lines.filter(({ decision }) => decision === 'letter uncertain')).toMatchObject([{ LettersUncertain: 1 }]);
	});

	test('done while nobody knew: it is not resent', async () => {
		firm.mailing({ kind: 'refuse', error: 'InternalFailure', status: 500 });
		const action = await firm.plan('Done meanwhile');
		await firm.nine();
		await firm.act(action, 'complete');
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'withdrawn' }]);
	});

	test.each([
		['TooManyRequestsException', 429],
		['ThrottlingException', 400],
		['LimitExceededException', 400],
		['SendingPausedException', 400],
	])('%s: it comes a little later, and nobody is woken for that', async (error, status) => {
		firm.mailing({ kind: 'refuse', error, status }, 2);
		const action = await firm.plan(error);
		await firm.nine();
		expect(letters()).toHaveLength(0);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'freed', attempt: 0, delays: 1 }]);
		for (let time = 0; time < 3; time += 1) await firm.pass('PT5M');
		expect(letters()).toHaveLength(1);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'sent', attempt: 1 }]);
		expect(firm.system.deadLetters().functions).toEqual([]);
	});

	test('throttled for an hour: nothing is lost, and what fell due meanwhile comes along', async () => {
		const lift = firm.mailing({ kind: 'throttle' }, 1000);
		const first = await firm.plan('Since nine');
		const second = await firm.plan('Since ten', { rules: [{ ...PRESETS.dayBefore, at: '10:00' }] });
		await firm.nine();
		await firm.pass('PT30M');
		await firm.pass('PT45M');
		expect(letters()).toHaveLength(0);
		lift();
		for (let time = 0; time < 3; time += 1) await firm.pass('PT11M');
		expect(letters()).toMatchObject([{ subject: 'Since nine and 1 more' }]);
		expect([await firm.statuses(first), await firm.statuses(second)]).toEqual([['sent'], ['sent']]);
		expect(firm.system.deadLetters().functions).toEqual([]);
	});

	test('a letter it will not take is tried five times, then given up with its reminder', async () => {
		firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 }, 5);
		const action = await firm.plan('Refused');
		await firm.nine();
		for (let time = 0; time < 10; time += 1) await firm.pass('PT10M');
		expect(letters()).toHaveLength(0);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'failed', attempt: 5 }]);
		expect(await firm.statuses(action)).toEqual(['stopped']);
		const lines = await firm.decisions('send');
		expect(lines.filter(({ decision }) => decision === 'letter failed')).toMatchObject([{ LettersFailed: 1 }]);
	});

	test('news told twice change nothing', async () => {
		firm.system.faults.queue('ses', 'Event', { kind: 'duplicate' }, { times: 2 });
		const action = await firm.plan('Told twice');
		await firm.nine();
		const [letter] = await firm.letterOf(action);
		expect(letter).toMatchObject({ status: 'sent', outcome: 'delivered' });
		const { version } = await firm.read(action);
		expect(version).toBe(2);
	});

	test('to an address that bounced nothing leaves any more, and its reminders pass', async () => {
		const gone = new Person(firm.system, 'Gone Away', 'bounce@nowhere.example');
		const engagementId = newId('eng');
		await firm.begin(gone, engagementId);
		const draft = { actionId: newId('act'), title: 'Unreachable', dueOn: firm.today, reminders: [] };
		const rule = { anchor: 'deadline', amount: -1, unit: 'hour', at: '09:00' };
		const reminders = [{ reminderId: newId('rem'), rule }];
		const action = await firm.coach.do<Action>(
			'POST',
			firm.path(`engagements/${engagementId}/actions`),
			{ ...draft, reminders },
			cause(),
		);
		await firm.nine();
		expect(await firm.letterOf(action)).toEqual([]);
		const { reminders: after } = await firm.coach.do<Action>(
			'GET',
			firm.path(`engagements/${engagementId}/actions/${action.actionId}`),
		);
		expect(after).toMatchObject([{ status: 'stopped' }]);
	});
});

describe('a sender dies', () => {
	const worker = () => ({ kind: 'system' as const, tenantId: firm.tenantId, name: 'reminders' });
	const known = ({ actionId: itemId, engagementId }: Action) => [{ kind: 'action' as const, itemId, engagementId }];
	const claimed = (action: Action) =>
		claimNext(
			worker(),
			{ memberId: firm.coachee.memberId, kind: 'reminder', known: known(action) },
			firm.system.clock.now().toISOString(),
		);

	test('between claim and letter: the sweep takes it over when its lease is over, and it comes once', async () => {
		firm.asleep();
		const action = await firm.plan('Half way');
		await firm.nine();
		expect(await claimed(action)).toMatchObject({ kind: 'claimed', letter: { status: 'claimed' } });
		await Promise.all([1, 2].map(() => firm.system.invoke('send', wakeOf(action))));
		expect(letters()).toHaveLength(0);
		await firm.pass('PT5M');
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(1);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'sent', attempt: 2 }]);
		expect(await firm.statuses(action)).toEqual(['sent']);
	});

	test('after it was done, what it had claimed never leaves', async () => {
		firm.asleep();
		const action = await firm.plan('Claimed, then done');
		await firm.nine();
		await claimed(action);
		await firm.act(action, 'complete');
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'withdrawn', nextAt: 'never' }]);
	});

	test('its claim’s answer is lost: the claim is its own all the same', async () => {
		firm.system.faults.queue('table', 'TransactWriteItems', lost, {
			when: ({ TransactItems }) => JSON.stringify(TransactItems).includes('$letterbox_1'),
		});
		const action = await firm.plan('Claimed unheard');
		await firm.nine();
		expect(letters()).toHaveLength(1);
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'sent', attempt: 1 }]);
	});

	test('the answer of the last write is lost: the letter is settled once', async () => {
		firm.system.faults.queue('table', 'TransactWriteItems', lost, {
			when: ({ TransactItems }) => /"status":{"S":"sent"}/.test(JSON.stringify(TransactItems)),
		});
		const action = await firm.plan('Settled unheard');
		await firm.nine();
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(1);
		expect((await firm.read(action)).version).toBe(2);
	});
});

describe('changed in the last moment', () => {
	/** Holds the sender up between reading what is due and claiming the letter. */
	const holdUp = (times: number) =>
		firm.system.faults.queue(
			'table',
			'GetItem',
			{ kind: 'delay', ms: 1500 },
			{ times, when: (request) => JSON.stringify(request).includes('$people#tenant_1') },
		);
	const reached = async (waiting = 0) => {
		while (firm.system.faults.waiting > waiting) await new Promise((done) => setTimeout(done, 5));
	};

	test('done before the claim: no letter', async () => {
		const action = await firm.plan('Just in time');
		await firm.system.settled();
		holdUp(1);
		firm.morning();
		await reached();
		await firm.act(action, 'complete');
		await firm.system.settled();
		expect(letters()).toHaveLength(0);
	});

	test('one of two done before the claim: the letter speaks of the other', async () => {
		const [done, open] = [await firm.plan('This one is done'), await firm.plan('This one is open')];
		await firm.system.settled();
		holdUp(2);
		firm.morning();
		await reached();
		await firm.act(done, 'complete');
		await firm.system.settled();
		expect(letters()).toMatchObject([{ subject: open.title }]);
		expect(letters()[0]!.text).not.toContain(done.title);
	});

	test('edited while the letter leaves: the reminder is sent, and the edit stands', async () => {
		const action = await firm.plan('Old words');
		await firm.system.settled();
		const heard = firm.noNews();
		firm.mailing({ kind: 'delay', ms: 1500 });
		firm.morning();
		await reached(1);
		await firm.coachee.do('PATCH', firm.at(action), { title: 'New words' }, { ...cause(), 'if-match': '"1"' });
		await firm.system.settled();
		heard();
		expect(letters()).toMatchObject([{ subject: 'Old words' }]);
		expect(await firm.read(action)).toMatchObject({ title: 'New words', reminders: [{ status: 'sent' }], version: 3 });
	});
});
