import { expect, test } from 'vitest';
import * as action from '#shared/domain/action-rules.ts';
import { ActionDraft } from '#shared/domain/action.ts';
import { turn } from '#shared/domain/engagement.ts';
import * as nudge from '#shared/domain/nudge.ts';
import { Nudge, NudgeDraft } from '#shared/domain/nudge.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { admin, around, begun, coach, coachee, NOW, otherCoach } from './people.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const draft = (change: object = {}) =>
	NudgeDraft.parse({ nudgeId: newId('nud'), text: 'I think of you on Tuesday', ...change });
const about = action.create(
	around,
	ActionDraft.parse({ actionId: newId('act'), title: 'Ask Priya', dueOn: '2026-11-27' }),
	coachee,
	NOW,
);
const made = (change: object = {}, written: Nudge[] = [], now = NOW) =>
	nudge.create(begun, draft(change), undefined, written, coach, now);

test('the coach writes a line for the next letter; for a minute it can surely be taken back', () => {
	const one = nudge.create(begun, draft({ actionId: about.actionId }), about, [], coach, NOW);
	expect(one).toMatchObject({ status: 'waiting', nextAt: addToInstant(NOW, { minutes: 1 }), actionId: about.actionId });
	expect(nudge.wantsLetter(one, NOW)).toBe(false);
	expect(nudge.wantsLetter(one, one.nextAt)).toBe(true);
	expect(nudge.wantsLetter(nudge.withdraw(one, coach), one.nextAt)).toBe(false);
	expect(Nudge.parse({ ...one, version: 1 })).toBeTruthy();
	for (const [actor, code] of [
		[coachee, 'forbidden'],
		[otherCoach, 'not-found'],
		[admin, 'not-found'],
	] as const)
		expect(() => nudge.create(begun, draft(), undefined, [], actor, NOW)).toThrow(refusal(code));
});

test('where no letter would take it, it is not written', () => {
	for (const status of ['paused', 'ended'] as const)
		expect(() => nudge.create(turn(begun, status, coach, NOW), draft(), undefined, [], coach, NOW)).toThrow(
			refusal('conflict'),
		);
	const done = action.complete(about, coachee, NOW);
	expect(() => nudge.create(begun, draft({ actionId: done.actionId }), done, [], coach, NOW)).toThrow(/no longer open/);
});

test('three wait at most, and five are written in a day', () => {
	const three = [made(), made(), made()];
	expect(() => made({}, three)).toThrow(/3 lines are waiting/);
	const sent = three.map((one) => nudge.sentBy(one, newId('let')));
	expect(made({}, sent).status).toBe('waiting');
	const five = [...sent, ...sent.slice(0, 2)];
	expect(() => made({}, five)).toThrow(refusal('too-many'));
	expect(made({}, five, '2026-11-23T12:00:00.001Z').status).toBe('waiting');
});

test('it is one line of something, and no longer than people read', () => {
	for (const text of ['', ' \n ', 'x'.repeat(nudge.NUDGE_MAX + 1)]) expect(() => draft({ text })).toThrow();
	expect(draft({ text: '🌱'.repeat(nudge.NUDGE_MAX) }).text).toBeTruthy();
});

test('while it waits the coach takes it back; what has left has left', () => {
	const back = nudge.withdraw(made(), coach);
	expect(back).toMatchObject({ status: 'withdrawn', nextAt: NEVER });
	expect(nudge.withdraw(back, coach)).toBe(back);
	expect(() => nudge.withdraw(made(), coachee)).toThrow(refusal('forbidden'));
	const letterId = newId('let');
	const sent = nudge.sentBy(made(), letterId);
	expect(sent).toMatchObject({ status: 'sent', letterId, nextAt: NEVER });
	expect(() => nudge.withdraw(sent, coach)).toThrow(/has left/);
	const passed = nudge.passed(made());
	expect(passed).toMatchObject({ status: 'passed', nextAt: NEVER });
	expect(() => nudge.withdraw(passed, coach)).toThrow(refusal('conflict'));
});

test('it leaves Today when enough newer ones came, unless it waits still', () => {
	const written = Array.from({ length: nudge.NUDGES_SHOWN + 1 }, (_, minutes) =>
		nudge.sentBy(made({}, [], addToInstant(NOW, { minutes: -minutes })), newId('let')),
	);
	const [last, beforeLast] = [written.at(-1)!, written.at(-2)!];
	expect(nudge.outlived(written.slice(0, nudge.NUDGES_SHOWN - 1))).toEqual([]);
	expect(nudge.outlived(written)).toEqual([beforeLast, last].map((one) => ({ ...one, shown: false })));
	expect(nudge.outlived(written.map((one) => ({ ...one, status: 'waiting' as const })))).toEqual([]);
	expect(nudge.outlived(nudge.outlived(written))).toEqual([]);
});
