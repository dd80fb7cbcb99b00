import type { invitations as en } from '../en/invitations.ts';

const later = (hours: number): string => {
	if (hours === 0) return 'meteen na afloop';
	if (hours % 24 === 0) return hours === 24 ? 'een dag later' : `${hours / 24} dagen later`;
	return hours === 1 ? 'een uur later' : `${hours} uur later`;
};

export const invitations: typeof en = {
	title: 'Uitnodigingen om terug te kijken',
	none: (name) => `Nog niets nodigt ${name} uit om terug te kijken.`,
	clock: (name, zone) => `De tijden zijn op de klok van ${name} (${zone}).`,
	when: {
		later,
		once: (day, at) => `één keer, op ${day} om ${at}`,
		afterEvery: (hours) => `na elke sessie, ${later(hours)}`,
		afterOne: (hours) => `na één sessie, ${later(hours)}`,
		daily: (at) => `elke dag om ${at}`,
		weekly: (every, days, at) =>
			every === 1
				? `elke ${days} om ${at}`
				: every === 2
					? `om de week op ${days} om ${at}`
					: `elke ${every} weken op ${days} om ${at}`,
		weeks: (every, days, at) =>
			every === 2 ? `om de week op ${days} om ${at}` : `elke ${every} weken op ${days} om ${at}`,
		weekOn: (days, at) => `elke week op ${days} om ${at}`,
	},
	open: (name) => `Staat open voor ${name} sinds`,
	next: 'Gaat open:',
	afterPlanned: 'Gaat open na de volgende sessie die je plant',
	last: {
		answered: 'De laatste is beantwoord.',
		mentioned: (name) => `${name} schreef de laatste keer iets voor zichzelf.`,
		settled: 'De laatste is niet gedeeld, en dat is goed zo.',
		passed: 'De laatste ging voorbij zonder antwoord.',
	},
	read: 'Lezen',
	readNamed: (title) => `Lees het antwoord: ${title}`,
	stop: 'Stoppen',
	stopNamed: (title) => `Stoppen: ${title}`,
	stopText: 'Dan gaat deze niet meer open, en opnieuw beginnen kan niet. Wat geschreven is blijft.',
	stopSure: 'Ja, stoppen',
	earlier: (count) => `Eerdere uitnodigingen (${count})`,
	state: { running: '', done: 'Is geweest', stopped: 'Gestopt' },

	invite: 'Uitnodigen om terug te kijken',
	another: 'Iets anders',
	presets: {
		afterSession: { label: 'Na elke sessie', hint: 'Twee uur na afloop', title: 'Na onze sessie' },
		checkIn: { label: 'Halverwege de week', hint: 'Op woensdag om 16:00', title: 'Hoe is je week?' },
	},
	paused: 'Zolang dit traject gepauzeerd is gaat er geen brief uit.',
	said: 'Nodigt voortaan uit:',
	stoppedSaid: 'Gestopt:',

	page: {
		title: (name) => `${name} uitnodigen om terug te kijken`,
		text: (name) =>
			`${name} wordt uitgenodigd, nooit achternagezeten. Antwoorden mag zo lang duren als nodig is, en ${name} kiest wie het leest.`,
		asks: 'Wat vraag je?',
		method: 'Een methode',
		whichMethod: 'Welke methode',
		choose: 'Kies een methode',
		pack: 'Startpakket',
		own: 'Van jou en je organisatie',
		library: 'Bekijk wat ze vragen',
		question: 'Eén vraag van jezelf',
		kind: 'Hoe het antwoord eruitziet',
		ask: 'Je vraag',
		low: 'Waar 0 voor staat',
		high: 'Waar 10 voor staat',
		choices: 'Keuzes',
		choicesHint: 'Eén op elke regel.',
		name: 'Titel',
		nameHint: (name) => `Wat ${name} ziet. Laat je dit leeg, dan heet het naar de methode of de vraag.`,
		when: 'Wanneer?',
		afterSession: 'Na elke sessie',
		howLong: 'Hoe lang erna',
		weekly: 'Elke week, of om de zoveel weken',
		days: 'Op welke dagen',
		at: 'Om',
		every: 'Hoe vaak',
		weeks: (every) => (every === 1 ? 'elke week' : every === 2 ? 'om de week' : `elke ${every} weken`),
		once: 'Eén keer',
		on: 'Op welke datum',
		letters: 'Brieven',
		reminders: {
			opening: 'Een brief als de uitnodiging opengaat',
			again: 'Een brief als de uitnodiging opengaat, en twee dagen later nog een als er dan nog geen antwoord is',
			none: 'Geen brief: de uitnodiging staat alleen in de app',
		},
		go: 'Uitnodigen',
		missing: {
			methodId: 'Kies een methode',
			asks: 'Kies wat je vraagt',
			when: 'Kies wanneer',
		},
		many: 'Er lopen hier twintig uitnodigingen. Stop er een paar voordat je er een toevoegt.',
	},
};
