import type { ReminderRule } from '#shared/domain/reminder.ts';

/** Words of letters and of the pages they link to. Every other language has the same keys, or does not compile. */
export const en = {
	/** For `Intl`: how dates are written. */
	locale: 'en-GB',
	lang: 'en',
	today: 'today',
	tomorrow: 'tomorrow',
	yesterday: 'yesterday',

	letter: {
		via: (person: string, organization: string) => `${person} via ${organization}`,
		andMore: (title: string, count: number) => `${title} and ${count} more`,
		planned: (day: string) => `You planned to do this by ${day}.`,
		wasPlanned: (day: string) => `This was due ${day}.`,
		by: (day: string) => `Due ${day}`,
		wasBy: (day: string) => `Was due ${day}`,
		writes: (coach: string) => `${coach} writes:`,
		session: (number: number, coach: string) => `Session ${number} with ${coach}`,
		at: (day: string, from: string, until: string) => `${day}, ${from}–${until}`,
		agreed: (number: number, day: string) => `From session ${number}, ${day}`,
		rest: (count: number) => `and ${count} more`,
		quiet: (days: number) => `It has been quiet for ${days} days`,
		next: 'What is the next small step?',
		look: 'See where you stand',
		invites: 'A moment to look back, if you like.',
		reflect: 'Answer',
		skip: 'Not this time',
		done: 'Done',
		later: 'Not yet: another date',
		drop: 'Not doing it, because …',
		why: (organization: string, reasons: string) => `You get this from ${organization} because of ${reasons}.`,
		because: {
			rule: (rule: ReminderRule) =>
				rule.anchor === 'opening' && rule.amount === 0 ? 'an invitation to reflect' : `a reminder ${ruleInWords(rule)}`,
			silence: (days: number) => `a reminder after ${days} quiet days`,
			nudge: 'a line from your coach',
		},
		yours: 'The links are yours alone and work for 30 days.',
		waited: {
			paused: 'Letters were paused; what fell due meanwhile is here.',
			dayOff: 'Some of this fell due on a day without letters, and waited.',
			quiet: 'Some of this fell due in your quiet hours, and waited.',
			dayFull: (most: string) => `${most}: some of this fell due after the last one, and waited.`,
			weekFull: (most: string) => `${most}: some of this fell due after the last one, and waited.`,
		},
		aDay: (count: number) => (count === 1 ? 'One letter a day' : `At most ${count} letters a day`),
		aWeek: (count: number) => (count === 1 ? 'One letter a week' : `At most ${count} letters a week`),
		asChosen: (most: string) => `${most}, as you chose`,
		left: (count: number) =>
			count === 1 ? 'One more thing waits for your next letter.' : `${count} more things wait for your next letter.`,
		reply: (coach: string) => `An answer to this letter goes to ${coach}.`,
		often: 'Choose how often letters come',
		stop: 'Stop letters like this',
	},

	invitation: {
		subject: (inviter: string, organization: string) => `${inviter} invites you to ${organization}`,
		coachee: (inviter: string, organization: string) =>
			`${inviter} of ${organization} would like to work with you here: what you agree in your sessions, what you will do by when, and how far you have come.`,
		colleague: (inviter: string, organization: string) =>
			`${inviter} invites you to coach at ${organization}: your coachees, their sessions and what was agreed in one place.`,
		accept: 'Accept the invitation',
		until: (day: string) => `The link is yours alone and works until ${day}. There is no password to think up.`,
		why: (organization: string) =>
			`You get this one letter because ${organization} entered your address. If you expected nothing of the kind, leave it and nothing happens.`,
	},

	calendar: {
		summary: (number: number, other: string) => `Session ${number} with ${other}`,
		subject: {
			planned: (other: string, when: string) => `Session with ${other}: ${when}`,
			moved: (other: string, when: string) => `Moved: session with ${other}, now ${when}`,
			cancelled: (other: string, when: string) => `Cancelled: session with ${other}, ${when}`,
		},
		planned: 'It is planned for:',
		moved: 'It has moved. It is now:',
		cancelled: 'It will not take place. It was planned for:',
		when: (day: string, from: string, until: string, zone: string) => `${day}, ${from}–${until}, ${zone}`,
		place: (place: string) => `Place: ${place}`,
		open: 'Open FocusCoachee',
		why: (organization: string) =>
			`You get this because the session is one of yours at ${organization}. The file with it keeps your calendar right.`,
		stop: 'Stop letters for my calendar',
		name: (organization: string) => `Coaching at ${organization}`,
		deadline: 'Deadline',
	},

	page: {
		title: 'What came of it?',
		due: (day: string) => `Due ${day}`,
		wasDue: (day: string) => `Was due ${day}`,
		problem: 'There is a problem',

		done: 'Done',
		later: 'Not yet: another date',
		tomorrow: (day: string) => `Tomorrow, ${day}`,
		nextWeek: (day: string) => `Next week, ${day}`,
		date: 'Another date',
		move: 'Move it',
		drop: 'Not doing it',
		reason: 'Because …',
		reasonHint: 'A few words, for you and your coach.',
		dropIt: 'I am not doing it',

		isDone: (day: string) => `Done, ${day}.`,
		isDropped: (day: string) => `Set aside, ${day}.`,
		because: 'Because',
		moved: (day: string) => `Moved to ${day}.`,
		movedNote: 'Its reminders have moved with it.',
		undo: 'Undo',
		reopened: 'It is open again.',
		already: 'This had changed in the meantime. This is how it stands now.',

		noDate: 'Choose a date.',
		notADate: 'This date does not exist.',
		past: 'This date has passed. Choose today or later.',
		tooFar: 'Choose a date within five years.',
		noReason: 'Write in a few words why not.',
		longReason: (max: number, length: number) => `Please keep it within ${max} characters. This is ${length}.`,
		oddReason: 'This holds characters that cannot be shown.',
		unreadable: 'This could not be read. Please use the form below.',

		forYou: 'This link is for you alone, and for this one thing.',
		withdraw: 'Close this link for good',
		withdrawn: 'This link is closed.',
		withdrawnNote: 'It opens nothing any more. What you planned is untouched.',

		gone: 'This link does not open anything any more',
		goneNote: 'It ran out, or it was closed. What you planned is where it was: sign in to see it.',
		unknown: 'There is nothing at this address',
		unknownNote: 'The link may have been cut off in the letter. Try it from the letter again, or sign in.',
		busy: 'This did not go through',
		busyNote: 'Nothing was changed. Please try again in a moment.',
		tooLarge: 'This is more than we can take',
		tooLargeNote: 'Nothing was changed. Go back and shorten what you wrote.',
		open: 'Open FocusCoachee',
	},

	reflect: {
		send: 'Send',
		who: 'Who will know',
		sharing: {
			shared: (coach: string) => `${coach} reads it`,
			mentioned: (coach: string) => `Only I read it; ${coach} sees that I wrote something`,
			private: (_coach: string) => 'Only I know of it',
		},
		optional: '(if you like)',
		ifItFits: '(if it fits)',
		moods: ['Very low', 'Low', 'So-so', 'Good', 'Very good'],
		skip: 'Not this time',
		skipped: 'Put aside. Nothing else is asked of you.',
		takeUp: 'Take it up after all',
		read: 'See what you wrote in FocusCoachee',
		later: 'Write it in FocusCoachee instead, where every word is kept as you type',
		sent: {
			shared: (coach: string) => `Sent. ${coach} can read it.`,
			mentioned: (coach: string) => `Kept for you. ${coach} sees that you wrote something, and not what.`,
			private: (_coach: string) => 'Kept for you alone.',
		},
		wrong: 'This answer is missing, or does not fit.',
		nothing: 'Write or choose something first.',
		tooLong: 'This is longer than we can keep in one reflection (100 KB). Please shorten it.',
		closed: 'This was closed in the meantime, perhaps by an answer from elsewhere.',
		yours: 'This is what you had written. Copy it if you want to keep it.',
	},

	unsubscribe: {
		title: 'Letters to you',
		intro: (organization: string) =>
			`What ${organization} may write to you about. Whatever you choose here, what you planned stays as it is.`,
		topic: {
			action: 'Reminders of what you planned',
			session: 'Sessions ahead, and what was agreed in them',
			silence: 'A question after a silence',
			nudge: 'Lines from your coach',
			prompt: 'Invitations to reflect',
			calendar: 'Sessions for your calendar',
		},
		on: 'These come.',
		off: 'These do not come.',
		stop: 'Stop these',
		start: 'Let these come again',
		stopped: (topics: string) => `Stopped: ${topics}.`,
		started: (topics: string) => `These come again: ${topics}.`,
		pause: 'A pause',
		pauseNote: 'What falls due meanwhile comes in one letter after it.',
		week: (day: string) => `A week, until ${day}`,
		until: 'Until another day',
		doPause: 'Pause',
		paused: (day: string) => `Reminders rest until ${day}.`,
		resume: 'End the pause',
		resumed: 'The pause is over.',
		badDay: 'Choose a day ahead, within a year.',
	},
};

const ANCHORS = { deadline: 'the deadline', session: 'the session', opening: 'the invitation' } as const;

function ruleInWords({ anchor, amount, unit }: ReminderRule): string {
	const what = ANCHORS[anchor];
	if (amount === 0) return unit === 'hour' ? `at ${what}` : `on the day of ${what}`;
	const count = Math.abs(amount);
	const span = count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`;
	return `${span} ${amount < 0 ? 'before' : 'after'} ${what}`;
}
