import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as action from '#shared/domain/action.ts';
import { HORIZON_YEARS, OPEN_ACTIONS_MAX } from '#shared/domain/action-rules.ts';
import { wrongWith } from '#shared/domain/answers.ts';
import { Budget, BUDGET } from '#shared/domain/budget.ts';
import { SilenceDays } from '#shared/domain/defaults.ts';
import { FEED_DAYS_BACK, FEED_EVENTS_MAX } from '#shared/domain/feed.ts';
import * as goal from '#shared/domain/goal.ts';
import { LETTER_ITEMS_MAX, LINK_DAYS } from '#shared/domain/letter.ts';
import { INVITATION_DAYS, INVITATIONS_A_DAY } from '#shared/domain/member.ts';
import { NoteDraft } from '#shared/domain/note.ts';
import { NudgeDraft, NUDGES_A_DAY, NUDGES_WAITING_MAX } from '#shared/domain/nudge.ts';
import { METHODS_MAX } from '#shared/domain/method.ts';
import { PROMPTS_MAX } from '#shared/domain/prompt.ts';
import { LINE_ANSWER_MAX, Question, Questions } from '#shared/domain/question.ts';
import { Recurrence } from '#shared/domain/recurrence.ts';
import { PinsEdit, REFLECTION_MAX_BYTES, ReplyEdit } from '#shared/domain/reflection.ts';
import { WRITINGS_MAX } from '#shared/domain/reflection-rules.ts';
import { PRESETS, ReminderDrafts, ReminderRule } from '#shared/domain/reminder.ts';
import { PLANNED_SESSIONS_MAX, SessionTime } from '#shared/domain/session.ts';
import { newId } from '#shared/ids.ts';
import { BODY_MAX } from '#services/http/guard.ts';
import { LOOK_AT_MOST } from '#services/reminders/sweep.ts';
import { SHARDS } from '#services/rows.ts';
import { LETTER_MINUTES, PER_MAILBOX } from '#services/sign-in/entering.ts';
import { DRAFT_MINUTES } from '#services/sign-in/founding.ts';
import { MEMBERSHIPS_MAX } from '#services/sign-in/membership.ts';
import { SIGNED_IN } from '#services/sign-in/options.ts';
import { TRIES } from '#services/sign-in/proof.ts';
import { REARMED_A_NIGHT } from '#test/bench/scale.ts';

const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, section = ''] = page
	.split(/^## /m)
	.filter((one) => one.startsWith('Limits'))
	.join('')
	.split('\n\n');
/** The README's table, without its heading. */
const rows = section.split('\n').slice(2).map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]); // prettier-ignore

/** As many as are said, emoji counted as one, and not one more. */
function fits(schema: z.ZodType, field: string, most: number, rest: object = {}): void {
	const says = (count: number) => schema.safeParse({ ...rest, [field]: '🎉'.repeat(count) }).success;
	expect([field, says(most), says(most + 1)]).toEqual([field, true, false]);
}
/** From the one number to the other. */
function ranges(schema: z.ZodType, least: number, most: number, of: (value: number) => unknown = (value) => value) {
	const says = (value: number) => schema.safeParse(of(value)).success;
	expect([least - 1, least, most, most + 1].map(says)).toEqual([false, true, true, false]);
}
/** Nothing is wrong with it. */
const AnyAnswer = z.undefined();
const rule = (change: object) => ({ ...PRESETS.dayBefore, ...change });

