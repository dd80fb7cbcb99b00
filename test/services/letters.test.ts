import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '#infra/local/faults.ts';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { claimNext } from '#services/letters/claim.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

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
beforeEach(() => {
	seen = firm.reminders().length;
	firm.system.faults.clear();
});
/** Every fault that was asked for has come to pass. */
afterEach(() => expect(firm.system.faults.waiting).toBe(0));
const letters = () => firm.reminders().slice(seen);
const letterOf = async (action: Action) =>
	(await firm.rows('letter')).filter(({ items }) =>
		(items as { itemId: string }[]).some(({ itemId }) => itemId === action.actionId),
	);
const statuses = async (action: Action) => (await firm.read(action)).reminders.map(({ status }) => status);
const wakeOf = ({ actionId: itemId, engagementId, tenantId }: Action) => ({
	kind: 'action',
	tenantId,
	engagementId,
	itemId,
});
const mailing = (fault: Fault, times = 1) =>
	firm.system.faults.queue('ses', 'SendEmail', fault, {
		times,
		when: ({ EmailTags }) =>
			(EmailTags as { Name: string }[] | undefined)?.some(({ Name }) => Name === 'letterId') ?? false,
	});
/** Wake-ups of the sender go lost. */
const asleep = (times: number) =>
	firm.system.faults.queue(
		'lambda',
		'Event',
		{ kind: 'drop' },
		{ times, when: ({ FunctionName }) => FunctionName === 'send' },
	);
const noNews = (times = 100) => firm.system.faults.queue('ses', 'Event', { kind: 'drop' }, { times });
const lost = { kind: 'loseAnswer' } as const;

describe('a letter at its moment', () => {
	test('comes not a minute before, once, and is written down with its action', async () => {
		const action = await firm.plan('Ask Priya for feedback');
		await firm.system.settled();
		firm.system.clock.to(`${addToDate(firm.today, { days: 1 })}T07:59:59.000Z`);
		await firm.system.settled();
		expect(letters()).toHaveLength(0);
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: 'Ask Priya for feedback', to: firm.coachee.mail }]);
		const after = await firm.read(action);
		const [letter] = await letterOf(action);
		expect(letter).toMatchObject({ status: 'sent', outcome: 'delivered', attempt: 1, nextAt: 'never' });
		expect(after.reminders).toMatchObject([{ status: 'sent', letterId: letter!.letterId }]);
		const { revisions } = await firm.coach.do<{ revisions: { actor: object }[] }>(
			'GET',
			firm.path(`engagements/${firm.engagementId}/history/${action.actionId}`),
		);
		expect(revisions.at(-1)!.actor).toMatchObject({ kind: 'system', name: 'reminders' });
		await firm.pass('P3D');
		expect(letters()).toHaveLength(1);
	});

	test('what was done, moved or dropped before it gets none', async () => {
		const [done, moved, dropped] = await Promise.all(['Done', 'Moved', 'Dropped'].map((title) => firm.plan(title)));
		await firm.system.settled();
		await firm.act(done!, 'complete');
		await firm.act(moved!, 'move', { dueOn: '2027-01-15' });
		await firm.act(dropped!, 'drop', { reason: 'Not needed' });
		await firm.pass('P2D');
		expect(letters()).toHaveLength(0);
		await firm.act(moved!, 'complete');
	});

	test('two things due at one moment come in one letter', async () => {
		const [one, two] = [await firm.plan('Call Kees'), await firm.plan('Write the plan')];
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: '2 things you planned' }]);
		expect(letters()[0]!.text).toContain('Call Kees');
		expect(letters()[0]!.text).toContain('Write the plan');
		expect([await statuses(one), await statuses(two)]).toEqual([['sent'], ['sent']]);
		expect((await letterOf(one))[0]!.letterId).toBe((await letterOf(two))[0]!.letterId);
	});

	test('twenty-five at once come in two letters, each thing in one of them', async () => {
		const actions: Action[] = [];
		for (let number = 1; number <= 25; number += 1) actions.push(await firm.plan(`Thing ${number}.`));
		await firm.nine();
		expect(letters().map(({ subject }) => subject)).toEqual(['20 things you planned', '5 things you planned']);
		for (const { title } of actions)
			expect(letters().filter(({ text }) => text.includes(`${title}\n`))).toHaveLength(1);
		for (const { html } of letters()) expect(Buffer.byteLength(html)).toBeLessThan(20_000);
	});

	test('a coach is reminded of what the coach will do', async () => {
		await firm.plan('Send the article', { more: { ownerId: firm.coach.memberId } });
		await firm.nine();
		expect(letters()).toHaveLength(0);
		expect(firm.reminders(firm.coach)).toMatchObject([{ subject: 'Send the article' }]);
		expect(firm.reminders(firm.coach)[0]!.from).toContain('Northlight');
	});
});

