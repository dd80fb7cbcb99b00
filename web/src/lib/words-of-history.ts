import type { Action } from '#shared/domain/action.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Goal, Rating } from '#shared/domain/goal.ts';
import type { Note } from '#shared/domain/note.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Reflection } from '#shared/domain/reflection.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Language } from '#shared/domain/tenant.ts';
import type { Told } from '#shared/domain/trajectory.ts';
import { history as en, type HistoryWords } from '#lib/messages/en/history.ts';
import { history as nl } from '#lib/messages/nl/history.ts';
import { longDay, longMoment, type Reader as Clock } from '#lib/dates.ts';
import { say, type Sentence } from '#lib/sentence.ts';
import { wordsOfAction } from '#lib/words-of-action.ts';
import { wordsOfPrompt, wordsOfReflection } from '#lib/words-of-reflection.ts';
import { wordsOfSession } from '#lib/words-of-session.ts';

/** Who reads, and the names of what the revisions only know by id. */
export interface Reader extends Clock {
	memberId?: string | undefined;
	/** `this` in the life of one thing, its `title` among others. */
	subject: 'this' | 'title';
	goals: readonly Pick<Goal, 'goalId' | 'title'>[];
	sessions: readonly Pick<Session, 'sessionId' | 'number'>[];
	/** Name by member id. */
	people: Readonly<Record<string, string>>;
}

/** What a revision is told with: the words, who did it, and how the reader says days and names. */
export interface Teller {
	words: HistoryWords;
	who: Sentence;
	reader: Reader;
	day(date: string): string;
	moment(instant: string, zone?: string): string;
	it(title: string): Sentence;
	goal(goalId: string): Sentence;
	session(sessionId: string): string;
}

const WORDS: Record<Language, HistoryWords> = { en, nl };

/** What one revision changed, a sentence for each change; empty when it says nothing to a person (a counter moved on). */
export function wordsOfHistory(told: Told, reader: Reader): Sentence[] {
	const teller = tellerOf(told, reader);
	const { state } = told;
	// What stood before may be erased, or not be indexed yet: then it changed, and nobody can say how.
	const before = told.before ?? (told.number > 1 ? state : undefined);
	const isUnclear = before === state && told.actor.kind !== 'system';
	const { words, who } = teller;
	switch (told.kind) {
		case 'action':
			return isUnclear
				? [words.changed(who, teller.it(String(state.title)))]
				: wordsOfAction(teller, state as unknown as Action, before as Action | undefined, told.actor.kind);
		case 'goal':
			return wordsOfGoal(teller, state as unknown as Goal, before as Goal | undefined);
		case 'rating':
			return wordsOfRating(teller, state as unknown as Rating);
		case 'session':
			return isUnclear
				? [words.changed(who, [words.session(Number(state.number))])]
				: wordsOfSession(teller, state as unknown as Session, before as Session | undefined);
		case 'note':
			return wordsOfNote(teller, state as unknown as Note, before as Note | undefined);
		case 'privateNote':
			return [words.privateNotes(who, teller.session((state as unknown as Note).sessionId))];
		case 'engagement':
			return wordsOfEngagement(teller, state as unknown as Engagement, before as Engagement | undefined);
		case 'nudge':
			return wordsOfNudge(teller, state as unknown as Nudge);
		case 'prompt':
			return wordsOfPrompt(teller, state as unknown as Prompt, before as Prompt | undefined);
		case 'reflection':
			return wordsOfReflection(teller, state as unknown as Reflection, before as Reflection | undefined);
		// Kept by their owner alone: no history that two people share holds any.
		case 'ownReflection':
		case 'draft':
			return [];
		default:
			return told.kind satisfies never;
	}
}

function tellerOf({ actor }: Told, reader: Reader): Teller {
	const words = WORDS[reader.language];
	const name = actor.memberId !== undefined && actor.memberId === reader.memberId ? words.you : { typed: actor.name };
	return {
		words,
		who: actor.kind === 'bearer' ? say`${name}${words.byLetter},` : [name],
		reader,
		day: (date) => longDay(date, reader),
		moment: (instant, zone) => longMoment(instant, zone ? { ...reader, zone } : reader),
		it: (title) => (reader.subject === 'this' ? [words.this] : words.the({ typed: title })),
		goal: (goalId) => {
			const goal = reader.goals.find((one) => one.goalId === goalId);
			return goal ? words.theGoal({ typed: goal.title }) : [words.aGoal];
		},
		session: (sessionId) => {
			const session = reader.sessions.find((one) => one.sessionId === sessionId);
			return session ? words.session(session.number) : words.aSession;
		},
	};
}

function wordsOfGoal({ words, who, reader }: Teller, goal: Goal, before: Goal | undefined): Sentence[] {
	if (!before) return [words.setGoal(who, { typed: goal.title })];
	const it = reader.subject === 'this' ? [words.thisGoal] : words.theGoal({ typed: goal.title });
	const said: Sentence[] = [];
	if (goal.title !== before.title) said.push(words.reworded(who, { typed: before.title }, { typed: goal.title }));
	if (goal.why !== before.why) {
		said.push(goal.why ? words.why(who, it, { typed: goal.why }) : words.noWhy(who, it));
	}
	if (goal.status !== before.status) {
		const turned = { reached: words.reached, dropped: words.letGo, open: words.takenUp }[goal.status];
		said.push(turned(who, it));
	}
	return said.length > 0 ? said : [words.changed(who, it)];
}

function wordsOfRating({ words, who, goal }: Teller, { goalId, value, sentence }: Rating): Sentence[] {
	return [
		sentence ? words.ratedWith(who, goal(goalId), value, { typed: sentence }) : words.rated(who, goal(goalId), value),
	];
}

function wordsOfNudge({ words, who }: Teller, { status, text }: Nudge): Sentence[] {
	const typed = say`${{ typed: text ?? '' }}`;
	switch (status) {
		case 'sent':
			return [words.nudgeSent(typed)];
		case 'withdrawn':
			return [words.nudgeWithdrawn(who, typed)];
		case 'passed':
			return [words.nudgePassed(typed)];
		default:
			return [words.nudged(who, typed)];
	}
}

function wordsOfNote({ words, who, session }: Teller, note: Note, before: Note | undefined): Sentence[] {
	const of = session(note.sessionId);
	if (!before) return [words.wroteNotes(who, of)];
	return [note.text ? words.changedNotes(who, of) : words.clearedNotes(who, of)];
}

/** Its counter of sessions, the coachee's zone and language copied into it, and when somebody looks next are nobody's news. */
function wordsOfEngagement({ words, who }: Teller, after: Engagement, before: Engagement | undefined): Sentence[] {
	if (!before) return [words.began(who, { typed: after.coacheeName })];
	const said: Sentence[] = [];
	if (after.status !== before.status)
		said.push({ active: words.resumed, paused: words.paused, ended: words.ended }[after.status](who));
	if (after.silenceDays !== before.silenceDays)
		said.push(after.silenceDays ? words.silence(who, after.silenceDays) : words.noSilence(who));
	if (after.silenceToldAt !== before.silenceToldAt && after.silenceDays)
		said.push(words.askedAfterSilence(after.silenceDays));
	return said;
}