/** What holds each row to its word; `said` are its numbers. That the product keeps to them is tested where each rule is. */
const holds: Record<string, (...said: number[]) => void> = {
	'an action’s title · note · reason for dropping it': (title, note, reason) => {
		fits(action.ActionDraft, 'title', title!, { actionId: newId('act'), dueOn: '2027-01-01' });
		fits(action.ActionDraft, 'note', note!, { actionId: newId('act'), dueOn: '2027-01-01', title: 'Rest' });
		fits(action.ActionDrop, 'reason', reason!);
	},
	'reminders on one thing · their distance': (reminders) => {
		ranges(ReminderDrafts, 1, reminders!, (length) =>
			length === 0
				? 'none'
				: Array.from({ length }, (_, index) => ({ reminderId: newId('rem'), rule: rule({ amount: -index }) })),
		);
		ranges(ReminderRule, -3650, 3650, (amount) => rule({ amount }));
	},
	'open actions · open goals · planned sessions of one trajectory, when one more is added': (...said) =>
		expect(said).toEqual([OPEN_ACTIONS_MAX, goal.OPEN_GOALS_MAX, PLANNED_SESSIONS_MAX]),
	'a coach’s line for the next letter · waiting · in a day': (length, waiting, day) => {
		fits(NudgeDraft, 'text', length!, { nudgeId: newId('nud') });
		expect([waiting, day]).toEqual([NUDGES_WAITING_MAX, NUDGES_A_DAY]);
	},
	'days of silence before a letter asks': (least, most) => ranges(SilenceDays, least!, most!),
	'a deadline · a session': (least, hours) => {
		expect(HORIZON_YEARS).toBe(5);
		const at = { date: '2027-01-01', time: '10:00', zone: 'UTC' };
		ranges(SessionTime, least!, 60 * hours!, (minutes) => ({ ...at, minutes }));
	},
	'a goal’s title · why · a rating’s sentence': (title, why, sentence) => {
		fits(goal.GoalDraft, 'title', title!, { goalId: newId('gol') });
		fits(goal.GoalDraft, 'why', why!, { goalId: newId('gol'), title: 'Rest' });
		fits(goal.RatingDraft, 'sentence', sentence!, { ratingId: newId('rtg'), value: 5 });
	},
	'notes of one session, shared or private': (most) => fits(NoteDraft, 'text', most!, { noteId: newId('nte') }),
	'all answers of one reflection · a short answer · a coach’s answer to it': (kilobytes, _utf, short, reply) => {
		expect([kilobytes! * 1024, short]).toEqual([REFLECTION_MAX_BYTES, LINE_ANSWER_MAX]);
		const line = Question.parse({ kind: 'line', questionId: 'l', ask: 'And?', required: false });
		ranges(AnyAnswer, 1, short!, (length) =>
			length === 0 ? wrongWith({ ...line, required: true }, '') : wrongWith(line, '🎉'.repeat(length)),
		);
		fits(ReplyEdit, 'text', reply!);
	},
	'questions of a method · choices of one question · spokes of a wheel': (questions, choices, spokes) => {
		const ask = (index: number) => ({ kind: 'mood', questionId: `q${index}`, ask: 'And?', required: false });
		ranges(Questions.min(1), 1, questions!, (length) => Array.from({ length }, (_, index) => ask(index)));
		const options = (length: number) =>
			Array.from({ length }, (_, index) => ({ optionId: `o${index}`, label: 'This' }));
		ranges(Question, 2, choices!, (count) => ({ ...ask(1), kind: 'someOf', options: options(count) }));
		ranges(Question, 3, spokes!, (count) => ({ ...ask(1), kind: 'wheel', spokes: options(count) }));
	},
	'a question · its help': (ask, help) => {
		fits(Question, 'ask', ask!, { kind: 'mood', questionId: 'q', required: false });
		fits(Question, 'help', help!, { kind: 'mood', questionId: 'q', required: false, ask: 'And?' });
	},
	'prompts that run in one trajectory · weeks between two openings · hours after a session': (
		running,
		weeks,
		hours,
	) => {
		expect(running).toBe(PROMPTS_MAX);
		const weekly = { kind: 'weekly', days: [1], at: '09:00', from: '2026-11-23' };
		ranges(Recurrence, 1, weeks!, (every) => ({ ...weekly, every }));
		ranges(Recurrence, 0, hours!, (after) => ({ kind: 'afterSession', hours: after }));
	},
	'sentences pinned of one reflection · times it may be changed or shared': (pins, texts) => {
		const pin = { questionId: 'q', writing: 1, from: 0, to: 5 };
		expect(PinsEdit.safeParse({ pins: Array.from({ length: pins! }, () => pin) }).success).toBe(true);
		expect(PinsEdit.safeParse({ pins: Array.from({ length: pins! + 1 }, () => pin) }).success).toBe(false);
		expect(texts).toBe(WRITINGS_MAX);
	},
	'methods in a library': (most) => expect(most).toBe(METHODS_MAX),
	'letters somebody lets come': (leastDay, mostDay, leastWeek, mostWeek) => {
		ranges(Budget, leastDay!, mostDay!, (perDay) => ({ ...BUDGET, perDay, perWeek: 20 }));
		ranges(Budget, leastWeek!, mostWeek!, (perWeek) => ({ ...BUDGET, perDay: 1, perWeek }));
	},
	'things one letter speaks of · its size': (things) => expect(things).toBe(LETTER_ITEMS_MAX),
	'invitations of one organization': (day) => expect(day).toBe(INVITATIONS_A_DAY),
	'overdue letters among which firms take turns': (oldest) => expect(oldest).toBe(SHARDS * LOOK_AT_MOST),
	'schedules that one night’s rearm makes anew': () => expect(REARMED_A_NIGHT / 1e6).toBeCloseTo(2, 0),
	'a link in a letter · an invitation': (days) => expect([days, days]).toEqual([LINK_DAYS, INVITATION_DAYS]),
	'a mailed link or code · a sign-in': (minutes, toFound, days) => {
		expect([minutes, toFound, days]).toEqual([LETTER_MINUTES, DRAFT_MINUTES, SIGNED_IN / 86_400]);
		expect(TRIES).toBe(5);
	},
	'letters to sign in with': (some, minutes, day) =>
		expect(PER_MAILBOX).toEqual([
			{ window: minutes! * 60, max: some },
			{ window: 86_400, max: day },
		]),
	'a calendar’s address': (days, events) => expect([days, events]).toEqual([FEED_DAYS_BACK, FEED_EVENTS_MAX]),
	'one request to the API': (kilobytes) => expect(kilobytes! * 1000).toBe(BODY_MAX),
	'organizations of one account': (most) => expect(most).toBe(MEMBERSHIPS_MAX),
};

test.each(rows)('|%s| %s: %s', (_, what, most) => {
	const held = holds[what.replaceAll("'", '’')];
	expect(held, 'nothing holds this row to its word').toBeDefined();
	held!(...[...most.replaceAll(',', '').matchAll(/\d+/g)].map(Number));
});

test('every limit that is held stands in the README', () => {
	expect(rows.map(([, what]) => what.replaceAll("'", '’')).sort()).toEqual(Object.keys(holds).sort());
});
