import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import type { Session } from '#shared/domain/session.ts';
import { addToDate } from '#shared/domain/time.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { newId } from '#shared/ids.ts';
import { cause, tokenIn } from '#test/support/person.ts';
import { Firm, ROOMY } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());
let seen = 0;
const letters = () => firm.reminders().slice(seen);
beforeEach(() => {
	seen = firm.reminders().length;
	firm.system.faults.clear();
});
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const at = (rest: string) => firm.path(`engagements/${firm.engagementId}/${rest}`);
const day = (days: number) => addToDate(firm.today, { days });
const before: ReminderRule = { ...PRESETS.dayBefore, anchor: 'session' };
const say = (method: string, rest: string, body?: object, by = firm.coach) => by.do(method, at(rest), body, cause());

const session = async (days: number, rules: readonly ReminderRule[] = []) => {
	await firm.come();
	const reminders = rules.map((rule) => ({ reminderId: newId('rem'), rule }));
	const when = { date: day(days), time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: 'Room Birch' };
	return (await say('POST', 'sessions', { sessionId: newId('ses'), ...when, reminders })) as Session;
};
const nudge = async (text: string, about?: Action) => {
	await firm.come();
	const written = { nudgeId: newId('nud'), text, ...(about && { actionId: about.actionId }) };
	const line = (await say('POST', 'nudges', written)) as Nudge;
	// It may be taken back for a minute.
	await firm.pass('PT2M');
	return line;
};
const row = async (kind: string, id: string) => (await firm.rows(kind)).find((one) => one[`${kind}Id`] === id)!;

describe('a session', () => {
	test('is told of the day before, with when and where', async () => {
		const { sessionId } = await session(2, [before]);
		await firm.nine();
		expect(letters()).toMatchObject([
			{ subject: expect.stringMatching(/^Session \d+ with Marta Kowalska: /) as string },
		]);
		expect(letters()[0]!.text).toContain('10:00–11:00\nRoom Birch');
		expect((await row('session', sessionId)).nextAt).toBe('never');
	});

	test('days later, what was agreed there and is open still, each with its answers; one that was done meanwhile is not in it', async () => {
		const held = await session(1, [PRESETS.afterSession]);
		const more = { sessionId: held.sessionId };
		const open = await firm.plan('Agreed and open', { days: 20, rules: [], more });
		const done = await firm.plan('Agreed and done', { days: 20, rules: [], more });
		await firm.nine();
		await say('POST', `sessions/${held.sessionId}/hold`);
		await firm.act(done, 'complete');
		await firm.nine();
		await firm.nine();
		await firm.nine();
		expect(letters()).toHaveLength(1);
		const [letter] = letters();
		expect(letter!.subject).toMatch(/^From session \d+, /);
		expect(letter!.text).toContain('Agreed and open');
		expect(letter!.text).not.toContain('Agreed and done');
		await firm.ask(`/l/${tokenIn(letter!, '/l')}/complete`, {});
		expect((await firm.read(open)).status).toBe('done');
	});

	test('when all that was agreed there is done, or it was cancelled, nothing comes', async () => {
		const held = await session(1, [PRESETS.afterSession]);
		const action = await firm.plan('Soon done', { days: 20, rules: [], more: { sessionId: held.sessionId } });
		const off = await session(2, [before]);
		await firm.act(action, 'complete');
		await say('POST', `sessions/${off.sessionId}/cancel`);
		for (let days = 0; days < 5; days += 1) await firm.nine();
		expect(letters()).toHaveLength(0);
		const lines = (await firm.decisions('send')).filter(({ itemId }) => itemId === held.sessionId);
		expect(lines.map(({ decision }) => decision)).toContain('reminder moot');
	});

	test('held back until it has begun, it is told of no more', async () => {
		await firm.allow({ ...ROOMY, pausedUntil: day(3) });
		const { sessionId } = await session(2, [before]);
		await firm.nine();
		await firm.nine();
		await firm.nine();
		await firm.allow(ROOMY);
		expect(letters()).toHaveLength(0);
		expect((await firm.decisions('send')).filter(({ itemId }) => itemId === sessionId).at(-1)).toMatchObject({
			decision: 'reminder moot',
		});
		expect((await row('session', sessionId)).nextAt).toBe('never');
	});
});

