import type { ReminderRule } from '#shared/domain/reminder.ts';
import { PRESETS, SESSION_PRESETS } from '#shared/domain/reminder.ts';

/** How an action went: days are counted from the session it came from. */
export type Outcome =
	{ done: number } | { movedTo: number; on: number; done?: number } | { dropped: number; because: string } | 'open';

export interface ActionPart {
	title: string;
	/** Deadline, in days after the session. */
	due: number;
	outcome: Outcome;
	goal?: number;
	mine?: 'coach';
	/** Without, what is usual for its owner. */
	remind?: readonly ReminderRule[];
	note?: string;
}

export interface SessionPart {
	/** Days from today; negative was. */
	day: number;
	time: string;
	place: string;
	notes?: string;
	privateNotes?: string;
	/** Rating of each goal after the session, with the coachee's sentence. */
	ratings?: readonly (readonly [number, string])[];
	actions: readonly ActionPart[];
	/** Without, what is usual for the coachee. */
	remind?: readonly ReminderRule[];
}

/** A line in the coach's own hand, so many days from today, about one of the actions. */
export interface NudgePart {
	day: number;
	text: string;
	about: string;
}

/** What invites the coachee to reflect, made by the coach so many days from today, and what they answer on later days. */
export interface PromptPart {
	day: number;
	title: string;
	method: string;
	rule: { afterSession: number } | { weekly: number; at: string };
	answers: readonly AnswerPart[];
}

export interface AnswerPart {
	/** Answered in the evening of the session so many days ago, or of the week in which that day lies. */
	day: number;
	answers: Readonly<Record<string, string | number>>;
	sharing?: 'mentioned' | 'private';
	/** The coach has read it, and answers so. */
	reply?: string;
}

export interface CoacheePart {
	name: string;
	mail: string;
	zone: string;
	language: 'en' | 'nl';
	coach: string;
	goals: readonly string[];
	/** Where each goal stood before the first session. */
	start: readonly (readonly [number, string])[];
	sessions: readonly SessionPart[];
	nudge?: NudgePart;
	prompts?: readonly PromptPart[];
	/** After so many days without activity a letter asks. */
	silence?: number;
	/** Invited, but has not opened the letter yet. */
	waiting?: true;
}

const dayBefore = [PRESETS.dayBefore];
const both = [PRESETS.dayBefore, PRESETS.onTheDay];
const week = [PRESETS.weekBefore, PRESETS.dayBefore];

export const FIRM = { name: 'Northlight Coaching', zone: 'Europe/Amsterdam', language: 'en' } as const;
export const ADMIN = { name: 'Marit Solberg', mail: 'marit@northlight.example' };
/** Coaches, and what one of them finds usual for actions; the others go by the firm's word. */
export const COACHES: readonly { name: string; mail: string; usual?: readonly ReminderRule[] }[] = [
	{ name: 'Jonas Adeyemi', mail: 'jonas@northlight.example' },
	{ name: 'Claire Fontaine', mail: 'claire@northlight.example', usual: both },
	{ name: 'Tomás Rivera', mail: 'tomas@northlight.example' },
	{ name: 'Hanneke de Wit', mail: 'hanneke@northlight.example' },
];

