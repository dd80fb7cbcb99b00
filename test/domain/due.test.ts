import { describe, expect, test } from 'vitest';
import { complete, passedOver } from '#shared/domain/action-rules.ts';
import { actionsIn, dueIn, fitting } from '#shared/domain/due.ts';
import { askedAfterSilence, lookedAgain } from '#shared/domain/silence.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { coach, coachee } from './people.ts';
import { action, engagement, nudge, prompt, reader, session, trajectory } from './trajectory.ts';

const early = '2026-11-15T08:00:00.000Z';
/** At nine in the morning of the day before 23 November. */
const now = '2026-11-22T08:00:00.000Z';
const around = engagement(null, early);
const dayBefore = { ...PRESETS.dayBefore, anchor: 'session' } as const;
const kinds = (all: Parameters<typeof trajectory>[1], who = reader(), at = now, of = around) => {
	const { due, over } = dueIn(trajectory(of, all), who, at);
	return { due: due.map(({ kind }) => kind), over: over.map(({ kind, why }) => `${kind} ${why}`) };
};

describe('what goes into a letter', () => {
	const ask = action(around, 'Ask Priya', '2026-11-23', { now: early });

	test('what is due to its reader, since when and by which rules', () => {
		const { due } = dueIn(trajectory(around, { actions: [ask] }), reader(), now);
		expect(due).toMatchObject([{ kind: 'action', since: now, rules: [PRESETS.dayBefore] }]);
		expect(kinds({ actions: [ask] }, reader(), '2026-11-22T07:59:59.000Z').due).toEqual([]);
		expect(kinds({ actions: [complete(ask, coachee, early)] }).due).toEqual([]);
		expect(kinds({ actions: [ask] }, reader({ memberId: coach.memberId })).due, 'somebody else’s').toEqual([]);
	});

	test('a line of the coach comes first, then actions by date, sessions ahead, what was agreed, and silence', () => {
		const quiet = engagement(3, early);
		const late = action(quiet, 'Late', '2026-11-20', { rules: [PRESETS.onTheDay], now: early });
		const soon = action(quiet, 'Soon', '2026-11-23', { now: early });
		const was = session(quiet, '2026-11-18T09:00:00.000Z', [PRESETS.afterSession], early);
		const agreed = action(quiet, 'Agreed', '2026-12-24', { session: was, now: early });
		const ahead = session(quiet, '2026-11-23T09:00:00.000Z', [dayBefore], early);
		const all = {
			actions: [soon, agreed, late],
			sessions: [was, ahead],
			nudges: [nudge(quiet, 'How is it going?', undefined, early)],
		};
		const { due } = dueIn(trajectory(quiet, all), reader(), now);
		expect(due.map(({ kind }) => kind)).toEqual(['nudge', 'action', 'action', 'session', 'session', 'engagement']);
		expect(due.flatMap((one) => (one.kind === 'session' ? [one.ahead] : []))).toEqual([true, false]);
		expect(actionsIn(due).map(({ title }) => title)).toEqual(['Late', 'Soon', 'Agreed']);
	});

	test('of two things due at once for one action, both are said with it', () => {
		const twice = action(around, 'Twice', '2026-11-23', { rules: [PRESETS.weekBefore, PRESETS.dayBefore], now: early });
		const { due } = dueIn(trajectory(around, { actions: [twice] }), reader(), now);
		expect(due).toMatchObject([{ since: '2026-11-16T08:00:00.000Z', rules: [PRESETS.weekBefore, PRESETS.dayBefore] }]);
	});
});