describe('wake-ups come twice, late, or never', () => {
	test('fired twice, it is one letter', async () => {
		firm.system.faults.queue('scheduler', 'Fire', { kind: 'fireTwice' });
		const action = await firm.plan('Twice');
		await firm.nine();
		await Promise.all([1, 2, 3].map(() => firm.system.invoke('send', wakeOf(action))));
		expect(letters()).toHaveLength(1);
	});

	test('fired late, after it was done, it is none', async () => {
		firm.system.faults.queue('scheduler', 'Fire', { kind: 'fireLate', ms: 60_000 });
		const action = await firm.plan('Too late');
		await firm.system.settled();
		firm.morning();
		await firm.act(action, 'complete');
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(0);
	});

	test('a wake-up that went lost is made up for by the sweep, however old', async () => {
		asleep(1);
		const action = await firm.plan('Nearly forgotten');
		await firm.nine();
		expect(letters()).toHaveLength(0);
		await firm.pass('PT7M');
		expect(letters()).toHaveLength(1);
		expect(await statuses(action)).toEqual(['sent']);
	});

	test('many wake-ups for many things at many moments at once: each thing in exactly one letter', async () => {
		const lift = asleep(1000);
		const actions: Action[] = [];
		for (let number = 0; number < 6; number += 1)
			actions.push(await firm.plan(`Race ${number}.`, { rules: [{ ...PRESETS.dayBefore, at: `09:0${number}` }] }));
		await firm.nine();
		await firm.pass('PT6M');
		lift();
		expect(letters()).toHaveLength(0);
		firm.system.faults.queue('table', 'TransactWriteItems', { kind: 'conflict' }, { times: 3 });
		await Promise.all([...actions, ...actions].map((action) => firm.system.invoke('send', wakeOf(action))));
		await firm.pass('PT10M');
		for (const { title } of actions)
			expect(letters().filter(({ text }) => text.includes(`${title}\n`))).toHaveLength(1);
	});
});

describe('the mail service fails', () => {
	test('an answer lost after it took the letter: the news settle it, and nothing is sent again', async () => {
		mailing(lost);
		const action = await firm.plan('Lost answer');
		await firm.nine();
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(1);
		expect(await letterOf(action)).toMatchObject([
			{ status: 'sent', attempt: 1, doubts: expect.any(Number) as number },
		]);
		expect(await statuses(action)).toEqual(['sent']);
	});

	test('no answer and no news: resent once, then nobody knows, and somebody is told', async () => {
		mailing(lost, 2);
		const heard = noNews();
		const action = await firm.plan('Silence');
		await firm.nine();
		expect(await letterOf(action)).toMatchObject([{ status: 'unsure' }]);
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(2);
		await firm.nine();
		heard();
		expect(letters()).toHaveLength(2);
		expect(await letterOf(action)).toMatchObject([{ status: 'uncertain', attempt: 2, nextAt: 'never' }]);
		expect(await statuses(action)).toEqual(['sent']);
		const lines = await firm.decisions('send');
		expect(lines.filter(({ decision }) => decision === 'letter uncertain')).toMatchObject([{ LettersUncertain: 1 }]);
	});

	test('done while nobody knew: it is not resent', async () => {
		mailing({ kind: 'refuse', error: 'InternalFailure', status: 500 });
		const action = await firm.plan('Done meanwhile');
		await firm.nine();
		await firm.act(action, 'complete');
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		expect(await letterOf(action)).toMatchObject([{ status: 'withdrawn' }]);
	});

	test.each(['TooManyRequestsException', 'ThrottlingException'])('%s: it comes a little later', async (error) => {
		mailing({ kind: 'throttle', error }, 2);
		const action = await firm.plan(error);
		await firm.nine();
		expect(letters()).toHaveLength(1);
		expect(await letterOf(action)).toMatchObject([{ status: 'sent', attempt: 1 }]);
	});

	test('throttled for an hour: nothing is lost, and what fell due meanwhile comes along', async () => {
		const lift = mailing({ kind: 'throttle' }, 1000);
		const first = await firm.plan('Since nine');
		const second = await firm.plan('Since ten', { rules: [{ ...PRESETS.dayBefore, at: '10:00' }] });
		await firm.nine();
		await firm.pass('PT30M');
		await firm.pass('PT45M');
		expect(letters()).toHaveLength(0);
		lift();
		await firm.pass('PT10M');
		expect(letters()).toMatchObject([{ subject: '2 things you planned' }]);
		expect([await statuses(first), await statuses(second)]).toEqual([['sent'], ['sent']]);
	});

	test('a letter it will not take is tried five times, then given up with its reminder', async () => {
		mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 }, 5);
		const action = await firm.plan('Refused');
		await firm.nine();
		for (let time = 0; time < 10; time += 1) await firm.pass('PT10M');
		expect(letters()).toHaveLength(0);
		expect(await letterOf(action)).toMatchObject([{ status: 'failed', attempt: 5 }]);
		expect(await statuses(action)).toEqual(['stopped']);
		const lines = await firm.decisions('send');
		expect(lines.filter(({ decision }) => decision === 'letter failed')).toMatchObject([{ LettersFailed: 1 }]);
	});

	test('news told twice change nothing', async () => {
		firm.system.faults.queue('ses', 'Event', { kind: 'duplicate' }, { times: 2 });
		const action = await firm.plan('Told twice');
		await firm.nine();
		const [letter] = await letterOf(action);
		expect(letter).toMatchObject({ status: 'sent', outcome: 'delivered' });
		const { version } = await firm.read(action);
		expect(version).toBe(2);
	});

	test('an address that bounces is known', async () => {
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
		expect(await letterOf(action)).toMatchObject([{ status: 'sent', outcome: 'bounced' }]);
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
		asleep(1);
		const action = await firm.plan('Half way');
		await firm.nine();
		expect(await claimed(action)).toMatchObject({ kind: 'claimed', letter: { status: 'claimed' } });
		await Promise.all([1, 2].map(() => firm.system.invoke('send', wakeOf(action))));
		expect(letters()).toHaveLength(0);
		await firm.pass('PT5M');
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(1);
		expect(await letterOf(action)).toMatchObject([{ status: 'sent', attempt: 2 }]);
		expect(await statuses(action)).toEqual(['sent']);
	});

	test('after it was done, what it had claimed never leaves', async () => {
		asleep(1);
		const action = await firm.plan('Claimed, then done');
		await firm.nine();
		await claimed(action);
		await firm.act(action, 'complete');
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		expect(await letterOf(action)).toMatchObject([{ status: 'withdrawn', nextAt: 'never' }]);
	});

	test('its claim’s answer is lost: the claim is its own all the same', async () => {
		firm.system.faults.queue('table', 'TransactWriteItems', lost, {
			when: ({ TransactItems }) => JSON.stringify(TransactItems).includes('$letterbox_1'),
		});
		const action = await firm.plan('Claimed unheard');
		await firm.nine();
		expect(letters()).toHaveLength(1);
		expect(await letterOf(action)).toMatchObject([{ status: 'sent', attempt: 1 }]);
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
		const heard = noNews();
		mailing({ kind: 'delay', ms: 1500 });
		firm.morning();
		await reached(1);
		await firm.coachee.do('PATCH', firm.at(action), { title: 'New words' }, { ...cause(), 'if-match': '"1"' });
		await firm.system.settled();
		heard();
		expect(letters()).toMatchObject([{ subject: 'Old words' }]);
		expect(await firm.read(action)).toMatchObject({ title: 'New words', reminders: [{ status: 'sent' }], version: 3 });
	});
});

