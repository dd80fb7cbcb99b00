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
		several: (count: number) => `${count} things you planned`,
		planned: (day: string) => `You planned to do this by ${day}.`,
		by: (day: string) => `Due ${day}`,
		done: 'Done',
		later: 'Not yet: another date',
		drop: 'Not doing it, because …',
		why: (organization: string) =>
			`You get this because a reminder is set on what you planned at ${organization}. The links are yours alone and work for 30 days.`,
		reply: (coach: string) => `An answer to this letter goes to ${coach}.`,
		stop: 'Stop reminder letters',
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

	unsubscribe: {
		title: 'Reminder letters',
		on: (organization: string) => `You get reminder letters from ${organization}.`,
		stop: 'Stop reminder letters',
		off: (organization: string) => `You get no more reminder letters from ${organization}.`,
		offNote: 'What you planned stays as it is; you find it by signing in.',
		start: 'Turn them on again',
	},
};
