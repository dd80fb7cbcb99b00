import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUDGET } from '#shared/domain/budget.ts';
import type { Fates } from '#shared/domain/fate.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Caseload } from '#shared/domain/trajectory.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

const fates = (rest: string, by = firm.coach) => by.do<Fates>('GET', firm.path(`engagements/${rest}/letters`));

describe('what became of a letter', () => {
	test('both of the two read when it left, that it arrived, and what was answered by its link', async () => {
		const action = await firm.plan('Ask Priya for feedback');
		await firm.nine();
		const path = `${firm.engagementId}/actions/${action.actionId}`;
		const [letter] = (await fates(path)).letters;
		expect(letter).toMatchObject({
			status: 'sent',
			outcome: 'delivered',
			memberId: firm.coachee.memberId,
			answers: [],
		});
		expect(letter!.at.slice(0, 16)).toBe('2026-11-03T08:00');

		const link = `/l/${tokenIn(firm.reminders().at(-1)!, '/l')}`;
		const dueOn = addToDate(action.dueOn, { days: 3 });
		await firm.ask(`${link}/move`, { dueOn });
		await firm.ask(`${link}/complete`, {});
		await firm.ask(`${link}/undo`, {});
		for (const by of [firm.coach, firm.coachee]) {
			const { letters } = await fates(path, by);
			expect(letters[0]!.answers.map(({ answer }) => answer)).toEqual(['moved', 'done']);
			expect(letters[0]!.answers[0]).toMatchObject({ itemId: action.actionId, dueOn });
		}
		expect((await fates(firm.engagementId)).letters).toMatchObject([{ letterId: letter!.letterId, answers: [{}, {}] }]);
	});

	test('of another trajectory in the same letter nothing is told', async () => {
		const second = newId('eng');
		const { name, mail, memberId } = firm.coachee;
		const invited = { memberId, invitationId: newId('inv'), name, mail, zone: 'Europe/Amsterdam', language: 'en' };
		await firm.coach.do(
			'POST',
			firm.path('engagements'),
			{ engagementId: second, coachee: invited, goals: [] },
			cause(),
		);
		const there = { actionId: newId('act'), title: 'Elsewhere', dueOn: addToDate(firm.today, { days: 2 }) };
		const rule = { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' };
		const reminders = [{ reminderId: newId('rem'), rule }];
		await firm.coach.do('POST', firm.path(`engagements/${second}/actions`), { ...there, reminders }, cause());
		const here = await firm.plan('Here');
		await firm.nine();
		const [letter] = await firm.letterOf(here);
		expect(letter!.items).toHaveLength(2);
		const told = async (engagementId: string) =>
			(await fates(engagementId)).letters.find(({ letterId }) => letterId === letter!.letterId)!.items;
		expect(await told(firm.engagementId)).toEqual([{ kind: 'action', itemId: here.actionId }]);
		expect(await told(second)).toEqual([{ kind: 'action', itemId: there.actionId }]);
	});
});

describe('an address that does not work', () => {
	const gone = () => firm.coach.do<Fates>('GET', firm.path(`engagements/${engagementId}/letters`));
	const engagementId = newId('eng');
	let away: Person;
	const listed = async () => {
		const { participation } = await firm.coach.do<Caseload>('GET', firm.path('caseload'));
		return participation.find((one) => one.engagementId === engagementId)!.unreached;
	};

	test('is suppressed when a letter comes back for good, and its coach is told', async () => {
		away = new Person(firm.system, 'Gone Away', 'bounce@nowhere.example');
		await firm.begin(away, engagementId);
		expect((await gone()).suppressed).toMatchObject({ coachee: { reason: 'bounced' } });
		expect(await listed()).toBe('bounced');
		expect(await firm.decisions('outcome')).toContainEqual(expect.objectContaining({ decision: 'address suppressed' }));
	});

	test('gets nothing more of ours, of any kind, but letters to sign in with', async () => {
		const before = away.letters().length;
		const draft = { actionId: newId('act'), title: 'Unreachable', dueOn: addToDate(firm.today, { days: 2 }) };
		const rule = { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' };
		const reminders = [{ reminderId: newId('rem'), rule }];
		await firm.coach.do('POST', firm.path(`engagements/${engagementId}/actions`), { ...draft, reminders }, cause());
		const when = { date: addToDate(firm.today, { days: 3 }), time: '10:00', zone: 'Europe/Amsterdam' };
		const session = { sessionId: newId('ses'), ...when, reminders: [] };
		await firm.coach.do('POST', firm.path(`engagements/${engagementId}/sessions`), session, cause());
		const line = { nudgeId: newId('nud'), text: 'Can you read this?' };
		await firm.coach.do('POST', firm.path(`engagements/${engagementId}/nudges`), line, cause());
		await firm.nine();
		expect(away.letters()).toHaveLength(before);
		const passed = (await firm.decisions('send')).filter(({ decision }) => /suppressed|passed/.test(String(decision)));
		expect(new Set(passed.map(({ itemId }) => itemId))).toEqual(
			new Set([draft.actionId, session.sessionId, line.nudgeId]),
		);
		await away.signIn();
		expect(away.letters()).toHaveLength(before + 1);
	});

	test('is tried again when the coach says so, and old news of it changes nothing', async () => {
		const [bounce] = (await firm.rows('letter')).filter(({ outcome }) => outcome === 'bounced');
		const again = `engagements/${engagementId}/coachee/mail/retry`;
		expect(await firm.coach.do('POST', firm.path(again), {}, cause())).toEqual({});
		expect(await listed()).toBeUndefined();
		const { tenantId, memberId, letterId, messageId } = bounce as Record<string, string>;
		const tags = { tenantId: [tenantId], memberId: [memberId], letterId: [letterId] };
		const detail = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail: { messageId, tags } };
		await firm.system.invoke('outcome', { detail });
		expect((await gone()).suppressed).toEqual({});
	});

	test('a full mailbox is no such address', async () => {
		const [letter] = (await firm.rows('letter')).filter(({ outcome }) => outcome === 'delivered');
		const { tenantId, memberId, letterId, messageId } = letter as Record<string, string>;
		const tags = { tenantId: [tenantId], memberId: [memberId], letterId: [letterId] };
		const detail = { eventType: 'Bounce', bounce: { bounceType: 'Transient' }, mail: { messageId, tags } };
		await firm.system.invoke('outcome', { detail });
		const { member } = await firm.coachee.do<{ member: Member }>('GET', firm.path('').slice(0, -1));
		expect(member.suppressed).toBeUndefined();
	});

	test('whoever complained is the only one who may let letters come again', async () => {
		const other = newId('eng');
		const angry = new Person(firm.system, 'Had Enough', 'complaint@nowhere.example');
		await firm.begin(angry, other);
		const retry = firm.coach.do('POST', firm.path(`engagements/${other}/coachee/mail/retry`), {}, cause());
		await expect(retry).rejects.toThrow(/Only they can/);
		await angry.do('POST', firm.path('me/mail/retry'), {}, cause());
		const { suppressed } = await firm.coach.do<Fates>('GET', firm.path(`engagements/${other}/letters`));
		expect(suppressed).toEqual({});
	});
});

describe('what waits for its reader’s budget', () => {
	test('is told to both: since when it is due, until when it waits, and why', async () => {
		await firm.allow(BUDGET);
		const first = await firm.plan('First of the day');
		await firm.nine();
		expect(await firm.statuses(first)).toEqual(['sent']);
		const rule = { anchor: 'deadline', amount: -9, unit: 'hour', at: '09:00' } as const;
		const second = await firm.plan('Second of the day', { days: 0, rules: [rule] });
		const due = second.reminders[0]!.instant;
		firm.system.clock.to(due);
		await firm.system.settled();
		const held = { kind: 'action', itemId: second.actionId, memberId: firm.coachee.memberId, due, why: 'dayFull' };
		const path = `${firm.engagementId}/actions/${second.actionId}`;
		for (const by of [firm.coach, firm.coachee]) expect((await fates(path, by)).held).toMatchObject([held]);
		expect((await fates(firm.engagementId)).held).toMatchObject([held]);
		await firm.nine();
		expect((await fates(path)).held).toEqual([]);
	});
});
