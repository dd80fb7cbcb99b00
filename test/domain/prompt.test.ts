import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_IT_OPENS, PROMPTS_MAX, PromptDraft, type Prompt } from '#shared/domain/prompt.ts';
import { follow, open, opensNow, reminded, retimed, rezone, wantsLetter } from '#shared/domain/prompt-openings.ts';
import * as rules from '#shared/domain/prompt-rules.ts';
import { ofMethod } from '#shared/domain/questionnaire.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { admin, begun, coach, coachee, NOW, otherCoach } from './people.ts';

const asks = { methodId: 'starter-check-in' };
const questions = ofMethod('starter-check-in', 1, starter('starter-check-in', 'en')!);
const none = { running: 0, sessions: [] };
const letters = [
	{ reminderId: newId('rem'), rule: AS_IT_OPENS },
	{ reminderId: newId('rem'), rule: { anchor: 'opening', amount: 2, unit: 'day', at: '09:00' } as const },
];
const draft = (rule: object): PromptDraft =>
	PromptDraft.parse({ promptId: newId('prm'), title: 'How is your week?', asks, rule });
const made = (rule: object, standing: Parameters<typeof rules.create>[3] = none, reminders = letters): Prompt =>
	rules.create(begun, draft(rule), questions, standing, coach, NOW, reminders);
const wednesdays = { kind: 'weekly', every: 1, days: [3], at: '16:00', from: '2026-11-23' };
const session = (startsAt: string, sessionId = newId('ses')) => ({
	sessionId,
	startsAt,
	minutes: 60,
	status: 'planned' as const,
});
const refusal = (code: string) => expect.objectContaining({ code });

describe('a prompt by the calendar', () => {
	const opened = open(made(wednesdays), begun, [], '2026-11-25T15:00:30.000Z');

	it('opens at its moment and not before, wants a letter then, and awaits the next', () => {
		const before = made(wednesdays);
		expect(before).toMatchObject({
			number: 0,
			opensAt: '2026-11-25T15:00:00.000Z',
			nextAt: '2026-11-25T15:00:00.000Z',
		});
		expect(opensNow(before, '2026-11-25T14:59:59.999Z')).toBe(false);
		expect(wantsLetter(before, '2027-01-01T00:00:00.000Z')).toBe(false);
		expect(opened).toMatchObject({ number: 1, openedAt: before.opensAt, opensAt: '2026-12-02T15:00:00.000Z' });
		expect(wantsLetter(opened, '2026-11-25T15:00:30.000Z')).toBe(true);
	});

	it('is said once by letter, and again when its second reminder comes', () => {
		const said = reminded(opened, newId('let'), '2026-11-25T15:00:30.000Z');
		expect(wantsLetter(said, '2026-11-27T07:59:59.000Z')).toBe(false);
		expect(said.nextAt).toBe('2026-11-27T08:00:00.000Z');
		expect(wantsLetter(said, '2026-11-27T08:00:00.000Z')).toBe(true);
	});

	it('answered or put aside, no letter speaks of it, until it opens again', () => {
		for (const closed of [
			rules.answered(opened, newId('rfl'), coachee, NOW),
			rules.answered(opened, undefined, coachee, NOW),
			rules.skip(opened, coachee, NOW),
		]) {
			expect(closed.openedAt).toBeUndefined();
			expect(wantsLetter(closed, '2027-01-01T00:00:00.000Z')).toBe(false);
			expect(closed.nextAt).toBe(closed.opensAt);
			const again = open(closed, begun, [], '2026-12-02T15:00:00.000Z');
			expect(again).toMatchObject({ number: 2, openedAt: '2026-12-02T15:00:00.000Z' });
			expect(wantsLetter(again, '2026-12-02T15:00:00.000Z')).toBe(true);
		}
	});

	it('what nobody answered passes when the next one opens', () => {
		const next = open(opened, begun, [], '2026-12-02T15:00:00.000Z');
		expect(next).toMatchObject({ number: 2, last: { outcome: 'passed', openedAt: opened.openedAt } });
	});

	it('after a month without anybody to open it, only the newest is open', () => {
		const late = open(made(wednesdays), begun, [], '2026-12-25T00:00:00.000Z');
		expect(late).toMatchObject({
			number: 1,
			openedAt: '2026-12-23T15:00:00.000Z',
			opensAt: '2026-12-30T15:00:00.000Z',
		});
	});

	it('put aside it can be taken up again, while nothing newer is open', () => {
		const aside = rules.skip(opened, coachee, NOW);
		expect(rules.unskip(aside, coachee)).toMatchObject({ openedAt: opened.openedAt, status: 'running' });
		expect(() => rules.unskip(rules.answered(opened, newId('rfl'), coachee, NOW), coachee)).toThrow(
			refusal('conflict'),
		);
	});

	it('opens at the same hour where the coachee now lives', () => {
		expect(rezone(made(wednesdays), 'Asia/Kolkata', [], NOW).opensAt).toBe('2026-11-25T10:30:00.000Z');
	});

	it('stays the very same thing by the same zone data', () => {
		expect(retimed(opened, NOW)).toBe(opened);
	});

	it('however time passes: never early, each opening once, none of the past waits for one that is open', () => {
		const steps = fc.array(
			fc.record({ hours: fc.integer({ min: 1, max: 400 }), does: fc.constantFrom('wait', 'answer', 'skip') }),
			{
				maxLength: 20,
			},
		);
		fc.assert(
			fc.property(steps, (moves) => {
				let [prompt, now] = [made(wednesdays), NOW];
				let last = '';
				for (const { hours, does } of moves) {
					now = addToInstant(now, { hours });
					if (opensNow(prompt, now)) {
						prompt = open(prompt, begun, [], now);
						expect(prompt.openedAt! <= now && prompt.openedAt! > last).toBe(true);
						last = prompt.openedAt!;
					}
					expect(prompt.opensAt > now).toBe(true);
					if (prompt.openedAt && does === 'answer') prompt = rules.answered(prompt, newId('rfl'), coachee, now);
					if (prompt.openedAt && does === 'skip') prompt = rules.skip(prompt, coachee, now);
					expect(prompt.nextAt <= prompt.opensAt).toBe(true);
				}
			}),
		);
	});
});

