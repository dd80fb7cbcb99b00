import type { Starter } from './starter.ts';

export const justWrite: Starter = {
	key: 'just-write',
	en: {
		language: 'en',
		name: 'Just write',
		purpose: 'Empty your head onto the page. No form, and nothing it has to lead to.',
		whenToUse: 'When a lot is going through your mind, or when something happened that you want to keep.',
		steps: [
			'Take five to ten minutes and put everything else out of sight.',
			'Keep writing without correcting. Half sentences are fine.',
			'Read it back once, and see which sentence you want to remember.',
		],
		questions: [{ kind: 'text', questionId: 'words', ask: 'What is on your mind?', required: true }],
	},
	nl: {
		language: 'nl',
		name: 'Gewoon schrijven',
		purpose: 'Je hoofd leegmaken op papier. Zonder vorm, en het hoeft nergens toe te leiden.',
		whenToUse: 'Als er veel door je hoofd gaat, of als er iets is gebeurd wat je wilt bewaren.',
		steps: [
			'Neem vijf tot tien minuten en leg al het andere uit het zicht.',
			'Schrijf door zonder te verbeteren. Halve zinnen zijn prima.',
			'Lees het één keer terug en kijk welke zin je wilt onthouden.',
		],
		questions: [{ kind: 'text', questionId: 'words', ask: 'Wat houdt je bezig?', required: true }],
	},
};
