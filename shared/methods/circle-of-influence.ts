import type { Starter } from './starter.ts';

export const circleOfInfluence: Starter = {
	key: 'circle-of-influence',
	en: {
		language: 'en',
		name: 'Circle of influence',
		purpose:
			'Sort out what is yours to decide, what you can influence and what simply is so, and let your energy go where it counts.',
		whenToUse:
			'When a lot is happening around you, such as a reorganization or someone else’s decision, and your thoughts keep returning to it.',
		steps: [
			'Write down everything about it that occupies you.',
			'Go through it line by line: is this mine to decide, can I influence it, or neither?',
			'Choose one thing from the first two groups to take up.',
			'For the rest, see what would help you to let it be for now.',
		],
		questions: [
			{ kind: 'line', questionId: 'situation', ask: 'Which situation is it about?', required: true },
			{
				kind: 'text',
				questionId: 'mine',
				ask: 'What is yours to decide?',
				help: 'Also think of what you say, what you ask for and where your time goes.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'influence',
				ask: 'What can you influence, even though someone else decides?',
				help: 'Who could you talk to, and what could you propose?',
				required: false,
			},
			{ kind: 'text', questionId: 'outside', ask: 'What is out of your hands?', required: false },
			{
				kind: 'oneOf',
				questionId: 'attention',
				ask: 'Where did most of your attention go lately?',
				options: [
					{ optionId: 'mine', label: 'To what is mine to decide' },
					{ optionId: 'influence', label: 'To what I can influence' },
					{ optionId: 'outside', label: 'To what is out of my hands' },
				],
				required: true,
			},
			{
				kind: 'text',
				questionId: 'let-be',
				ask: 'What would help you to leave that alone for a while?',
				help: 'Someone to share it with, a fixed moment to look at the news, something to keep your hands busy.',
				required: false,
				when: { questionId: 'attention', is: 'chosen', options: ['outside'] },
			},
			{ kind: 'line', questionId: 'step', ask: 'What one thing will you take up?', required: true },
		],
	},
	nl: {
		language: 'nl',
		name: 'Cirkel van invloed',
		purpose:
			'Uit elkaar halen waar je zelf over gaat, waar je invloed op hebt en wat gewoon zo is, zodat je energie op de goede plek terechtkomt.',
		whenToUse:
			'Als er veel om je heen gebeurt, zoals een reorganisatie of een besluit van een ander, en je er steeds aan moet denken.',
		steps: [
			'Schrijf alles op wat je eraan bezighoudt.',
			'Loop het regel voor regel langs: ga ik hierover, heb ik er invloed op, of geen van beide?',
			'Kies uit de eerste twee groepen één ding dat je oppakt.',
			'Kijk bij de rest wat je helpt om het voorlopig te laten voor wat het is.',
		],
		questions: [
			{ kind: 'line', questionId: 'situation', ask: 'Om welke situatie gaat het?', required: true },
			{
				kind: 'text',
				questionId: 'mine',
				ask: 'Waar ga je zelf over?',
				help: 'Denk ook aan wat je zegt, waar je om vraagt en waar je tijd naartoe gaat.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'influence',
				ask: 'Waar heb je invloed op, al beslist een ander?',
				help: 'Met wie zou je kunnen praten, en wat zou je kunnen voorstellen?',
				required: false,
			},
			{ kind: 'text', questionId: 'outside', ask: 'Wat heb je niet in de hand?', required: false },
			{
				kind: 'oneOf',
				questionId: 'attention',
				ask: 'Waar ging je aandacht de laatste tijd het meest naartoe?',
				options: [
					{ optionId: 'mine', label: 'Naar waar ik zelf over ga' },
					{ optionId: 'influence', label: 'Naar waar ik invloed op heb' },
					{ optionId: 'outside', label: 'Naar wat ik niet in de hand heb' },
				],
				required: true,
			},
			{
				kind: 'text',
				questionId: 'let-be',
				ask: 'Wat helpt je om dat een tijdje met rust te laten?',
				help: 'Iemand om het mee te delen, een vast moment voor het nieuws, iets om je handen mee bezig te houden.',
				required: false,
				when: { questionId: 'attention', is: 'chosen', options: ['outside'] },
			},
			{ kind: 'line', questionId: 'step', ask: 'Welk ene ding pak je op?', required: true },
		],
	},
};
