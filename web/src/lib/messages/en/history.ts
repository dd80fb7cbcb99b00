import { say, type Part, type Sentence } from '#lib/sentence.ts';

type P = Part;
type S = Sentence;

/** What happened, in words. `who` did it; `it` is "this" in a thing's own life, the thing's title in a trajectory's. */
export const history = {
	you: 'You',
	byLetter: ', from the letter',
	this: 'this',
	thisGoal: 'this goal',
	the: (title: P) => say`“${title}”`,
	theGoal: (title: P) => say`the goal “${title}”`,
	aGoal: 'a goal',
	session: (number: number) => `session ${number}`,
	aSession: 'a session',
	somebody: 'Its owner',

	changed: (who: S, it: S) => say`${who} changed ${it}`,
	made: (who: S, it: S, due: string) => say`${who} wrote ${it} down, for ${due}`,
	done: (who: S, it: S) => say`${who} called ${it} done`,
	dropped: (who: S, it: S, why: P) => say`${who} let ${it} go: “${why}”`,
	reopened: (who: S, it: S) => say`${who} opened ${it} again`,
	moved: (who: S, it: S, from: string, to: string) => say`${who} moved ${it} from ${from} to ${to}`,
	reworded: (who: S, from: P, to: P) => say`${who} changed the words from “${from}” to “${to}”`,
	noted: (who: S, it: S, note: P) => say`${who} added a note to ${it}: “${note}”`,
	renoted: (who: S, it: S, note: P) => say`${who} changed the note of ${it} to “${note}”`,
	unnoted: (who: S, it: S) => say`${who} took the note of ${it} away`,
	tied: (who: S, it: S, to: S) => say`${who} tied ${it} to ${to}`,
	untiedFromGoal: (who: S, it: S) => say`${who} untied ${it} from its goal`,
	untiedFromSession: (who: S, it: S) => say`${who} untied ${it} from its session`,
	willRemind: (who: S, it: S, moment: string) => say`${who} set a reminder for ${it}: ${moment}`,
	wontRemind: (who: S, it: S, moment: string) => say`${who} took away the reminder for ${it}: ${moment}`,
	reminded: (whom: P, it: S) => say`${whom} was reminded of ${it} by letter`,
	youWereReminded: (it: S) => say`You were reminded of ${it} by letter`,
	remindersFollow: (it: S) => say`The session moved; the reminders for ${it} moved along`,
	remindersRest: (it: S) => say`The session is off; what counts from it does not remind of ${it}`,
	remindersAgain: (it: S) => say`The session is on again, and so are the reminders for ${it}`,

	setGoal: (who: S, title: P) => say`${who} set the goal “${title}”`,
	reached: (who: S, it: S) => say`${who} called ${it} reached`,
	letGo: (who: S, it: S) => say`${who} let ${it} go`,
	takenUp: (who: S, it: S) => say`${who} took ${it} up again`,
	why: (who: S, it: S, why: P) => say`${who} wrote why ${it} matters: “${why}”`,
	noWhy: (who: S, it: S) => say`${who} took away why ${it} matters`,
	rated: (who: S, it: S, value: number) => say`${who} rated ${it} ${String(value)} of 10`,
	ratedWith: (who: S, it: S, value: number, sentence: P) =>
		say`${who} rated ${it} ${String(value)} of 10: “${sentence}”`,

	planned: (who: S, session: string, when: string) => say`${who} planned ${session} for ${when}`,
	place: (who: S, session: string, place: P) => say`${who} changed the place of ${session} to “${place}”`,
	noPlace: (who: S, session: string) => say`${who} took the place of ${session} away`,
	minutes: (who: S, session: string, minutes: number) => say`${who} made ${session} ${String(minutes)} minutes long`,
	held: (who: S, session: string) => say`${who} noted that ${session} took place`,
	cancelled: (who: S, session: string) => say`${who} cancelled ${session}`,
	replanned: (who: S, session: string) => say`${who} planned ${session} again`,
	letterOfSession: (session: S) => say`A letter reminded of ${session}`,

	wroteNotes: (who: S, session: string) => say`${who} wrote the shared notes of ${session}`,
	changedNotes: (who: S, session: string) => say`${who} changed the shared notes of ${session}`,
	clearedNotes: (who: S, session: string) => say`${who} cleared the shared notes of ${session}`,
	nudged: (who: S, text: S) => say`${who} wrote: ${text}`,
	nudgeSent: (text: S) => say`Went out by letter: ${text}`,
	nudgeWithdrawn: (who: S, text: S) => say`${who} took back: ${text}`,
	nudgePassed: (text: S) => say`Did not go out by letter, for there was no reason left: ${text}`,
	privateNotes: (who: S, session: string) => say`${who} wrote private notes of ${session}`,

	began: (who: S, coachee: P) => say`${who} began this trajectory with ${coachee}`,
	paused: (who: S) => say`${who} paused this trajectory`,
	resumed: (who: S) => say`${who} took this trajectory up again`,
	ended: (who: S) => say`${who} ended this trajectory`,
	silence: (who: S, days: number) => say`${who} asked for a letter after ${String(days)} days without any activity`,
	noSilence: (who: S) => say`${who} turned off the letter after days without activity`,
	askedAfterSilence: (days: number) => say`A letter asked how it goes, after ${String(days)} days without any activity`,
};

export type HistoryWords = typeof history;
