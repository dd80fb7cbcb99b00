/** Something to say about a line. Those of `STOPS` keep it from becoming an action; the others only explain. */
export interface Problem {
	kind:
		| 'empty'
		| 'long' // of the title; `count` characters
		| 'missing' // `text` is a date that does not exist
		| 'past'
		| 'no-session' // a reminder after a session that the line has not
		| 'many' // reminders
		| 'reminder' // `text` looks like a reminder and is none; it stays in the title
		| 'owner'
		| 'goal'
		| 'goals' // `text` fits several goals
		| 'before' // `text` is a token that stands before the day, where tokens do not count
		| 'within'; // `text` is a day inside the sentence: it is not the deadline
	text?: string;
	count?: number;
}
export const STOPS: ReadonlySet<Problem['kind']> = new Set(['empty', 'long', 'missing', 'past', 'no-session', 'many']);
