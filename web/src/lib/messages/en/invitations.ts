const later = (hours: number): string => {
	if (hours === 0) return 'as it ends';
	if (hours % 24 === 0) return hours === 24 ? 'a day later' : `${hours / 24} days later`;
	return hours === 1 ? 'an hour later' : `${hours} hours later`;
};
const ORDINAL: Record<number, string> = { 2: 'second', 3: 'third', 4: 'fourth' };
const rhythm = (every: number): string =>
	every === 1 ? 'every' : ORDINAL[every] ? `every ${ORDINAL[every]}` : `every ${every}th`;

/** Invitations to reflect, as the coach arranges them. */
export const invitations = {
	title: 'Invitations to reflect',
	none: (name: string) => `Nothing invites ${name} to look back yet.`,
	clock: (name: string, zone: string) => `Times are by ${name}’s clock (${zone}).`,
	when: {
		later,
		once: (day: string, at: string) => `once, on ${day}, ${at}`,
		afterEvery: (hours: number) => `after every session, ${later(hours)}`,
		afterOne: (hours: number) => `after one session, ${later(hours)}`,
		daily: (at: string) => `every day, ${at}`,
		weekly: (every: number, days: string, at: string) => `${rhythm(every)} ${days}, ${at}`,
		weeks: (every: number, days: string, at: string) => `every ${every} weeks on ${days}, ${at}`,
		weekOn: (days: string, at: string) => `every week on ${days}, ${at}`,
	},
	open: (name: string) => `Open for ${name} since`,
	next: 'Opens next:',
	afterPlanned: 'Opens after the next session you plan',
	last: {
		answered: 'The last one was answered.',
		mentioned: (name: string) => `${name} wrote something for themselves the last time.`,
		settled: 'The last one was not shared, and that is all right.',
		passed: 'The last one passed without an answer.',
	},
	read: 'Read it',
	readNamed: (title: string) => `Read what was answered: ${title}`,
	stop: 'Stop',
	stopNamed: (title: string) => `Stop: ${title}`,
	stopText: 'It opens no more, and cannot be started again. What was written stays.',
	stopSure: 'Yes, stop it',
	earlier: (count: number) => `Earlier invitations (${count})`,
	state: { running: '', done: 'Has been', stopped: 'Stopped' },

	invite: 'Invite to reflect',
	another: 'Something else',
	presets: {
		afterSession: { label: 'After every session', hint: 'Two hours after each one ends', title: 'After our session' },
		checkIn: { label: 'Mid-week check-in', hint: 'Wednesdays at 16:00', title: 'How is your week?' },
	},
	paused: 'While this trajectory is paused no letter goes out.',
	said: 'Invites from now on:',
	stoppedSaid: 'Stopped:',

	page: {
		title: (name: string) => `Invite ${name} to reflect`,
		text: (name: string) =>
			`${name} is invited, never chased. Answering takes as long as they like, and they choose who reads it.`,
		asks: 'What do you ask?',
		method: 'A method',
		whichMethod: 'Which method',
		choose: 'Choose a method',
		pack: 'Starter pack',
		own: 'Yours and your organization’s',
		library: 'See what they ask',
		question: 'One question of your own',
		kind: 'How it is answered',
		ask: 'Your question',
		low: 'What 0 stands for',
		high: 'What 10 stands for',
		choices: 'Choices',
		choicesHint: 'One on each line.',
		name: 'Title',
		nameHint: (name: string) => `What ${name} sees. Left empty it is called by its method or question.`,
		when: 'When?',
		afterSession: 'After every session',
		howLong: 'How long after',
		weekly: 'Every week, or every few',
		days: 'On which days',
		at: 'At',
		every: 'How often',
		weeks: (every: number) => (every === 1 ? 'every week' : every === 2 ? 'every second week' : `every ${every} weeks`),
		once: 'Once',
		on: 'On which date',
		letters: 'Letters',
		reminders: {
			opening: 'A letter as it opens',
			again: 'A letter as it opens, and another two days later if it still waits',
			none: 'No letter: it stands in the app alone',
		},
		go: 'Invite',
		missing: {
			methodId: 'Please choose a method',
			asks: 'Please choose what you ask',
			when: 'Please choose when',
		},
		many: 'Twenty invitations run here. Stop some before you add another.',
	},
};
