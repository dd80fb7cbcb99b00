import type { Action } from '#shared/domain/action.ts';
import type { RevisionActor } from '#shared/domain/revision.ts';
import type { z } from 'zod';
import { leftDay } from '#lib/dates.ts';
import type { Sentence } from '#lib/sentence.ts';
import type { Teller } from '#lib/words-of-history.ts';

/** What one revision of an action changed, a sentence for each change. */
export function wordsOfAction(
	teller: Teller,
	action: Action,
	before: Action | undefined,
	by: z.infer<typeof RevisionActor>['kind'],
): Sentence[] {
	const { words, who, day } = teller;
	const it = teller.it(action.title);
	if (!before) return [words.made(who, it, day(action.dueOn))];
	return [
		...ofStatus(teller, it, action, before),
		...ofText(teller, it, action, before),
		...ofTies(teller, it, action, before),
		...(by === 'system' ? [] : ofRest(teller, it, action, before)),
		...ofReminders(teller, it, action, before),
	];
}

function ofStatus({ words, who, reader, day }: Teller, it: Sentence, action: Action, before: Action): Sentence[] {
	const said: Sentence[] = [];
	if (action.status !== before.status) {
		if (action.status === 'done') said.push(words.done(who, it));
		else if (action.status === 'open') said.push(words.reopened(who, it));
		else said.push(words.dropped(who, it, { typed: action.dropReason ?? '' }));
	}
	if (action.dueOn !== before.dueOn)
		said.push(words.moved(who, it, leftDay(before.dueOn, action.dueOn, reader), day(action.dueOn)));
	const sent = action.reminders.filter(
		({ reminderId, status, instant }) =>
			status === 'sent' &&
			!before.reminders.some(
				(was) => was.reminderId === reminderId && was.status === 'sent' && was.instant === instant,
			),
	);
	if (sent.length > 0) {
		const mine = action.ownerId === reader.memberId;
		const owner = reader.people[action.ownerId];
		said.push(mine ? words.youWereReminded(it) : words.reminded(owner ? { typed: owner } : words.somebody, it));
	}
	return said;
}

function ofText({ words, who }: Teller, it: Sentence, action: Action, before: Action): Sentence[] {
	const said: Sentence[] = [];
	if (action.title !== before.title) said.push(words.reworded(who, { typed: before.title }, { typed: action.title }));
	if (action.note === before.note) return said;
	const note = { typed: action.note };
	if (!action.note) said.push(words.unnoted(who, it));
	else said.push(before.note ? words.renoted(who, it, note) : words.noted(who, it, note));
	return said;
}

function ofTies({ words, who, goal, session }: Teller, it: Sentence, action: Action, before: Action): Sentence[] {
	const said: Sentence[] = [];
	if (action.goalId !== before.goalId) {
		said.push(action.goalId ? words.tied(who, it, goal(action.goalId)) : words.untiedFromGoal(who, it));
	}
	if (action.sessionId !== before.sessionId) {
		said.push(action.sessionId ? words.tied(who, it, [session(action.sessionId)]) : words.untiedFromSession(who, it));
	} else if (
		action.dueOn === before.dueOn &&
		action.zone === before.zone &&
		hasMoved(action.reminders, before.reminders)
	) {
		said.push(words.remindersFollow(it));
	}
	return said;
}

/** Whether a rule that stood before falls at another time now. By other zone data its moment is another, and its time is not. */
const hasMoved = (after: Action['reminders'], before: Action['reminders']): boolean =>
	after.some(({ reminderId, wall }) => before.some((was) => was.reminderId === reminderId && was.wall !== wall));

/** Its session was called off, or is on again: reminders that stand rest with it, and come back. */
function ofRest({ words }: Teller, it: Sentence, action: Action, before: Action): Sentence[] {
	if (action.status !== 'open' || before.status !== 'open') return [];
	const turned = (from: string, to: string) =>
		action.reminders.some(
			({ reminderId, instant, status }) =>
				status === to &&
				before.reminders.some((was) => was.reminderId === reminderId && was.instant === instant && was.status === from),
		);
	if (turned('armed', 'stopped')) return [words.remindersRest(it)];
	return turned('stopped', 'armed') ? [words.remindersAgain(it)] : [];
}

/** What a person added or took away. That moments follow a new date goes without saying. */
function ofReminders({ words, who, moment }: Teller, it: Sentence, action: Action, before: Action): Sentence[] {
	const missingFrom = (list: Action['reminders']) => (one: Action['reminders'][number]) =>
		!list.some(({ reminderId }) => reminderId === one.reminderId);
	return [
		...action.reminders
			.filter(missingFrom(before.reminders))
			.map(({ instant, zone }) => words.willRemind(who, it, moment(instant, zone))),
		...before.reminders
			.filter(missingFrom(action.reminders))
			.map(({ instant, zone }) => words.wontRemind(who, it, moment(instant, zone))),
	];
}
