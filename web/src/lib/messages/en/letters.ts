import type { Budget, HeldWhy } from '#shared/domain/budget.ts';
import type { Topic } from '#shared/domain/topic.ts';

const counted = (count: number) => (count === 1 ? 'one letter' : `${count} letters`);

/** What comes by mail, how often, and about what. */
export const letters = {
	title: 'Letters',
	coming: {
		title: 'The coming two weeks',
		none: 'Nothing will come. Once a reminder is set, you see here what its letter says before it leaves.',
		nonePaused: 'Nothing will come while letters are paused.',
		noneWanted: 'Nothing will come: below, every kind of letter is turned off.',
		things: (count: number) => (count === 1 ? 'one thing' : `${count} things`),
		asSent: 'As it will be sent if nothing changes before then. Its links work once it is yours.',
		from: 'From',
		why: 'Why it comes',
		more: (count: number) => (count === 1 ? 'Show one more letter' : `Show ${count} more letters`),
		held: (count: number, when: string, reason: string) =>
			`${count === 1 ? 'One thing is' : `${count} things are`} due and ${count === 1 ? 'waits' : 'wait'} until ${when}: ${reason}.`,
		wait: (due: string, reason: string) => `Due ${due}; ${reason}, so it comes with this one.`,
		moot: 'What will not come',
		mootWhy: (rule: string, due: string) => `${rule}, due ${due}: over before a letter may leave.`,
	},
	/** Why something waits, as part of a sentence. */
	reason: (why: HeldWhy, { perDay, perWeek }: Budget, day: string): string =>
		({
			paused: 'letters are paused',
			dayOff: `no letters on ${day}`,
			quiet: 'that is in your quiet hours',
			dayFull: perDay === 1 ? 'one letter a day' : `at most ${perDay} letters a day`,
			weekFull: perWeek === 1 ? 'one letter a week' : `at most ${perWeek} letters a week`,
		})[why],

	saved: 'Saved.',
	/** How many come from now on, and how many did before. */
	now: (count: number, was: number | undefined) => {
		const come = count === 0 ? 'No letter comes' : `${counted(count)} ${count === 1 ? 'comes' : 'come'}`;
		const sentence = `${come[0]!.toUpperCase()}${come.slice(1)} in these two weeks`;
		return was === undefined || was === count
			? `${sentence}.`
			: `${sentence}; before, there ${was === 1 ? 'was' : 'were'} ${was}.`;
	},
	first: (when: string) => `The next one: ${when}.`,

	pause: {
		title: 'Pause',
		text: 'A pause holds every reminder letter. What falls due meanwhile comes together afterwards; nothing is dropped.',
		choices: { week: 'A week', twoWeeks: 'Two weeks', fourWeeks: 'Four weeks', newYear: 'New Year' },
		until: (day: string) => `until ${day}`,
		other: 'Another day',
		otherDay: 'Letters come again on',
		otherNow: 'Pause until then',
		is: (day: string) => `Letters are paused. They come again on ${day}.`,
		resume: 'Resume now',
		done: (day: string) => `Paused until ${day}.`,
		over: 'Letters come again.',
	},

	often: {
		title: 'How often letters come',
		hint: (zone: string) =>
			`On your own clock (${zone}). What does not fit waits for the next letter; nothing is dropped.`,
		perDay: 'At most a day',
		perWeek: 'At most a week',
		quiet: 'Quiet hours',
		quietHint: 'No letter comes in these. The same time twice: no quiet hours.',
		quietFrom: 'From',
		quietUntil: 'Until',
		daysOff: 'Days without letters',
		at: 'What had to wait comes at',
		atHint: 'Outside your quiet hours.',
	},
	topics: {
		title: 'What letters are about',
		hint: 'Off means no letter about it. What you planned stays as it is.',
		names: {
			action: 'Remind me of what I planned to do',
			session: 'Remind me of sessions, and of what was agreed there',
			silence: 'Ask how it goes when I have not been here for a while',
			nudge: 'Bring me the lines my coach writes in between',
			prompt: 'Invite me to reflect, as my coach and I arranged',
			calendar: 'Send me sessions for my calendar, and when they change',
		} satisfies Record<Topic, string>,
	},
	tried: (mail: string) => `Letters go to ${mail} again. If one comes back, you read it here.`,
};
