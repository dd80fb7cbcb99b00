import type { Starter } from './starter.ts';

export const wheelOfLife: Starter = {
	key: 'wheel-of-life',
	en: {
		language: 'en',
		name: 'Wheel of life',
		purpose:
			'See at a glance how content you are with the parts of your life, and which one you want to attend to now.',
		whenToUse:
			'At the start of your coaching, halfway and at the end. Or when something is not right and you cannot say what.',
		steps: [
			'Give each part a number for how content you are with it today. At ten there is nothing left to wish for.',
			'Look at the whole shape before you look at the parts.',
			'Choose the part where a small change would make the most difference. That need not be the lowest.',
			'Think of what would bring it one point higher.',
		],
		questions: [
			{
				kind: 'wheel',
				questionId: 'wheel',
				ask: 'How content are you with each part of your life?',
				help: 'From 0, not at all, to 10, entirely. Go by today.',
				spokes: [
					{ optionId: 'work', label: 'Work' },
					{ optionId: 'money', label: 'Money' },
					{ optionId: 'health', label: 'Health' },
					{ optionId: 'love', label: 'Love' },
					{ optionId: 'family-friends', label: 'Family and friends' },
					{ optionId: 'leisure', label: 'Fun and rest' },
					{ optionId: 'learning', label: 'Learning' },
					{ optionId: 'home', label: 'Home' },
				],
				required: true,
			},
			{ kind: 'text', questionId: 'whole', ask: 'What strikes you when you look at the whole?', required: false },
			{
				kind: 'oneOf',
				questionId: 'focus',
				ask: 'Which part do you want to attend to first?',
				options: [
					{ optionId: 'work', label: 'Work' },
					{ optionId: 'money', label: 'Money' },
					{ optionId: 'health', label: 'Health' },
					{ optionId: 'love', label: 'Love' },
					{ optionId: 'family-friends', label: 'Family and friends' },
					{ optionId: 'leisure', label: 'Fun and rest' },
					{ optionId: 'learning', label: 'Learning' },
					{ optionId: 'home', label: 'Home' },
				],
				required: false,
			},
			{
				kind: 'text',
				questionId: 'one-higher',
				ask: 'What would one point higher look like there?',
				required: false,
				when: { questionId: 'focus', is: 'answered' },
			},
			{
				kind: 'line',
				questionId: 'step',
				ask: 'What small thing can you do for it this week?',
				required: false,
				when: { questionId: 'focus', is: 'answered' },
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Levenswiel',
		purpose:
			'In één oogopslag zien hoe tevreden je bent met de verschillende kanten van je leven, en welke je nu aandacht wilt geven.',
		whenToUse:
			'Aan het begin van je coaching, halverwege en aan het eind. Of als er iets niet lekker zit en je niet weet wat.',
		steps: [
			'Geef elke kant een cijfer voor hoe tevreden je er vandaag mee bent. Bij een tien blijft er niets te wensen over.',
			'Kijk naar de vorm als geheel voordat je naar de delen kijkt.',
			'Kies de kant waar een kleine verandering het meeste verschil maakt. Dat hoeft niet de laagste te zijn.',
			'Bedenk wat er nodig is voor één punt hoger.',
		],
		questions: [
			{
				kind: 'wheel',
				questionId: 'wheel',
				ask: 'Hoe tevreden ben je met elke kant van je leven?',
				help: 'Van 0, helemaal niet, tot 10, helemaal. Ga uit van vandaag.',
				spokes: [
					{ optionId: 'work', label: 'Werk' },
					{ optionId: 'money', label: 'Geld' },
					{ optionId: 'health', label: 'Gezondheid' },
					{ optionId: 'love', label: 'Liefde' },
					{ optionId: 'family-friends', label: 'Familie en vrienden' },
					{ optionId: 'leisure', label: 'Plezier en rust' },
					{ optionId: 'learning', label: 'Leren' },
					{ optionId: 'home', label: 'Thuis' },
				],
				required: true,
			},
			{ kind: 'text', questionId: 'whole', ask: 'Wat valt je op als je naar het geheel kijkt?', required: false },
			{
				kind: 'oneOf',
				questionId: 'focus',
				ask: 'Welke kant wil je als eerste aandacht geven?',
				options: [
					{ optionId: 'work', label: 'Werk' },
					{ optionId: 'money', label: 'Geld' },
					{ optionId: 'health', label: 'Gezondheid' },
					{ optionId: 'love', label: 'Liefde' },
					{ optionId: 'family-friends', label: 'Familie en vrienden' },
					{ optionId: 'leisure', label: 'Plezier en rust' },
					{ optionId: 'learning', label: 'Leren' },
					{ optionId: 'home', label: 'Thuis' },
				],
				required: false,
			},
			{
				kind: 'text',
				questionId: 'one-higher',
				ask: 'Hoe ziet één punt hoger er daar uit?',
				required: false,
				when: { questionId: 'focus', is: 'answered' },
			},
			{
				kind: 'line',
				questionId: 'step',
				ask: 'Welk klein ding kun je er deze week voor doen?',
				required: false,
				when: { questionId: 'focus', is: 'answered' },
			},
		],
	},
};