describe('a line of the coach', () => {
	test('comes as soon as it cannot be taken back any more, in their own words, with what it is about', async () => {
		const action = await firm.plan('Ask Priya', { days: 9, rules: [] });
		const { nudgeId } = await nudge('Shall I introduce you?', action);
		await firm.system.settled();
		expect(letters()).toMatchObject([{ subject: 'Shall I introduce you?' }]);
		expect(letters()[0]!.text).toContain('Marta Kowalska writes:\n“Shall I introduce you?”\n\nAsk Priya');
		expect(await row('nudge', nudgeId)).toMatchObject({ status: 'sent', nextAt: 'never' });
		expect((await firm.decisions('send')).some((line) => JSON.stringify(line).includes('introduce'))).toBe(false);
	});

	test('waits for room like everything else, and is taken back while it waits', async () => {
		await firm.allow({ ...ROOMY, pausedUntil: day(2) });
		const [kept, withdrawn] = [await nudge('Stays'), await nudge('Taken back')];
		await firm.system.settled();
		expect(letters()).toHaveLength(0);
		await say('POST', `nudges/${withdrawn.nudgeId}/withdraw`);
		await firm.allow(ROOMY);
		expect(letters().map(({ subject }) => subject)).toEqual(['Stays']);
		expect((await row('nudge', kept.nudgeId)).status).toBe('sent');
	});

	test('passes when what it is about was closed while it waited, when lines are turned off, and when the trajectory rests', async () => {
		await firm.pass('P1D');
		await firm.allow({ ...ROOMY, pausedUntil: day(2) });
		const action = await firm.plan('Closed meanwhile', { days: 9, rules: [] });
		const about = await nudge('Well?', action);
		await firm.system.settled();
		await firm.act(action, 'complete');
		await firm.allow(ROOMY);
		expect((await row('nudge', about.nudgeId)).status).toBe('passed');

		await firm.coachee.do('PATCH', firm.path('me'), { muted: ['nudge'] }, cause());
		const unwanted = await nudge('Hello?');
		await firm.system.settled();
		expect((await row('nudge', unwanted.nudgeId)).status).toBe('passed');
		await firm.coachee.do('PATCH', firm.path('me'), { muted: [] }, cause());

		await firm.allow({ ...ROOMY, pausedUntil: day(2) });
		const resting = await nudge('And now?');
		await firm.system.settled();
		await say('POST', 'pause');
		await firm.allow(ROOMY);
		expect((await row('nudge', resting.nudgeId)).status).toBe('passed');
		await say('POST', 'resume');
		expect(letters()).toHaveLength(0);
		const lines = (await firm.decisions('send')).filter(({ decision }) => decision === 'nudge passed');
		expect(lines.map(({ itemId }) => itemId)).toEqual([about, unwanted, resting].map(({ nudgeId }) => nudgeId));
	});
});

describe('silence', () => {
	const silence = (days: number | null) => firm.coachee.do<Engagement>('PUT', at('silence'), { days }, cause());

	test('is asked about once; whatever either of the two does begins it anew', async () => {
		await firm.come();
		await silence(3);
		await firm.nine();
		await firm.nine();
		const action = await firm.plan('A sign of life', { days: 30, rules: [] });
		await firm.nine();
		await firm.nine();
		expect(letters()).toHaveLength(0);
		expect((await row('engagement', firm.engagementId)).version, 'looking is no change').toBe(
			(await firm.coach.do<{ engagement: Engagement }>('GET', at('').slice(0, -1))).engagement.version,
		);
		await firm.nine();
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: 'It has been quiet for 3 days' }]);
		for (let days = 0; days < 8; days += 1) await firm.nine();
		expect(letters()).toHaveLength(1);
		await firm.come();
		await firm.act(action, 'complete');
		for (let days = 0; days < 5; days += 1) await firm.nine();
		expect(letters()).toHaveLength(2);
		await firm.come();
		await silence(null);
		for (let days = 0; days < 5; days += 1) await firm.nine();
		expect(letters()).toHaveLength(2);
	});
});

