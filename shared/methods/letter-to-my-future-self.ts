import type { Starter } from './starter.ts';

export const letterToMyFutureSelf: Starter = {
	key: 'letter-to-my-future-self',
	en: {
		language: 'en',
		name: 'Letter to my future self',
		purpose: 'Write to who you will be on a later day: what you hope, and what you do not want to forget.',
		whenToUse:
			'At the start of your coaching, at a turning point, or around the last session as a bridge to what follows.',
		steps: [
			'Choose a day on which you want to read the letter.',
			'Picture that day: where you are, what you do, who is around you.',
			'Begin with “Dear”, followed by your own name, and write on without stopping.',
			'Put the day in your calendar, so that you come back to it.',
		],
		questions: [
			{
				kind: 'oneOf',
				questionId: 'read-on',
				ask: 'When do you want to read this again?',
				options: [
					{ optionId: 'three-months', label: 'In three months' },
					{ optionId: 'half-year', label: 'In half a year' },
					{ optionId: 'year', label: 'In a year' },
					{ optionId: 'other', label: 'At another moment' },
				],
				required: true,
			},
			{
				kind: 'line',
				questionId: 'occasion',
				ask: 'Which day, or which occasion?',
				required: false,
				when: { questionId: 'read-on', is: 'chosen', options: ['other'] },
			},
			{
				kind: 'text',
				questionId: 'letter',
				ask: 'What do you want to tell yourself on that day?',
				help: 'How are you now? What do you hope will be different? What would you like to keep as it is?',
				required: true,
			},
			{
				kind: 'line',
				questionId: 'sentence',
				ask: 'Which one sentence do you want to remember from it today?',
				required: false,
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Brief aan mezelf voor later',
		purpose: 'Schrijven aan wie je op een latere dag bent: wat je hoopt, en wat je niet wilt vergeten.',
		whenToUse:
			'Aan het begin van je coaching, op een keerpunt, of rond de laatste sessie als brug naar wat daarna komt.',
		steps: [
			'Kies een dag waarop je de brief wilt lezen.',
			'Stel je die dag voor: waar je bent, wat je doet, wie er om je heen zijn.',
			'Begin met “Lieve” of “Beste” en je eigen naam, en schrijf achter elkaar door.',
			'Zet de dag in je agenda, zodat je er vanzelf op terugkomt.',
		],
		questions: [
			{
				kind: 'oneOf',
				questionId: 'read-on',
				ask: 'Wanneer wil je dit teruglezen?',
				options: [
					{ optionId: 'three-months', label: 'Over drie maanden' },
					{ optionId: 'half-year', label: 'Over een half jaar' },
					{ optionId: 'year', label: 'Over een jaar' },
					{ optionId: 'other', label: 'Op een ander moment' },
				],
				required: true,
			},
			{
				kind: 'line',
				questionId: 'occasion',
				ask: 'Welke dag, of bij welke gelegenheid?',
				required: false,
				when: { questionId: 'read-on', is: 'chosen', options: ['other'] },
			},
			{
				kind: 'text',
				questionId: 'letter',
				ask: 'Wat wil je jezelf op die dag vertellen?',
				help: 'Hoe gaat het nu met je? Wat hoop je dat er anders is? Wat mag blijven zoals het is?',
				required: true,
			},
			{
				kind: 'line',
				questionId: 'sentence',
				ask: 'Welke ene zin wil je er vandaag al uit onthouden?',
				required: false,
			},
		],
	},
};