describe('who wants no letters gets none', () => {
	test('turned off: the moment passes, and does not come back', async () => {
		const me = firm.path('me');
		const action = await firm.plan('Quiet please');
		await firm.coachee.do('PATCH', me, { reminders: false }, cause());
		await firm.nine();
		expect(await statuses(action)).toEqual(['stopped']);
		await firm.coachee.do('PATCH', me, { reminders: true }, cause());
		await firm.pass('PT30M');
		expect(letters()).toHaveLength(0);
		expect((await firm.decisions('send')).at(-1)).toMatchObject({
			decision: 'reminder suppressed',
			itemId: action.actionId,
		});
	});

	test('while the trajectory is paused, nothing comes', async () => {
		const engagement = firm.path(`engagements/${firm.engagementId}`);
		const action = await firm.plan('Resting', {
			days: 3,
			rules: [{ ...PRESETS.onTheDay, amount: -2 }, PRESETS.dayBefore],
		});
		await firm.coach.do('POST', `${engagement}/pause`, undefined, cause());
		await firm.nine();
		await firm.coach.do('POST', `${engagement}/resume`, undefined, cause());
		expect(letters()).toHaveLength(0);
		await firm.nine();
		expect(letters()).toHaveLength(1);
		expect(await statuses(action)).toEqual(['stopped', 'sent']);
	});

	test('an invitation that runs out before it could leave stays silent', async () => {
		const late = new Person(firm.system, 'Late Comer', 'late@comer.example');
		const lift = mailing({ kind: 'throttle' }, 1000);
		await firm.invite(late, newId('eng'), 'nl');
		await firm.pass('PT10M');
		lift();
		firm.system.clock.advance('P31D');
		await firm.system.settled();
		await firm.pass('PT10M');
		expect(late.letters()).toHaveLength(0);
	});
});

test('a letter names its firm and coach, links to its page, and its tokens stand in the table as hashes alone', async () => {
	const action = await firm.plan('Look at the links');
	await firm.nine();
	const [letter] = letters();
	expect(letter!.from).toContain('Marta Kowalska via Northlight');
	expect(letter!.headers['Reply-To']).toContain(firm.coach.mail);
	expect(letter!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
	const token = tokenIn(letter!, '/l');
	const rows = JSON.stringify(await firm.system.rows());
	expect(rows).not.toContain(token);
	expect(rows).toContain(action.actionId);
	expect(JSON.stringify(await firm.decisions('send'))).not.toContain(action.title);
});
