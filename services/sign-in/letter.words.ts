import type { Language } from '#shared/domain/tenant.ts';

/** What a letter of sign-in says. Nothing in it was typed by whoever asked for it: it may be a stranger. */
interface Words {
	subject: string;
	greeting: (name?: string) => string;
	code: string;
	link?: string;
	button?: string;
	once: (minutes: number) => string;
}
type Kind = 'sign-in' | 'found';

export const words: Record<Language, Record<Kind, Words>> = {
	en: {
		'sign-in': {
			subject: 'Sign in to FocusCoachee',
			greeting: (name) => `Hello${name ? ` ${name}` : ''},`,
			code: 'Here is your code to sign in:',
			link: 'Or open this page and press the button there:',
			button: 'Sign in',
			once: (minutes) =>
				`Code and link work once, within ${minutes} minutes. If you did not ask for this letter you need do nothing: without it nobody gets in.`,
		},
		found: {
			subject: 'Confirm your mail address for FocusCoachee',
			greeting: () => 'Hello,',
			code: 'Type this code on the page where you are starting your organization:',
			once: (minutes) =>
				`It works once, within ${minutes} minutes. If you did not ask for this letter you need do nothing: without the code nothing comes to be.`,
		},
	},
	nl: {
		'sign-in': {
			subject: 'Inloggen bij FocusCoachee',
			greeting: (name) => `Hallo${name ? ` ${name}` : ''},`,
			code: 'Dit is je code om in te loggen:',
			link: 'Of open deze pagina en druk daar op de knop:',
			button: 'Inloggen',
			once: (minutes) =>
				`Code en link werken één keer, binnen ${minutes} minuten. Heb je niet om deze brief gevraagd, dan hoef je niets te doen: zonder deze brief komt niemand binnen.`,
		},
		found: {
			subject: 'Bevestig je mailadres voor FocusCoachee',
			greeting: () => 'Hallo,',
			code: 'Typ deze code op de pagina waar je je organisatie begint:',
			once: (minutes) =>
				`De code werkt één keer, binnen ${minutes} minuten. Heb je niet om deze brief gevraagd, dan hoef je niets te doen: zonder de code gebeurt er niets.`,
		},
	},
};
