import type { Starter } from './starter.ts';

export const afterSession: Starter = {
	key: 'after-session',
	en: {
		language: 'en',
		name: 'After the session: three questions',
		purpose: 'Keep what a session gave you while it is fresh, in a few sentences of your own.',
		whenToUse: 'The same day, or the morning after. Three minutes is enough.',
		steps: [
			'Sit down for a moment before the next thing begins.',
			'Write what comes up first. It does not have to be complete.',
			'Choose a step so small that you can start on it within a day or two.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'insight',
				ask: 'What stays with you from this session?',
				help: 'A sentence, an image, something you heard yourself say.',
				required: true,
			},
			{ kind: 'text', questionId: 'step', ask: 'What will you do differently because of it?', required: true },
			{
				kind: 'text',
				questionId: 'unsaid',
				ask: 'Is there something you would still like to say or ask?',
				required: false,
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Na de sessie: drie vragen',
		purpose: 'Vasthouden wat een sessie je bracht nu het nog vers is, in een paar zinnen van jezelf.',
		whenToUse: 'Nog dezelfde dag, of de ochtend erna. Drie minuten is genoeg.',
		steps: [
			'Ga even zitten voordat het volgende begint.',
			'Schrijf op wat als eerste bovenkomt. Het hoeft niet volledig te zijn.',
			'Kies een stap die zo klein is dat je er binnen een dag of twee aan kunt beginnen.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'insight',
				ask: 'Wat blijft je bij van deze sessie?',
				help: 'Een zin, een beeld, iets wat je jezelf hoorde zeggen.',
				required: true,
			},
			{ kind: 'text', questionId: 'step', ask: 'Wat ga je hierdoor anders doen?', required: true },
			{ kind: 'text', questionId: 'unsaid', ask: 'Is er iets wat je nog wilt zeggen of vragen?', required: false },
		],
	},
};