describe('a prompt after every session', () => {
	const rule = { kind: 'afterSession', hours: 2 };
	const first = session('2026-11-24T09:00:00.000Z');

	it('follows the session that moves, and rests while none is planned', () => {
		const prompt = made(rule);
		expect(prompt).toMatchObject({ status: 'running', opensAt: NEVER, nextAt: NEVER });
		const planned = follow(prompt, [first]);
		expect(planned).toMatchObject({ opensAt: '2026-11-24T12:00:00.000Z', opensAfter: first.sessionId });
		expect(follow(planned, [first])).toBe(planned);
		expect(follow(planned, [{ ...first, startsAt: '2026-11-26T09:00:00.000Z' }]).opensAt).toBe(
			'2026-11-26T12:00:00.000Z',
		);
		expect(follow(planned, [{ ...first, status: 'cancelled' }])).toMatchObject({ opensAt: NEVER, status: 'running' });
	});

	it('opens once for each, also when two lay close together', () => {
		const second = session('2026-11-24T10:30:00.000Z');
		const sessions = [first, second];
		const one = open(follow(made(rule), sessions), begun, sessions, '2026-11-24T12:00:00.000Z');
		expect(one).toMatchObject({ number: 1, openedAfter: first.sessionId, opensAfter: second.sessionId });
		const two = open(one, begun, sessions, '2026-11-24T13:30:00.000Z');
		expect(two).toMatchObject({ number: 2, openedAfter: second.sessionId, opensAt: NEVER, status: 'running' });
	});

	it('of one session that is over already opens at once, and then is done', () => {
		const was = session('2026-11-20T09:00:00.000Z');
		const prompt = made({ ...rule, sessionId: was.sessionId }, { running: 0, sessions: [was] });
		expect(opensNow(prompt, NOW)).toBe(true);
		const opened = open(prompt, begun, [was], NOW);
		expect(rules.answered(opened, newId('rfl'), coachee, NOW)).toMatchObject({ status: 'done', nextAt: NEVER });
	});
});

describe('who may do what, and what cannot be', () => {
	const opened = open(made(wednesdays), begun, [], '2026-11-25T15:00:30.000Z');

	it('both arrange and stop; only the coachee answers and puts aside; to others it does not exist', () => {
		expect(rules.create(begun, draft(wednesdays), questions, none, coachee, NOW, [])).toMatchObject({
			madeBy: coachee.memberId,
		});
		for (const by of [coach, coachee])
			expect(rules.stop(opened, by, NOW)).toMatchObject({ status: 'stopped', nextAt: NEVER });
		expect(() => rules.skip(opened, coach, NOW)).toThrow(refusal('forbidden'));
		for (const by of [otherCoach, admin])
			for (const verb of [rules.stop, rules.skip]) expect(() => verb(opened, by, NOW)).toThrow(refusal('not-found'));
	});

	it('a trajectory that has ended takes none, and ends those that run', () => {
		const over = { ...begun, status: 'ended' as const };
		expect(() => rules.create(over, draft(wednesdays), questions, none, coach, NOW, [])).toThrow(refusal('conflict'));
		expect(open(made(wednesdays), over, [], '2026-11-25T15:00:30.000Z')).toMatchObject({
			status: 'stopped',
			nextAt: NEVER,
		});
	});

	it.each([
		['a moment that has passed', { kind: 'once', on: '2026-11-22', at: '12:59' }, 'invalid'],
		['ten years ahead', { kind: 'once', on: '2036-11-22', at: '09:00' }, 'invalid'],
		['a last day before the first', { ...wednesdays, until: '2026-11-24' }, 'invalid'],
		['a session that is not there', { kind: 'afterSession', hours: 0, sessionId: newId('ses') }, 'invalid'],
	])('%s is refused in words', (_, rule, code) => {
		expect(() => made(rule)).toThrow(refusal(code));
	});

	it(`${PROMPTS_MAX} run at a time`, () => {
		expect(() => made(wednesdays, { running: PROMPTS_MAX, sessions: [] })).toThrow(refusal('too-many'));
	});

	it('what is stopped or answered stays so', () => {
		const stopped = rules.stop(opened, coach, NOW);
		expect(open(stopped, begun, [], '2027-01-01T00:00:00.000Z')).toBe(stopped);
		expect(rules.stop(stopped, coach, NOW)).toBe(stopped);
		expect(() => rules.edit(stopped, { title: 'Other' }, [], coach, NOW)).toThrow(refusal('conflict'));
		expect(() => rules.answered(rules.skip(opened, coachee, NOW), undefined, coachee, NOW)).toThrow(
			refusal('conflict'),
		);
	});

	it('other times are counted from now; what is open stays open', () => {
		const edited = rules.edit(
			opened,
			{ rule: { ...wednesdays, kind: 'weekly', days: [5] } as never },
			[],
			coach,
			'2026-11-25T16:00:00.000Z',
		);
		expect(edited).toMatchObject({ openedAt: opened.openedAt, opensAt: '2026-11-27T15:00:00.000Z' });
	});
});