test('everything of two trajectories that is due at one moment is one letter, and each thing ends with it', async () => {
	await firm.come();
	const second = newId('eng');
	const { name, mail, memberId } = firm.coachee;
	const coachee = { memberId, invitationId: newId('inv'), name, mail, zone: 'Europe/Amsterdam', language: 'en' };
	await firm.coach.do('POST', firm.path('engagements'), { engagementId: second, coachee, goals: [] }, cause());
	await firm.allow({ ...ROOMY, pausedUntil: day(1) });
	const [here, there] = [await session(2, [before]), newId('ses')];
	const reminders = [{ reminderId: newId('rem'), rule: before }];
	const when = { date: day(2), time: '15:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
	await firm.coach.do(
		'POST',
		firm.path(`engagements/${second}/sessions`),
		{ sessionId: there, ...when, reminders },
		cause(),
	);
	const line = { nudgeId: newId('nud'), text: 'From the other one' };
	await firm.coach.do('POST', firm.path(`engagements/${second}/nudges`), line, cause());
	await firm.pass('PT2M');
	const action = await firm.plan('Here', { days: 2, rules: [PRESETS.dayBefore] });
	await firm.nine();
	expect(letters()).toMatchObject([{ subject: 'From the other one and 3 more' }]);
	expect(await firm.statuses(action)).toEqual(['sent']);
	expect((await row('nudge', line.nudgeId)).status).toBe('sent');
	for (const sessionId of [here.sessionId, there]) expect((await row('session', sessionId)).nextAt).toBe('never');
});

/** Each of them due at the next nine in the morning, as whoever wakes for it knows it, and whether it is still to be sent. */
const KINDS = {
	async session() {
		const { sessionId: itemId } = await session(2, [before]);
		return { wake: { kind: 'session', itemId }, waits: async () => (await row('session', itemId)).nextAt !== 'never' };
	},
	async nudge() {
		await firm.allow({ ...ROOMY, pausedUntil: day(1) });
		const { nudgeId: itemId } = await nudge('Are you there?');
		return { wake: { kind: 'nudge', itemId }, waits: async () => (await row('nudge', itemId)).status === 'waiting' };
	},
	async silence() {
		await firm.come();
		for (const days of [null, 3]) await firm.coachee.do('PUT', at('silence'), { days }, cause());
		for (let days = 0; days < 3; days += 1) await firm.nine();
		const itemId = firm.engagementId;
		const asked = (await row('engagement', itemId)).silenceToldAt;
		const waits = async () => (await row('engagement', itemId)).silenceToldAt === asked;
		return { wake: { kind: 'engagement', itemId }, waits };
	},
};

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('%s under faults', (kind) => {
	const due = async () => {
		await firm.allow(ROOMY);
		await firm.pass('P1D');
		const { wake, waits } = await KINDS[kind]();
		await firm.system.settled();
		seen = firm.reminders().length;
		const { tenantId, engagementId } = firm;
		return { wake: { ...wake, tenantId, engagementId }, waits };
	};

	test('woken many times at once, it is one letter', async () => {
		const { wake, waits } = await due();
		const lift = firm.asleep(1000);
		await firm.nine();
		lift();
		await Promise.allSettled([1, 2, 3, 4].map(() => firm.system.invoke('send', wake)));
		await firm.pass('PT10M');
		expect(letters()).toHaveLength(1);
		expect(await waits()).toBe(false);
	});

	test('the answer of the claim, of the mail service, and of the last write are lost: it is one letter', async () => {
		for (const part of ['"$letterbox_1"', 'heldUntil', '"status":{"S":"sent"}']) {
			const { waits } = await due();
			const lost = { kind: 'loseAnswer' } as const;
			const when = ({ TransactItems }: Record<string, unknown>) => JSON.stringify(TransactItems).includes(part);
			const lift = firm.system.faults.queue('table', 'TransactWriteItems', lost, { when });
			if (part !== 'heldUntil') firm.mailing(lost);
			await firm.nine();
			await firm.pass('PT30M');
			lift();
			firm.system.faults.clear();
			expect(letters(), part).toHaveLength(1);
			expect(await waits()).toBe(false);
		}
	});

	test('the wake-up goes lost: the sweep finds it', async () => {
		const { waits } = await due();
		const lift = firm.asleep(1000);
		await firm.nine();
		lift();
		expect(letters()).toHaveLength(0);
		await firm.pass('PT7M');
		expect(letters()).toHaveLength(1);
		expect(await waits()).toBe(false);
	});

	test('the letter is refused until it is given up: it passes, and what comes after it comes', async () => {
		const { waits } = await due();
		const lift = firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 }, 5);
		await firm.nine();
		for (let time = 0; time < 8; time += 1) await firm.pass('PT15M');
		lift();
		expect(letters()).toHaveLength(0);
		expect(kind === 'silence' || !(await waits())).toBe(true);
		await firm.plan('Afterwards', { days: 2 });
		await firm.nine();
		expect(letters()).toMatchObject([{ subject: 'Afterwards' }]);
	});
});

test('turned off one by one, nothing is left to come; a letter that never left does not come back with it', async () => {
	await firm.come();
	await firm.coachee.do('PATCH', firm.path('me'), { muted: TOPICS }, cause());
	const { sessionId } = await session(2, [before]);
	const action = await firm.plan('Not wanted', { days: 2 });
	await firm.nine();
	await firm.coachee.do('PATCH', firm.path('me'), { muted: [] }, cause());
	await firm.pass('PT10M');
	expect(letters()).toHaveLength(0);
	expect(await firm.statuses(action)).toEqual(['stopped']);
	expect((await row('session', sessionId)).nextAt).toBe('never');
});
