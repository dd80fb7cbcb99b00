import type { Starter } from './starter.ts';

export const beforeSession: Starter = {
	key: 'before-session',
	en: {
		language: 'en',
		name: 'Before the next session',
		purpose: 'Arrive with an idea of what you want to talk about, so that the session starts where it matters to you.',
		whenToUse: 'A day or two before you meet. Five minutes.',
		steps: [
			'Look back for a moment at what you agreed last time.',
			'Notice what has shifted, even if it is something other than you planned.',
			'Choose one subject. If you hesitate, take the one you would rather put off.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'shifted',
				ask: 'What has changed since last time, big or small?',
				required: false,
			},
			{ kind: 'text', questionId: 'subject', ask: 'What do you want to talk about?', required: true },
			{
				kind: 'line',
				questionId: 'worthwhile',
				ask: 'What would make this session worth your time?',
				help: 'Think of how you would like to walk out of the door.',
				required: false,
			},
			{
				kind: 'oneOf',
				questionId: 'coach-role',
				ask: 'What would help you most from your coach this time?',
				options: [
					{ optionId: 'listen', label: 'Mainly listening' },
					{ optionId: 'think-along', label: 'Thinking along' },
					{ optionId: 'challenge', label: 'Challenging me' },
					{ optionId: 'practise', label: 'Practising something together' },
				],
				required: false,
			},
			{
				kind: 'line',
				questionId: 'challenge-on',
				ask: 'Where may your coach keep asking a little longer?',
				required: false,
				when: { questionId: 'coach-role', is: 'chosen', options: ['challenge'] },
			},
			{
				kind: 'line',
				questionId: 'practise-what',
				ask: 'Which conversation or situation do you want to practise?',
				required: false,
				when: { questionId: 'coach-role', is: 'chosen', options: ['practise'] },
			},
		],
	},
	nl: {
		language: 'nl',
		name: 'Voor de volgende sessie',
		purpose:
			'Binnenkomen met een idee van waar je het over wilt hebben, zodat de sessie begint bij wat jij belangrijk vindt.',
		whenToUse: 'Een dag of twee voor jullie afspraak. Vijf minuten.',
		steps: [
			'Kijk even terug naar wat jullie de vorige keer hebben afgesproken.',
			'Merk op wat er is verschoven, ook als dat iets anders is dan je van plan was.',
			'Kies één onderwerp. Twijfel je, neem dan het onderwerp dat je liever nog even uitstelt.',
		],
		questions: [
			{
				kind: 'text',
				questionId: 'shifted',
				ask: 'Wat is er sinds de vorige keer veranderd, groot of klein?',
				required: false,
			},
			{ kind: 'text', questionId: 'subject', ask: 'Waar wil je het over hebben?', required: true },
			{
				kind: 'line',
				questionId: 'worthwhile',
				ask: 'Wanneer is deze sessie je tijd waard geweest?',
				help: 'Bedenk hoe je straks de deur uit wilt lopen.',
				required: false,
			},
			{
				kind: 'oneOf',
				questionId: 'coach-role',
				ask: 'Waar ben je deze keer het meest mee geholpen?',
				options: [
					{ optionId: 'listen', label: 'Dat mijn coach vooral luistert' },
					{ optionId: 'think-along', label: 'Dat mijn coach meedenkt' },
					{ optionId: 'challenge', label: 'Dat mijn coach me uitdaagt' },
					{ optionId: 'practise', label: 'Dat we samen iets oefenen' },
				],
				required: false,
			},
			{
				kind: 'line',
				questionId: 'challenge-on',
				ask: 'Waarover mag je coach best even doorvragen?',
				required: false,
				when: { questionId: 'coach-role', is: 'chosen', options: ['challenge'] },
			},
			{
				kind: 'line',
				questionId: 'practise-what',
				ask: 'Welk gesprek of welke situatie wil je oefenen?',
				required: false,
				when: { questionId: 'coach-role', is: 'chosen', options: ['practise'] },
			},
		],
	},
};
