import type { Starter } from './starter.ts';

export const forceField: Starter = {
	key: 'force-field',
	en: {
		language: 'en',
		name: 'Force field',
		purpose:
			'See what carries a change forward and what holds it back, and find the place where a little effort does a lot.',
		whenToUse: 'When you want something to change and it will not budge, at work or in your own habits.',
		steps: [
			'Put the change into one sentence.',
			'Write down what carries it forward: reasons, people, circumstances.',
			'Write down what holds it back. Include what the present situation gives you.',
			'Weigh the two sides.',
			'See first whether something that holds it back can become lighter. It often does more than pushing harder.',
		],
		questions: [
			{ kind: 'line', questionId: 'change', ask: 'What do you want to change?', required: true },
			{
				kind: 'text',
				questionId: 'forward',
				ask: 'What carries it forward?',
				help: 'Reasons, people, skills, circumstances.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'back',
				ask: 'What holds it back?',
				help: 'Also what you would miss once it has changed.',
				required: true,
			},
			{
				kind: 'scale',
				questionId: 'balance',
				ask: 'Which side is stronger today?',
				low: 'What holds it back',
				high: 'What carries it forward',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'lighter',
				ask: 'Which of the things that hold it back could become lighter, and who could help with that?',
				required: false,
				when: { questionId: 'balance', is: 'atMost', value: 5 },
			},
			{
				kind: 'text',
				questionId: 'use-more',
				ask: 'What is already working for you that you could use more?',
				required: false,
				when: { questionId: 'balance', is: 'atLeast', value: 6 },
			},
			{ kind: 'line', questionId: 'step', ask: 'What will you do first?', required: true },
		],
	},
	nl: {
		language: 'nl',
		name: 'Krachtenveld',
		purpose:
			'Zien wat een verandering vooruithelpt en wat haar tegenhoudt, en de plek vinden waar weinig moeite veel uithaalt.',
		whenToUse: 'Als je iets wilt veranderen en er geen beweging in komt, op je werk of in je eigen gewoontes.',
		steps: [
			'Vat de verandering in één zin.',
			'Schrijf op wat haar vooruithelpt: redenen, mensen, omstandigheden.',
			'Schrijf op wat haar tegenhoudt. Ook wat je aan de huidige situatie hebt.',
			'Weeg de twee kanten tegen elkaar af.',
			'Kijk eerst of iets wat tegenhoudt lichter kan worden. Dat doet vaak meer dan harder duwen.',
		],
		questions: [
			{ kind: 'line', questionId: 'change', ask: 'Wat wil je veranderen?', required: true },
			{
				kind: 'text',
				questionId: 'forward',
				ask: 'Wat helpt het vooruit?',
				help: 'Redenen, mensen, wat je kunt, omstandigheden.',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'back',
				ask: 'Wat houdt het tegen?',
				help: 'Ook wat je gaat missen als het eenmaal anders is.',
				required: true,
			},
			{
				kind: 'scale',
				questionId: 'balance',
				ask: 'Welke kant is vandaag sterker?',
				low: 'Wat tegenhoudt',
				high: 'Wat vooruithelpt',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'lighter',
				ask: 'Welke rem kan wat losser, en wie kan je daarbij helpen?',
				required: false,
				when: { questionId: 'balance', is: 'atMost', value: 5 },
			},
			{
				kind: 'text',
				questionId: 'use-more',
				ask: 'Wat werkt al in je voordeel en kun je nog meer benutten?',
				required: false,
				when: { questionId: 'balance', is: 'atLeast', value: 6 },
			},
			{ kind: 'line', questionId: 'step', ask: 'Wat ga je als eerste doen?', required: true },
		],
	},
};
