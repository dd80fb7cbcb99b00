import type { Engagement } from './engagement.ts';
import type { Prompt } from './prompt.ts';
import { opening } from './recurrence.ts';
import * as reminder from './reminder.ts';
import { NEVER, type Anchors, type Reminder, type ReminderDraft } from './reminder.ts';
import type { Session } from './session.ts';
import { addToInstant } from './time.ts';

/** As much of a session as prompts follow. */
export type Planned = Pick<Session, 'sessionId' | 'startsAt' | 'minutes' | 'status'>;

/**
 * Its next opening, if the moment has come: what was open passes, and the one after is awaited. Where its moment has moved
 * meanwhile, it is awaited anew; where the trajectory is over, so is the prompt. Only the sender of letters does this.
 */
export function open(
	prompt: Prompt,
	around: Pick<Engagement, 'status'>,
	sessions: readonly Planned[],
	now: string,
): Prompt {
	if (prompt.status !== 'running') return prompt;
	if (around.status === 'ended') return ended(closed(prompt, 'passed', now), 'stopped');
	let awaited = awaiting(prompt, sessions);
	if (awaited.opensAt === NEVER || awaited.opensAt > now) return awaited;
	// Of openings that nobody saw, for the sender was away, only the newest is one.
	for (let next = awaiting(followed(awaited, sessions), sessions); next.opensAt <= now;) {
		awaited = next;
		next = awaiting(followed(next, sessions), sessions);
	}
	const before = closed(awaited, 'passed', now);
	const opened: Prompt = {
		...followed(before, sessions),
		number: before.number + 1,
		openedAt: awaited.opensAt,
		openedAfter: awaited.opensAfter,
	};
	return awaiting({ ...opened, reminders: drafted(opened.reminders, opened) }, sessions);
}

/** Whether it is time to open it. */
export const opensNow = ({ status, opensAt }: Prompt, now: string): boolean => status === 'running' && opensAt <= now;

/** A session was planned, moved or cancelled: what follows sessions follows it. The very same where nothing changes. */
export function follow(prompt: Prompt, sessions: readonly Planned[]): Prompt {
	if (prompt.status !== 'running' || prompt.rule.kind !== 'afterSession') return prompt;
	const next = awaiting(prompt, sessions);
	return next.opensAt === prompt.opensAt && next.opensAfter === prompt.opensAfter && next.status === prompt.status
		? prompt
		: next;
}

/** The coachee has moved to another zone: what goes by the calendar opens at the same time on the new clock. */
export function rezone(prompt: Prompt, zone: string, sessions: readonly Planned[], now: string): Prompt {
	if (prompt.zone === zone || prompt.status !== 'running') return prompt;
	const moved = { ...prompt, zone };
	const reminders = prompt.openedAt
		? reminder.rezone(prompt.reminders, anchorsOf(moved), now)
		: drafted(prompt.reminders, moved);
	return awaiting({ ...moved, reminders }, sessions);
}

/** Its moments by the zone data of today; what follows sessions goes by instants, which no zone moves. Only whoever wakes the sender does this. */
export function retimed(prompt: Prompt, now: string): Prompt {
	const reminders = prompt.openedAt ? reminder.retimed(prompt.reminders, anchorsOf(prompt), now) : prompt.reminders;
	const byCalendar = prompt.rule.kind !== 'afterSession' && prompt.opensAt > now && prompt.status === 'running';
	const next = byCalendar ? awaiting({ ...prompt, reminders }, []) : settled({ ...prompt, reminders });
	return reminders === prompt.reminders && next.opensAt === prompt.opensAt ? prompt : next;
}

/** Whether a letter about the opening that waits is due. */
export const wantsLetter = ({ openedAt, reminders }: Prompt, now: string): boolean =>
	openedAt !== undefined && reminders.some((one) => reminder.isDue(one, now));

/** Marks what was due as sent. Only the sender of letters does this. */
export const reminded = (prompt: Prompt, letterId: string, now: string): Prompt =>
	settled({ ...prompt, reminders: reminder.markSent(prompt.reminders, letterId, now) });

/** Lets what was due pass without a letter. Only the sender of letters does this. */
export const passedOver = (prompt: Prompt, now: string): Prompt =>
	settled({ ...prompt, reminders: reminder.passOver(prompt.reminders, now) });

export const anchorsOf = ({ openedAt, opensAt, zone }: Prompt): Anchors => ({
	openedAt: openedAt ?? (opensAt === NEVER ? undefined : opensAt),
	zone,
});

/** Its reminders for the newest opening. What falls on that very moment is ahead of it; before the first they all rest. */
export function drafted(drafts: readonly ReminderDraft[], prompt: Prompt): Reminder[] {
	const { openedAt = prompt.createdAt } = anchorsOf(prompt);
	const planned = reminder.plan(drafts, { openedAt, zone: prompt.zone }, addToInstant(openedAt, { seconds: -1 }));
	return prompt.openedAt ? planned : planned.map((one) => ({ ...one, status: 'stopped' }));
}

/** With the next opening that its rule yields; where none will ever come and none is open, it is done. */
export function awaiting(prompt: Prompt, sessions: readonly Planned[]): Prompt {
	const { rule, zone, since } = prompt;
	const { at, sessionId } = opening(rule, zone, since, sessions);
	return settled({ ...prompt, opensAt: at, opensAfter: sessionId });
}

/** Counted on from the opening that is awaited. */
function followed(prompt: Prompt, sessions: readonly Planned[]): Prompt {
	const session = sessions.find(({ sessionId }) => sessionId === prompt.opensAfter);
	const since = session ? addToInstant(session.startsAt, { minutes: session.minutes }) : prompt.opensAt;
	return { ...prompt, since };
}

/** No longer open, by what became of it. */
export function closed(
	prompt: Prompt,
	outcome: NonNullable<Prompt['last']>['outcome'],
	at: string,
	reflectionId?: string,
): Prompt {
	const { openedAt, openedAfter: sessionId, ...rest } = prompt;
	if (!openedAt) return prompt;
	const last = { openedAt, sessionId, outcome, at, reflectionId };
	return { ...rest, last, reminders: reminder.stop(prompt.reminders) };
}

export const ended = (prompt: Prompt, status: 'done' | 'stopped'): Prompt => ({
	...prompt,
	status,
	opensAt: NEVER,
	opensAfter: undefined,
	nextAt: NEVER,
});

/** With what follows from the rest: when somebody has to look, and whether anything is still to come. */
export function settled(prompt: Prompt): Prompt {
	if (prompt.status === 'stopped') return prompt;
	const waitsForSessions = prompt.rule.kind === 'afterSession' && (!prompt.rule.sessionId || prompt.number === 0);
	const isOver = !prompt.openedAt && prompt.opensAt === NEVER && !waitsForSessions;
	if (isOver) return ended(prompt, 'done');
	const letterAt = prompt.openedAt ? reminder.nextAt(prompt.reminders) : NEVER;
	return { ...prompt, status: 'running', nextAt: prompt.opensAt < letterAt ? prompt.opensAt : letterAt };
}
