import type { Starter } from './starter.ts';

/** One tap is a whole answer: anything more has to stay optional. */
export const checkIn: Starter = {
	key: 'check-in',
	en: {
		language: 'en',
		name: 'Mid-week check-in',
		purpose: 'A short stop halfway through the week, to notice how you are doing.',
		whenToUse:
			'On a Wednesday or Thursday, or on any day that filled up faster than you thought. It takes ten seconds.',
		steps: [
			'Put down what you are doing for a moment.',
			'Choose what fits right now.',
			'If there is a sentence to go with it, write it down.',
		],
		questions: [
			{ kind: 'mood', questionId: 'week', ask: 'How is your week so far?', required: true },
			{ kind: 'text', questionId: 'note', ask: 'Would you like to add anything?', required: false },
		],
	},
	nl: {
		language: 'nl',
		name: 'Halverwege de week',
		purpose: 'Halverwege de week even stilstaan bij hoe het met je gaat.',
		whenToUse: 'Op woensdag of donderdag, of op een dag die sneller volliep dan je dacht. Het kost tien seconden.',
		steps: [
			'Leg even neer waar je mee bezig bent.',
			'Kies wat er op dit moment past.',
			'Hoort er een zin bij, schrijf die dan op.',
		],
		questions: [
			{ kind: 'mood', questionId: 'week', ask: 'Hoe is je week tot nu toe?', required: true },
			{ kind: 'text', questionId: 'note', ask: 'Wil je er nog iets bij zeggen?', required: false },
		],
	},
};
