import type { Problem } from '#lib/api.ts';
import type { common as en } from '../en/common.ts';
import { api } from './said.ts';

const REFUSALS: Partial<Record<Problem['code'], string>> = {
	invalid: 'Zo kan het niet. Kijk bij de gemarkeerde velden',
	'signed-out': 'Log eerst in',
	forbidden: 'Dit is niet aan jou om te doen',
	'not-found': 'Hier is niets voor jou',
	conflict: 'Dit is intussen veranderd, dus dit kan niet meer',
	stale: 'Iemand heeft deze tekst intussen veranderd',
	expired: 'Deze link is verlopen of al gebruikt',
	'too-large': 'Dit is meer dan we in één keer aankunnen. Maak het korter; er is niets veranderd',
	'too-many': 'Dat was vaak. Wacht even en probeer het opnieuw',
	unavailable: 'We kunnen je werkruimte nu even niet bereiken. Probeer het opnieuw; er gebeurt niets dubbel',
	unreachable: 'We kunnen je werkruimte nu even niet bereiken',
	unforeseen: 'Er ging bij ons iets mis. Er is niets van jou verloren',
};

export const common: typeof en = {
	product: 'FocusCoachee',
	skip: 'Naar de inhoud',
	organization: 'Organisatie',
	trajectory: 'Traject',
	nav: {
		label: 'Hoofdmenu',
		today: 'Vandaag',
		program: 'Programma',
		reflections: 'Reflecties',
		coachees: 'Coachees',
		methods: 'Methodes',
		people: 'Mensen',
		settings: 'Instellingen',
	},
	organizations: 'Je organisaties',
	save: 'Opslaan',
	saved: 'Opgeslagen',
	cancel: 'Annuleren',
	undo: 'Ongedaan maken',
	back: 'Terug',
	optional: 'niet verplicht',
	requestId: (id) => `Als je ons erover vertelt, noem dan ${id}.`,
	refusal: ({ code, message }) => api.inDutch(message) ?? REFUSALS[code] ?? message,
	field: (said) => api.inDutch(said) ?? said,
	mend: 'Kijk hier nog eens naar',
	errorPage: {
		'not-found': {
			title: 'Hier is niets voor jou',
			text: 'De link is misschien oud, of de pagina is van iemand anders.',
		},
		unavailable: {
			title: 'We kunnen je werkruimte nu even niet bereiken',
			text: 'Er is niets verloren. Probeer het zo nog eens.',
		},
		unforeseen: {
			title: 'Er ging bij ons iets mis',
			text: 'Er is niets van jou verloren. Probeer het zo nog eens.',
		},
	},
	again: 'Opnieuw proberen',
	home: 'Naar het begin',
	noScript: 'Deze pagina heeft JavaScript nodig. Alles wat coaches en coachees doen werkt ook zonder.',
	clock: {
		label: 'Lokale klok',
		now: 'Het is nu',
		day: '+1 dag',
		week: '+1 week',
		to: 'Ga naar',
		go: 'Ga',
		mailbox: 'Postvak',
	},
};