describe('what passes without a letter', () => {
	const quiet = engagement(3, early);
	const open = action(quiet, 'Open', '2026-11-23', { now: early });
	const ahead = session(quiet, '2026-11-23T09:00:00.000Z', [dayBefore], early);
	const line = nudge(quiet, 'Well?', undefined, early);
	const asks = prompt(quiet, 'How is your week?', now);
	const all = { actions: [open], sessions: [ahead], nudges: [line], prompts: [asks] };
	const everything = ['action passed', 'nudge passed', 'session passed', 'prompt passed', 'engagement passed'];

	test.each([
		['who wants none', { muted: [...TOPICS] }],
		['whose address does not reach', { suppressed: { reason: 'bounced' as const, at: early } }],
		['who has not come yet', { status: 'invited' as const }],
		['who has left', { status: 'left' as const }],
	])('everything to somebody %s', (_, more) => {
		expect(kinds(all, reader(more), now, quiet)).toEqual({ due: [], over: everything });
	});

	test.each(TOPICS.filter((topic) => topic !== 'calendar'))('%s alone, to whom it was turned off', (topic) => {
		const kind = topic === 'silence' ? 'engagement' : topic;
		const { due, over } = kinds(all, reader({ muted: [topic] }), now, quiet);
		expect(over).toEqual([`${kind} passed`]);
		expect(due).toHaveLength(4);
	});

	test.each(['paused', 'ended'] as const)('while the trajectory is %s', (status) => {
		expect(kinds(all, reader(), now, { ...quiet, status })).toEqual({
			due: [],
			over: everything.slice(0, -1),
		});
	});

	test('a line about something that is closed, or gone', () => {
		const about = nudge(quiet, 'Well?', open, early);
		expect(kinds({ actions: [open], nudges: [about] }).due).toEqual(['nudge', 'action']);
		expect(kinds({ actions: [complete(open, coachee, early)], nudges: [about] }).over).toEqual(['nudge passed']);
		expect(kinds({ nudges: [about] }).over).toEqual(['nudge passed']);
		expect(kinds({ nudges: [{ ...about, status: 'withdrawn' }] })).toEqual({ due: [], over: [] });
	});

	test('that a session is ahead, once it has begun; what was agreed there, when all of it is done', () => {
		expect(kinds({ sessions: [ahead] }, reader(), '2026-11-23T08:59:00.000Z').due).toEqual(['session']);
		expect(kinds({ sessions: [ahead] }, reader(), '2026-11-23T09:00:00.000Z').over).toEqual(['session moot']);
		const was = session(around, '2026-11-18T09:00:00.000Z', [PRESETS.afterSession], early);
		const agreed = action(around, 'Agreed', '2026-12-24', { session: was, now: early });
		expect(kinds({ sessions: [was], actions: [agreed] }).due).toEqual(['session']);
		expect(kinds({ sessions: [was], actions: [complete(agreed, coachee, early)] }).over).toEqual(['session moot']);
		expect(kinds({ sessions: [was] }).over).toEqual(['session moot']);
	});
});

describe('silence', () => {
	const quiet = engagement(3, '2026-11-15T07:00:00.000Z');

	test('is due after so many days without anybody, and is told once', () => {
		expect(kinds({}, reader(), now, quiet).due).toEqual(['engagement']);
		const { over } = dueIn(trajectory(quiet, { activeAt: '2026-11-20T15:00:00.000Z' }), reader(), now);
		expect(over).toMatchObject([{ kind: 'engagement', why: 'early', next: '2026-11-24T08:00:00.000Z' }]);
		const asked = askedAfterSilence(quiet, '09:00', now);
		expect(kinds({}, reader(), asked.silenceAt, asked).over).toEqual(['engagement early']);
		const again = { activeAt: '2026-11-23T08:00:00.000Z' };
		expect(
			kinds(again, reader(), '2026-11-27T08:00:00.000Z', lookedAgain(asked, '2026-11-27T08:00:00.000Z')).due,
		).toEqual(['engagement']);
	});

	test('is told at the time its reader chose', () => {
		const budget = { quietFrom: '20:00', quietUntil: '08:00', daysOff: [], perDay: 1, perWeek: 5, at: '18:00' };
		const { over } = dueIn(trajectory(quiet), reader({ budget }), '2026-11-18T08:00:00.000Z');
		expect(over).toMatchObject([{ why: 'early', next: '2026-11-18T17:00:00.000Z' }]);
	});
});

test('one letter speaks of fifteen things; a list counts for all that stands in it, and the first always fits', () => {
	const many = Array.from({ length: 40 }, (_, index) => action(around, `Thing ${index}`, '2026-11-23', { now: early }));
	const { due } = dueIn(trajectory(around, { actions: many }), reader(), now);
	expect(fitting(due)).toHaveLength(15);
	const was = session(around, '2026-11-18T09:00:00.000Z', [PRESETS.afterSession], early);
	const agreed = many.map((one) => ({ ...passedOver(one, now), sessionId: was.sessionId }));
	const all = { actions: agreed, sessions: [was, { ...was, sessionId: 'ses_x' }] };
	const lists = dueIn(trajectory(around, { ...all, sessions: [was] }), reader(), now).due;
	expect(fitting(lists)).toHaveLength(1);
	expect(actionsIn(lists)).toHaveLength(10);
	const mixed = fitting([...due.slice(0, 6), ...lists]);
	expect(mixed.map(({ kind }) => kind)).toEqual(Array(6).fill('action'));
});