/** Two goals, four sessions and a past worth looking at, for the person most people meet first. */
const robin: CoacheePart = {
	name: 'Robin Vermeer',
	mail: 'robin@lumenworks.example',
	zone: 'Europe/Amsterdam',
	language: 'en',
	coach: 'Jonas Adeyemi',
	goals: ['Lead my new team without doing everyone’s work', 'Say no early, and kindly'],
	start: [
		[3, 'I still fix things myself at eleven in the evening.'],
		[2, 'I say yes and regret it on the way home.'],
	],
	prompts: [
		{
			day: -57,
			title: 'After our session',
			method: 'starter-after-session',
			rule: { afterSession: 2 },
			answers: [
				{
					day: -56,
					answers: {
						insight: 'I am proud of being the one who fixes things. I had never said that out loud.',
						step: 'Noor gets the release notes. I do not look at them first.',
					},
					reply: 'That pride is worth a whole session. Thank you for writing it down.',
				},
				{
					day: -35,
					answers: {
						insight: 'A no can be warm. The sentence is short enough to remember.',
						step: 'One meeting less, every week, and I choose it on Monday.',
						unsaid: 'I was late because I could not say no in the corridor.',
					},
				},
				{
					day: -14,
					answers: {
						insight: 'Kees is not the problem. I am afraid he will think less of me.',
						step: 'Tell him how I would like to be asked. In writing first.',
					},
					sharing: 'mentioned',
				},
			],
		},
		{
			day: -56,
			title: 'How is your week?',
			method: 'starter-check-in',
			rule: { weekly: 3, at: '16:00' },
			answers: [
				{ day: -49, answers: { week: 2, note: 'Three evenings gone.' } },
				{ day: -42, answers: { week: 3 } },
				{ day: -35, answers: { week: 3, note: 'Home at six. The house was quiet.' } },
				{ day: -28, answers: { week: 4 }, reply: 'What made the difference?' },
				{ day: -21, answers: { week: 2, note: 'A week of yes.' }, sharing: 'private' },
				{ day: -14, answers: { week: 4 } },
				{ day: -7, answers: { week: 4, note: 'Sam asked whether I was ill, I left so early.' } },
			],
		},
	],
	sessions: [
		{
			day: -56,
			time: '10:00',
			place: 'Northlight, room Birch',
			notes:
				'Where the evenings go. Robin keeps three things that others could do: the release notes, the Monday numbers, first answers to support.\n\nWe agreed to start with one, and to watch what happens.',
			privateNotes: 'Speaks very fast when the team comes up. Come back to what “good enough” means.',
			ratings: [
				[3, 'Nothing has changed yet, but I can see it.'],
				[3, 'I noticed the moment before the yes.'],
			],
			actions: [
				{ title: 'Hand the release notes to Noor', due: 7, outcome: { done: 6 }, goal: 0, remind: dayBefore },
				{
					title: 'Write down every yes I regret this week',
					due: 7,
					outcome: { done: 8 },
					goal: 1,
					remind: both,
					note: 'Eleven. Eleven!',
				},
				{ title: 'Send the article on delegation levels', due: 2, outcome: { done: 1 }, mine: 'coach' },
			],
		},
		{
			day: -35,
			time: '10:00',
			place: 'Northlight, room Birch',
			notes:
				'Noor does the release notes better than I did. The numbers are next.\n\nA sentence to try: “I would love to, and I can’t this month.”',
			ratings: [
				[5, 'Noor asked for more. That surprised me.'],
				[4, 'Said no once. Nobody died.'],
			],
			actions: [
				{
					title: 'Give the Monday numbers to Sam, with one page of how',
					due: 10,
					outcome: { movedTo: 14, on: 9, done: 13 },
					goal: 0,
					remind: week,
				},
				{ title: 'Say no to one meeting a week', due: 14, outcome: { done: 12 }, goal: 1, remind: dayBefore },
				{
					title: 'Keep a list of everything I decide in a day',
					due: 7,
					outcome: { dropped: 6, because: 'The list became its own job' },
					goal: 0,
				},
			],
		},
		{
			day: -14,
			time: '10:00',
			place: 'Video call',
			notes: 'Two evenings a week are free again. The hard one is still Kees, who asks in the corridor.',
			ratings: [
				[6, 'I left at six on three days.'],
				[5, 'The sentence works. In writing it is easier than face to face.'],
			],
			actions: [
				{ title: 'Tell Kees how I would like to be asked', due: 9, outcome: 'open', goal: 1, remind: both },
				{ title: 'Let Sam present the numbers to the board', due: 17, outcome: 'open', goal: 0, remind: week },
				{
					title: 'Ask Priya for feedback on the last three weeks',
					due: 15,
					outcome: 'open',
					goal: 0,
					remind: dayBefore,
				},
				{ title: 'Leave at six on Wednesday, whatever is open', due: 12, outcome: { done: 11 }, goal: 0 },
				{ title: 'Walk home on the days I stay late, and notice why', due: 20, outcome: 'open', goal: 1 },
				{ title: 'Look up the group on leading former peers', due: 10, outcome: { done: 4 }, mine: 'coach' },
			],
		},
		{
			day: 7,
			time: '10:00',
			place: 'Northlight, room Birch',
			actions: [],
			remind: [SESSION_PRESETS.dayBefore, SESSION_PRESETS.threeDaysAfter],
		},
	],
};

