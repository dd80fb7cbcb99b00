import type { Starter } from './starter.ts';

export const weeklyReview: Starter = {
	key: 'weekly-review',
	en: {
		language: 'en',
		name: 'Weekly review',
		purpose: 'Round off the week with what went well, and start the next one knowing what you want from it.',
		whenToUse: 'At the end of the week, at a regular moment that suits you. Allow ten minutes.',
		steps: [
			'Leaf through your calendar and your actions of the past days.',
			'Begin with what went well. It is easily skipped.',
			'Be curious about what was left. It says something about your week, not about you.',
			'Choose one thing for next week, and find it a place in your calendar.',
		],
		questions: [
			{
				kind: 'scale',
				questionId: 'week',
				ask: 'How do you look back on this week?',
				low: 'Nothing like I wanted',
				high: 'Just as I wanted',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'went-well',
				ask: 'What went well, and what was your part in it?',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'left',
				ask: 'What was left, and what does that tell you?',
				help: 'Perhaps it was too big, perhaps something else came first, perhaps you no longer want it.',
				required: false,
			},
			{
				kind: 'text',
				questionId: 'helped',
				ask: 'What would have helped you this week?',
				required: false,
				when: { questionId: 'week', is: 'atMost', value: 4 },
			},
			{
				kind: 'line',
				questionId: 'next-week',
				ask: 'What one thing do you want to do next week, whatever else happens?',
				help: 'Add the day, if you know it.',
				required: true,
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Terugblik op de week',
		purpose: 'De week afronden met wat goed ging, en aan de volgende beginnen met een idee van wat je ervan wilt.',
		whenToUse: 'Aan het eind van de week, op een vast moment dat jou past. Reken op tien minuten.',
		steps: [
			'Blader door je agenda en je acties van de afgelopen dagen.',
			'Begin met wat goed ging. Dat sla je makkelijk over.',
			'Wees nieuwsgierig naar wat bleef liggen. Het zegt iets over je week, niet over jou.',
			'Kies één ding voor volgende week en zoek er een plek voor in je agenda.',
		],
		questions: [
			{
				kind: 'scale',
				questionId: 'week',
				ask: 'Hoe kijk je terug op deze week?',
				low: 'Heel anders dan ik wilde',
				high: 'Precies zoals ik wilde',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'went-well',
				ask: 'Wat ging goed, en wat was jouw aandeel daarin?',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'left',
				ask: 'Wat bleef liggen, en wat vertelt dat je?',
				help: 'Misschien was het te groot, misschien ging iets anders voor, misschien wil je het niet meer.',
				required: false,
			},
			{
				kind: 'text',
				questionId: 'helped',
				ask: 'Waar was je deze week mee geholpen geweest?',
				required: false,
				when: { questionId: 'week', is: 'atMost', value: 4 },
			},
			{
				kind: 'line',
				questionId: 'next-week',
				ask: 'Wat wil je volgende week in elk geval doen, wat er ook gebeurt?',
				help: 'Zet de dag erbij, als je die al weet.',
				required: true,
			},
		],
	},
};
