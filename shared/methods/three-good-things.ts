import type { Starter } from './starter.ts';

export const threeGoodThings: Starter = {
	key: 'three-good-things',
	en: {
		language: 'en',
		name: 'Three good things',
		purpose: 'Practise seeing what goes well, on ordinary days too.',
		whenToUse: 'In the evening, for a week or two. Or on a day when mostly the hard parts stay with you.',
		steps: [
			'Walk through your day, from getting up until now.',
			'Choose up to three moments that were good. Small ones count.',
			'Take one of them and ask yourself how it came about.',
		],
		questions: [
			{
				kind: 'line',
				questionId: 'first',
				ask: 'What was good today?',
				help: 'The coffee, a joke, a sentence that came out right.',
				required: true,
			},
			{
				kind: 'line',
				questionId: 'second',
				ask: 'And what else?',
				required: false,
				when: { questionId: 'first', is: 'answered' },
			},
			{
				kind: 'line',
				questionId: 'third',
				ask: 'And a third?',
				required: false,
				when: { questionId: 'second', is: 'answered' },
			},
			{
				kind: 'text',
				questionId: 'my-part',
				ask: 'Take one of them. What did you do to let it happen?',
				required: false,
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Drie goede dingen',
		purpose: 'Oefenen in zien wat goed gaat, ook op gewone dagen.',
		whenToUse: '’s Avonds, een week of twee achter elkaar. Of op een dag waarvan vooral het lastige blijft hangen.',
		steps: [
			'Loop je dag na, van opstaan tot nu.',
			'Kies hooguit drie momenten die goed waren. Kleine tellen mee.',
			'Neem er één van en vraag je af hoe het zo kwam.',
		],
		questions: [
			{
				kind: 'line',
				questionId: 'first',
				ask: 'Wat was er goed vandaag?',
				help: 'De koffie, een grap, een zin die er goed uit kwam.',
				required: true,
			},
			{
				kind: 'line',
				questionId: 'second',
				ask: 'En wat nog meer?',
				required: false,
				when: { questionId: 'first', is: 'answered' },
			},
			{
				kind: 'line',
				questionId: 'third',
				ask: 'En een derde?',
				required: false,
				when: { questionId: 'second', is: 'answered' },
			},
			{
				kind: 'text',
				questionId: 'my-part',
				ask: 'Neem er één van. Hoe heb jij eraan bijgedragen?',
				required: false,
			},
		],
	},
};