/** A believable middle of a trajectory, made from what is particular to the person. */
const midway = (
	person: Pick<CoacheePart, 'name' | 'mail' | 'zone' | 'coach'> & Partial<CoacheePart>,
	goal: string,
	[before, then]: readonly [readonly [number, string], readonly [number, string]],
	actions: readonly ActionPart[],
	[first, next]: readonly [number, number],
): CoacheePart => ({
	language: 'en',
	goals: [goal],
	start: [before],
	sessions: [
		{
			day: first,
			time: '14:00',
			place: 'Video call',
			notes: `What we are here for: ${goal}.`,
			ratings: [then],
			actions,
		},
		...(next > 0 ? [{ day: next, time: '14:00', place: 'Video call', actions: [] }] : []),
	],
	...person,
});

export const COACHEES: readonly CoacheePart[] = [
	robin,
	midway(
		{ name: 'Priya Raman', mail: 'priya@lumenworks.example', zone: 'Asia/Kolkata', coach: 'Jonas Adeyemi' },
		'Speak in the first ten minutes of every meeting',
		[
			[2, 'I wait until it is over.'],
			[4, 'Twice this week, with a shaking voice.'],
		],
		[
			{ title: 'Ask one question in the Tuesday meeting', due: 6, outcome: { done: 5 }, goal: 0, remind: dayBefore },
			{ title: 'Prepare one sentence before each stand-up', due: 13, outcome: { done: 12 }, goal: 0 },
			{ title: 'Tell Robin what helped in the last review', due: 25, outcome: 'open', goal: 0, remind: both },
		],
		[-20, 2],
	),
	midway(
		{
			name: 'Elif Kaya',
			mail: 'elif@harbour.example',
			zone: 'Europe/Istanbul',
			coach: 'Jonas Adeyemi',
			silence: 14,
			nudge: {
				day: -9,
				text: 'No letter has to be sent. Writing it down is the whole of it.',
				about: 'Write the letter I would send if I said yes',
			},
		},
		'Decide whether to take the job in Izmir',
		[
			[1, 'Every evening a different answer.'],
			[2, 'At least I know what I am afraid of.'],
		],
		[
			{ title: 'Write the letter I would send if I said yes', due: 5, outcome: 'open', goal: 0, remind: dayBefore },
			{ title: 'Spend one working day in Izmir', due: 12, outcome: 'open', goal: 0, remind: week },
		],
		[-23, 0],
	),
	midway(
		{
			name: 'Daan Visser',
			mail: 'daan@harbour.example',
			zone: 'Europe/Amsterdam',
			language: 'nl',
			coach: 'Hanneke de Wit',
		},
		'Om vijf uur naar huis, drie dagen per week',
		[
			[2, 'Ik zie de kinderen alleen slapend.'],
			[4, 'Twee keer gelukt.'],
		],
		[
			{ title: 'Afspraken na vier uur verzetten', due: 4, outcome: { done: 3 }, goal: 0, remind: dayBefore },
			{ title: 'Met Lotte afspreken wie de dinsdag doet', due: 19, outcome: 'open', goal: 0, remind: both },
		],
		[-16, 5],
	),
	midway(
		{ name: 'Maya Lindqvist', mail: 'maya@tidal.example', zone: 'Europe/Stockholm', coach: 'Claire Fontaine' },
		'Run my first offsite and enjoy it',
		[
			[3, 'I have a spreadsheet and no idea.'],
			[6, 'There is a plan, and it is not all mine.'],
		],
		[
			{ title: 'Ask three people what they hope for', due: 5, outcome: { done: 4 }, goal: 0 },
			{
				title: 'Book the house on the lake',
				due: 9,
				outcome: { movedTo: 12, on: 8, done: 12 },
				goal: 0,
				remind: dayBefore,
			},
			{ title: 'Hand the evening programme to Otto', due: 20, outcome: 'open', goal: 0, remind: both },
		],
		[-18, 3],
	),
	midway(
		{ name: 'Samuel Okafor', mail: 'samuel@tidal.example', zone: 'Europe/London', coach: 'Claire Fontaine' },
		'Give feedback the same week, not at the review',
		[
			[4, 'I collect it until it hurts.'],
			[5, 'Said one thing on the day it happened.'],
		],
		[
			{ title: 'Tell Beth about the handover, in person', due: 6, outcome: { done: 6 }, goal: 0, remind: both },
			{
				title: 'Block half an hour on Fridays for feedback',
				due: 8,
				outcome: { dropped: 7, because: 'Fridays are when I travel' },
				goal: 0,
			},
			{ title: 'Write three sentences of feedback to Arun', due: 24, outcome: 'open', goal: 0, remind: dayBefore },
		],
		[-22, 6],
	),
	midway(
		{ name: 'Inès Moreau', mail: 'ines@verdant.example', zone: 'Europe/Paris', coach: 'Claire Fontaine' },
		'Find a deputy I trust',
		[
			[2, 'Nobody does it like me, I say. I hear myself.'],
			[3, 'There are two people I had not seen.'],
		],
		[
			{ title: 'Have lunch with Bastien and with Aïcha', due: 10, outcome: { done: 9 }, goal: 0 },
			{ title: 'List what only I can do, and halve it', due: 14, outcome: 'open', goal: 0, remind: week },
		],
		[-25, 9],
	),
	midway(
		{ name: 'Noah Berg', mail: 'noah@verdant.example', zone: 'America/New_York', coach: 'Tomás Rivera' },
		'Sleep through the night before a board meeting',
		[
			[1, 'Three hours, if that.'],
			[4, 'Five hours, and I did not look at the deck again.'],
		],
		[
			{ title: 'No slides after eight in the evening', due: 7, outcome: { done: 7 }, goal: 0, remind: dayBefore },
			{ title: 'Rehearse once, aloud, with Dana', due: 21, outcome: 'open', goal: 0, remind: both },
		],
		[-19, 4],
	),
	midway(
		{ name: 'Leila Haddad', mail: 'leila@quarry.example', zone: 'Africa/Casablanca', coach: 'Tomás Rivera' },
		'Make the step from expert to adviser',
		[
			[5, 'They ask me how. I want them to ask me whether.'],
			[6, 'One client asked whether.'],
		],
		[
			{ title: 'Answer one question with a question', due: 5, outcome: { done: 3 }, goal: 0 },
			{ title: 'Draft the two-page view on pricing', due: 16, outcome: { movedTo: 23, on: 15 }, goal: 0, remind: week },
		],
		[-17, 8],
	),
	midway(
		{ name: 'Oskar Nowak', mail: 'oskar@quarry.example', zone: 'Europe/Warsaw', coach: 'Tomás Rivera' },
		'Settle the quarrel with the workshop',
		[
			[2, 'We write mails to people ten metres away.'],
			[2, 'We now shout, which is progress of a kind.'],
		],
		[{ title: 'Have coffee with Marek before the shift', due: 4, outcome: 'open', goal: 0, remind: both }],
		[-30, 0],
	),
	midway(
		{
			name: 'Femke Jansen',
			mail: 'femke@delta.example',
			zone: 'Europe/Amsterdam',
			language: 'nl',
			coach: 'Hanneke de Wit',
		},
		'Rustig blijven als het plan verandert',
		[
			[3, 'Ik word kortaf en hoor het zelf.'],
			[5, 'Eerst ademhalen werkt, soms.'],
		],
		[
			{ title: 'Elke avond één zin over wat anders liep', due: 7, outcome: { done: 7 }, goal: 0, remind: dayBefore },
			{ title: 'Het draaiboek samen met Joris herzien', due: 22, outcome: 'open', goal: 0, remind: both },
		],
		[-21, 1],
	),
	{
		name: 'Yuki Tanabe',
		mail: 'yuki@delta.example',
		zone: 'Asia/Tokyo',
		language: 'en',
		coach: 'Hanneke de Wit',
		goals: ['Learn to hand over before the last minute'],
		start: [],
		sessions: [{ day: 4, time: '09:00', place: 'Video call', actions: [] }],
		waiting: true,
	},
];
