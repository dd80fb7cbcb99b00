import type { ReminderRule } from '#shared/domain/reminder.ts';
import type { Words } from './words.ts';

export const nl: Words = {
	locale: 'nl-NL',
	lang: 'nl',
	today: 'vandaag',
	tomorrow: 'morgen',
	yesterday: 'gisteren',

	letter: {
		via: (person, organization) => `${person} via ${organization}`,
		andMore: (title, count) => `${title} en nog ${count}`,
		planned: (day) => `Je was van plan dit uiterlijk ${day} te doen.`,
		wasPlanned: (day) => `Dit zou ${day} klaar zijn.`,
		by: (day) => `Uiterlijk ${day}`,
		wasBy: (day) => `Zou klaar zijn ${day}`,
		writes: (coach) => `${coach} schrijft:`,
		session: (number, coach) => `Sessie ${number} met ${coach}`,
		at: (day, from, until) => `${day}, ${from}–${until}`,
		agreed: (number, day) => `Uit sessie ${number}, ${day}`,
		rest: (count) => `en nog ${count}`,
		quiet: (days) => `Het is ${days} dagen stil geweest`,
		next: 'Wat is de volgende kleine stap?',
		look: 'Kijken hoe het ervoor staat',
		invites: 'Een moment om terug te kijken, als je wilt.',
		reflect: 'Antwoorden',
		skip: 'Deze keer niet',
		done: 'Gedaan',
		later: 'Nog niet: een andere dag',
		drop: 'Ik doe het niet, omdat …',
		why: (organization, reasons) => `Je krijgt dit van ${organization} vanwege ${reasons}.`,
		because: {
			rule: (rule) =>
				rule.anchor === 'opening' && rule.amount === 0
					? 'een uitnodiging om terug te kijken'
					: `een herinnering ${ruleInWords(rule)}`,
			silence: (days) => `een herinnering na ${days} stille dagen`,
			nudge: 'een regel van je coach',
		},
		yours: 'De links zijn alleen van jou en werken 30 dagen.',
		waited: {
			paused: 'Je brieven waren gepauzeerd; wat intussen aan de beurt kwam staat hier.',
			dayOff: 'Een deel kwam aan de beurt op een dag zonder brieven, en wachtte.',
			quiet: 'Een deel kwam aan de beurt in je stille uren, en wachtte.',
			dayFull: (most) => `${most}: een deel kwam na de vorige aan de beurt, en wachtte.`,
			weekFull: (most) => `${most}: een deel kwam na de vorige aan de beurt, en wachtte.`,
		},
		aDay: (count) => (count === 1 ? 'Eén brief per dag' : `Hoogstens ${count} brieven per dag`),
		aWeek: (count) => (count === 1 ? 'Eén brief per week' : `Hoogstens ${count} brieven per week`),
		asChosen: (most) => `${most}, zoals je koos`,
		left: (count) =>
			count === 1 ? 'Nog één ding wacht op je volgende brief.' : `Nog ${count} dingen wachten op je volgende brief.`,
		reply: (coach) => `Een antwoord op deze brief gaat naar ${coach}.`,
		often: 'Kiezen hoe vaak er brieven komen',
		stop: 'Geen brieven meer zoals deze',
	},

	invitation: {
		subject: (inviter, organization) => `${inviter} nodigt je uit bij ${organization}`,
		coachee: (inviter, organization) =>
			`${inviter} van ${organization} wil hier graag met je werken: wat jullie in gesprekken afspreken, wat je wanneer gaat doen en hoe ver je bent gekomen.`,
		colleague: (inviter, organization) =>
			`${inviter} nodigt je uit om bij ${organization} te coachen: je coachees, hun gesprekken en wat is afgesproken op één plek.`,
		accept: 'De uitnodiging aannemen',
		until: (day) => `De link is alleen van jou en werkt tot en met ${day}. Een wachtwoord bedenken hoeft niet.`,
		why: (organization) =>
			`Je krijgt deze ene brief omdat ${organization} je adres heeft ingevuld. Verwachtte je niets, laat hem dan liggen; er gebeurt verder niets.`,
	},

	calendar: {
		summary: (number, other) => `Sessie ${number} met ${other}`,
		subject: {
			planned: (other, when) => `Sessie met ${other}: ${when}`,
			moved: (other, when) => `Verplaatst: sessie met ${other}, nu ${when}`,
			cancelled: (other, when) => `Afgezegd: sessie met ${other}, ${when}`,
		},
		planned: 'Deze staat gepland voor:',
		moved: 'Deze is verplaatst naar:',
		cancelled: 'Deze gaat niet door. Gepland stond:',
		when: (day, from, until, zone) => `${day}, ${from}–${until}, ${zone}`,
		place: (place) => `Plaats: ${place}`,
		open: 'FocusCoachee openen',
		why: (organization) =>
			`Je krijgt dit omdat het een sessie van jou is bij ${organization}. Het bestand erbij houdt je agenda kloppend.`,
		stop: 'Geen brieven meer voor mijn agenda',
		name: (organization) => `Coaching bij ${organization}`,
		deadline: 'Deadline',
	},

	page: {
		title: 'Wat is ervan gekomen?',
		due: (day) => `Uiterlijk ${day}`,
		wasDue: (day) => `Zou klaar zijn ${day}`,
		problem: 'Er klopt iets niet',

		done: 'Gedaan',
		later: 'Nog niet: een andere dag',
		tomorrow: (day) => `Morgen, ${day}`,
		nextWeek: (day) => `Volgende week, ${day}`,
		date: 'Een andere dag',
		move: 'Verplaatsen',
		drop: 'Ik doe het niet',
		reason: 'Omdat …',
		reasonHint: 'Een paar woorden, voor jou en je coach.',
		dropIt: 'Ik doe het niet',

		isDone: (day) => `Gedaan, ${day}.`,
		isDropped: (day) => `Losgelaten, ${day}.`,
		because: 'Omdat',
		moved: (day) => `Verplaatst naar ${day}.`,
		movedNote: 'De herinneringen zijn mee verplaatst.',
		undo: 'Ongedaan maken',
		reopened: 'Het staat weer open.',
		already: 'Dit was intussen veranderd. Zo staat het er nu voor.',

		noDate: 'Kies een dag.',
		notADate: 'Deze datum bestaat niet.',
		past: 'Deze dag is voorbij. Kies vandaag of later.',
		tooFar: 'Kies een dag binnen vijf jaar.',
		noReason: 'Schrijf in een paar woorden waarom niet.',
		longReason: (max, length) => `Houd het binnen ${max} tekens. Dit zijn er ${length}.`,
		oddReason: 'Hier staan tekens in die niet getoond kunnen worden.',
		unreadable: 'Dit kon niet worden gelezen. Gebruik het formulier hieronder.',

		forYou: 'Deze link is alleen voor jou, en alleen hiervoor.',
		withdraw: 'Deze link voorgoed sluiten',
		withdrawn: 'Deze link is gesloten.',
		withdrawnNote: 'Hij opent niets meer. Wat je van plan was is niet veranderd.',

		gone: 'Deze link opent niets meer',
		goneNote: 'Hij is verlopen of gesloten. Wat je van plan was staat er nog: log in om het te zien.',
		unknown: 'Op dit adres is niets',
		unknownNote: 'Misschien is de link in de brief afgebroken. Probeer het nog eens vanuit de brief, of log in.',
		busy: 'Dit is niet gelukt',
		busyNote: 'Er is niets veranderd. Probeer het zo nog eens.',
		tooLarge: 'Dit is meer dan we aankunnen',
		tooLargeNote: 'Er is niets veranderd. Ga terug en maak korter wat je schreef.',
		open: 'FocusCoachee openen',
	},

	reflect: {
		send: 'Versturen',
		who: 'Wie ervan weet',
		sharing: {
			shared: (coach) => `${coach} leest het`,
			mentioned: (coach) => `Alleen ik lees het; ${coach} ziet dat ik iets schreef`,
			private: () => 'Alleen ik weet ervan',
		},
		optional: '(als je wilt)',
		ifItFits: '(als het past)',
		moods: ['Heel laag', 'Laag', 'Gaat wel', 'Goed', 'Heel goed'],
		skip: 'Deze keer niet',
		skipped: 'Opzijgelegd. Er wordt verder niets van je gevraagd.',
		takeUp: 'Toch oppakken',
		read: 'Lees wat je schreef in FocusCoachee',
		later: 'Schrijf het liever in FocusCoachee, waar elk woord bewaard wordt terwijl je typt',
		sent: {
			shared: (coach) => `Verstuurd. ${coach} kan het lezen.`,
			mentioned: (coach) => `Voor jou bewaard. ${coach} ziet dat je iets schreef, niet wat.`,
			private: () => 'Alleen voor jou bewaard.',
		},
		wrong: 'Dit antwoord ontbreekt of past niet.',
		nothing: 'Schrijf of kies eerst iets.',
		tooLong: 'Dit is langer dan we in één reflectie kunnen bewaren (100 KB). Maak het korter.',
		closed: 'Dit is intussen gesloten, misschien door een antwoord van elders.',
		yours: 'Dit had je geschreven. Kopieer het als je het wilt bewaren.',
	},

	unsubscribe: {
		title: 'Brieven aan jou',
		intro: (organization) =>
			`Waarover ${organization} je mag schrijven. Wat je hier ook kiest, wat je van plan was blijft staan.`,
		topic: {
			action: 'Herinneringen aan wat je van plan was',
			session: 'Sessies die eraan komen, en wat daar is afgesproken',
			silence: 'Een vraag na een stilte',
			nudge: 'Regels van je coach',
			prompt: 'Uitnodigingen om terug te kijken',
			calendar: 'Sessies voor je agenda',
		},
		on: 'Deze komen.',
		off: 'Deze komen niet.',
		stop: 'Deze niet meer',
		start: 'Deze weer wel',
		stopped: (topics) => `Gestopt: ${topics}.`,
		started: (topics) => `Deze komen weer: ${topics}.`,
		pause: 'Een pauze',
		pauseNote: 'Wat intussen aan de beurt komt, komt erna in één brief.',
		week: (day) => `Een week, tot ${day}`,
		until: 'Tot een andere dag',
		doPause: 'Pauzeren',
		paused: (day) => `Herinneringen rusten tot ${day}.`,
		resume: 'De pauze beëindigen',
		resumed: 'De pauze is voorbij.',
		badDay: 'Kies een dag die nog komt, binnen een jaar.',
	},
};

const ANCHORS = { deadline: 'de deadline', session: 'de sessie', opening: 'de uitnodiging' } as const;

function ruleInWords({ anchor, amount, unit }: ReminderRule): string {
	const what = ANCHORS[anchor];
	if (amount === 0) return unit === 'hour' ? `op het moment van ${what}` : `op de dag van ${what}`;
	const count = Math.abs(amount);
	const units = { hour: 'uur', day: count === 1 ? 'dag' : 'dagen', week: count === 1 ? 'week' : 'weken' };
	return `${count === 1 ? 'een' : count} ${units[unit]} ${amount < 0 ? 'voor' : 'na'} ${what}`;
}
