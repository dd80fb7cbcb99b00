import type { Starter } from './starter.ts';

export const grow: Starter = {
	key: 'grow',
	en: {
		language: 'en',
		name: 'GROW',
		purpose:
			'Think something through in four rounds: what you want, how it is now, what is possible, what you will do.',
		whenToUse: 'When you want to get further with something and do not know how yet. Take a quarter of an hour.',
		steps: [
			'Goal: say what you want to have in hand when this has worked.',
			'Reality: describe how things are now, facts before opinions.',
			'Options: collect more possibilities than you need, strange ones included.',
			'Will: choose one, and give it a day.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'goal',
				ask: 'What do you want to achieve?',
				help: 'Describe it so that someone else could see that you have got there.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'reality',
				ask: 'How are things now?',
				help: 'What have you tried, what helped, what is in the way?',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'options',
				ask: 'What could you do?',
				help: 'Try for five, one of them something you would normally wave aside.',
				required: true,
			},
			{ kind: 'line', questionId: 'will', ask: 'What will you do first, and on which day?', required: true },
			{
				kind: 'scale',
				questionId: 'certainty',
				ask: 'How sure are you that you will do it?',
				low: 'It probably will not happen',
				high: 'It is certain to happen',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'easier',
				ask: 'How can you make it smaller or easier, until you would give it an eight?',
				required: false,
				when: { questionId: 'certainty', is: 'atMost', value: 7 },
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'GROW',
		purpose: 'Iets in vier rondes doordenken: wat je wilt, hoe het nu is, wat er allemaal kan en wat je gaat doen.',
		whenToUse: 'Als je ergens verder mee wilt en nog niet weet hoe. Neem er een kwartier voor.',
		steps: [
			'Goal, je doel: zeg wat je in handen hebt als dit is gelukt.',
			'Reality, hoe het nu is: beschrijf hoe de zaken ervoor staan, eerst de feiten en dan wat je ervan vindt.',
			'Options, wat er kan: verzamel meer mogelijkheden dan je nodig hebt, ook gekke.',
			'Will, wat je gaat doen: kies er één en prik een dag.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'goal',
				ask: 'Wat wil je bereiken?',
				help: 'Beschrijf het zo dat een ander kan zien dat je er bent.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'reality',
				ask: 'Hoe is het nu?',
				help: 'Wat heb je al geprobeerd, wat hielp, wat zit in de weg?',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'options',
				ask: 'Wat zou je kunnen doen?',
				help: 'Probeer er vijf te vinden, waarvan één die je normaal meteen wegwuift.',
				required: true,
			},
			{ kind: 'line', questionId: 'will', ask: 'Wat ga je als eerste doen, en op welke dag?', required: true },
			{
				kind: 'scale',
				questionId: 'certainty',
				ask: 'Hoe zeker weet je dat je het gaat doen?',
				low: 'Het komt er waarschijnlijk niet van',
				high: 'Het gaat zeker gebeuren',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'easier',
				ask: 'Hoe maak je het kleiner of makkelijker, tot je het een acht geeft?',
				required: false,
				when: { questionId: 'certainty', is: 'atMost', value: 7 },
			},
		],
	},
};
