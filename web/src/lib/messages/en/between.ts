import type { HeldWhy } from '#shared/domain/budget.ts';

/** What goes from one to the other between sessions: letters and what became of them, a coach's line, silence, calendars. */
export const between = {
	letters: 'Letters about this',
	/** Before the moment a letter left. */
	reminded: 'reminded',
	letter: 'letter of',
	fate: {
		leaving: 'leaving now',
		sent: 'sent',
		delivered: 'delivered',
		bounced: 'came back',
		complained: 'marked as unwanted',
		uncertain: 'nobody can say whether it arrived',
		failed: 'could not be sent',
	},
	answered: {
		done: 'answered from the letter: done',
		moved: (to: string) => `answered from the letter: moved to ${to}`,
		movedSomewhere: 'answered from the letter: moved',
		dropped: 'answered from the letter: not doing it',
	},
	waits: (due: string, why: string) => `waits: due ${due}, ${why}, comes`,
	why: {
		paused: 'letters are paused',
		dayOff: 'no letters on that day',
		quiet: 'quiet hours',
		dayFull: 'enough letters that day',
		weekFull: 'enough letters that week',
	} satisfies Record<HeldWhy, string>,

	line: {
		title: (name: string) => `A line to ${name}`,
		open: 'Write a line',
		label: 'Your line',
		hint: (name: string) => `It stands on ${name}’s Today at once, and goes by letter as well.`,
		about: 'About',
		whole: 'The trajectory as a whole',
		left: (count: number) => (count === 1 ? 'one character left' : `${count} characters left`),
		over: (count: number) => (count === 1 ? 'one character too many' : `${count} characters too many`),
		leavesNow: 'The letter leaves a minute after you send this.',
		leaves: (name: string, when: string, why: string) => `It goes with ${name}’s letter of ${when}: ${why}.`,
		noLetters: (name: string) => `No letter takes it to ${name} just now; it stands in the app alone.`,
		send: 'Send it',
		state: {
			leaving: 'leaves in a minute',
			comes: 'goes by letter',
			passed: 'did not go by letter: nothing was left to say, or such lines are not wanted by mail',
			withdrawn: 'taken back',
		},
		takeBack: 'Take it back',
		takeBackNamed: (text: string) => `Take it back: ${text}`,
		earlier: (count: number) => `Earlier lines (${count})`,
		said: 'Your line:',
		takenSaid: 'Taken back:',
		paused: 'While this trajectory is paused no line goes out.',
	},
	linesOf: (coach: string) => `From ${coach}`,

	silence: {
		title: 'After silence',
		label: {
			coach: (name: string) => `Ask ${name} how it goes after`,
			coachee: 'Ask me how it goes after',
		},
		days: (days: number) => `${days} quiet days`,
		never: 'Never ask',
		stands: {
			coach: (name: string, days: number) => `A letter asks ${name} how it goes after ${days} quiet days.`,
			coachee: (days: number) => `A letter asks you how it goes after ${days} quiet days.`,
			never: 'No letter asks after silence.',
		},
		by: {
			you: 'You chose this.',
			other: (name: string) => `${name} chose this.`,
			usual: 'As usual for a new trajectory.',
		},
		theirs: (name: string) => `${name} chose this, and only ${name} can change it.`,
		change: 'Change it',
		save: 'Save',
		saved: 'Saved.',
	},

	mail: {
		bounced: (name: string, since: string) => `Letters to ${name} come back since ${since}: ask for another address.`,
		complained: (name: string, since: string) =>
			`${name} marked a letter as unwanted on ${since}. None are sent since; only ${name} can turn them on again.`,
		again: 'Try again',
		againSaid: (name: string) => `Letters go to ${name} again.`,
	},
	invitation: {
		waits: (name: string) => `${name} has not opened the invitation yet.`,
		again: 'Send it again',
		againSaid: 'The invitation leaves again.',
	},

	calendar: {
		both: 'in both calendars',
		mine: 'in your calendar',
		theirs: (name: string) => `in ${name}’s calendar`,
		onItsWay: 'calendar invitation on its way',
		off: 'taken out of both calendars',
		feed: 'All of it in your own calendar',
	},

	sessionChips: { dayBeforeSession: 'The day before', afterSession: '3 days after, for what we agreed' },
	remindThem: (name: string) => `Remind ${name}`,
	noReminders: 'None.',
	remindersOf: (count: number) => (count === 0 ? 'Reminders' : count === 1 ? 'One reminder' : `${count} reminders`),
	reminderSaid: (session: number) => `Reminders saved: session ${session}.`,
	usual: 'Chosen as usual; change what you like.',
};
