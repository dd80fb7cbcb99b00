import type { reflect as en } from '../en/reflect.ts';

/** What the API says of answers, in Dutch. */
const SAID: Record<string, string> = {
	'Please answer this one': 'Beantwoord deze nog',
	'Please keep this within 280 characters': 'Houd het binnen 280 tekens',
	'Please answer in words': 'Antwoord in woorden',
	'Please choose a number of this scale': 'Kies een getal van deze schaal',
	'Please choose from what is offered': 'Kies uit wat er staat',
	'This is not asked here': 'Dit wordt hier niet gevraagd',
	'Something is still missing or does not fit': 'Er ontbreekt nog iets, of iets past niet',
	'There is nothing here yet. Write or choose something first': 'Hier staat nog niets. Schrijf of kies eerst iets',
	'One of these questions is not asked here. Your words are kept; please look again':
		'Een van deze vragen wordt hier niet gesteld. Je woorden zijn bewaard; kijk nog eens',
	'This answers other questions than were asked. Your words are kept; please look again':
		'Dit beantwoordt andere vragen dan er gesteld zijn. Je woorden zijn bewaard; kijk nog eens',
	'This is longer than we can keep in one reflection (100 KB). Please split it in two':
		'Dit is langer dan we in één reflectie kunnen bewaren (100 KB). Maak er twee van',
	'This reflection was sent already': 'Deze reflectie is al verstuurd',
	'You wrote here on another device too. Both texts are kept: choose which one goes on':
		'Je schreef hier ook op een ander apparaat. Beide teksten zijn bewaard: kies met welke je verdergaat',
	'This trajectory has ended; nothing can be added to it': 'Dit traject is afgesloten; er kan niets meer bij',
	'We cannot reach your workspace just now': 'We kunnen je werkruimte nu even niet bereiken',
};

export const reflect: typeof en = {
	from: (coach) => `Voor jou en ${coach}. Hieronder bepaal je wie ervan weet.`,
	ifYouLike: '(als je wilt)',
	ifItFits: '(als het past)',
	moods: ['Heel laag', 'Laag', 'Gaat wel', 'Goed', 'Heel goed'],
	clear: 'Laat dit open',
	wheel: (told) => `Wiel: ${told}`,
	outOfTen: (value) => `${value} van 10`,
	who: 'Wie ervan weet',
	sharing: {
		shared: (coach) => `${coach} leest het`,
		mentioned: (coach) => `Alleen ik lees het; ${coach} ziet dat ik iets schreef`,
		private: () => 'Alleen ik weet ervan',
	},
	send: 'Versturen',
	refused: (said) => SAID[said] ?? said,
	notNow: 'Deze keer niet',
	oneByOne: 'Eén vraag tegelijk',
	allAtOnce: 'Alle vragen samen',
	step: (step, of) => `Vraag ${step} van ${of}`,
	next: 'Verder',
	previous: 'Terug',
	kept: 'Bewaard',
	onDevice: 'Bewaard op dit apparaat',
	offline:
		'Er is nu geen netwerk. Wat je schrijft blijft op dit apparaat bewaard en gaat vanzelf verder zodra het er weer is.',
	nowhere: 'Deze browser bewaart niets en we zijn nu niet bereikbaar. Laat deze pagina open staan.',
	tooLong:
		'Dit is langer dan we in één reflectie kunnen bewaren (100 KB). Het blijft op dit apparaat; maak het korter.',
	signedOut: 'Je bent uitgelogd. Wat je schreef blijft op dit apparaat tot je terug bent.',
	signIn: 'Inloggen',
	sentElsewhere:
		'Dit is al verstuurd, vanuit een ander tabblad of apparaat. Wat je hier schreef staat er nog, om te kopiëren.',
	two: 'Je schreef hier op twee plekken',
	twoHint: 'Beide zijn bewaard. Kies met welke je verdergaat.',
	here: 'Op deze pagina',
	there: 'Op de andere plek',
	nothing: 'Nog niets',
	useHere: 'Verder met deze pagina',
	useThere: 'Verder met de andere',
	sent: {
		shared: (coach) => `Verstuurd. ${coach} kan het lezen.`,
		mentioned: (coach) => `Voor jou bewaard. ${coach} ziet dat je iets schreef, niet wat.`,
		private: () => 'Alleen voor jou bewaard.',
	},
	closed: 'Dit is intussen gesloten, misschien door een antwoord van elders.',
	yours: 'Dit had je geschreven. Kopieer het als je het wilt bewaren.',
	answered: 'Je hebt dit beantwoord.',
	settled: 'Dit is opzijgelegd, of alleen voor jezelf beantwoord.',
	notOpen: 'Dit is nog niet open. Het komt vanzelf als het zover is.',
	over: 'Dit is voorbij. Er wordt hier niets van je gevraagd.',
	takeUp: 'Toch oppakken',
	earlier: 'Hier was je eerder aan begonnen',
	toNotebook: 'Je reflecties',
	toToday: 'Vandaag',
};
