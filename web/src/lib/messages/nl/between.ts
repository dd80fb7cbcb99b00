import type { between as en } from '../en/between.ts';

export const between: typeof en = {
	letters: 'Brieven hierover',
	reminded: 'herinnerd',
	letter: 'brief van',
	fate: {
		leaving: 'gaat nu weg',
		sent: 'verstuurd',
		delivered: 'aangekomen',
		bounced: 'kwam terug',
		complained: 'als ongewenst gemeld',
		uncertain: 'niemand weet of de brief aankwam',
		failed: 'kon niet worden verstuurd',
	},
	answered: {
		done: 'beantwoord vanuit de brief: gedaan',
		moved: (to) => `beantwoord vanuit de brief: verplaatst naar ${to}`,
		movedSomewhere: 'beantwoord vanuit de brief: verplaatst',
		dropped: 'beantwoord vanuit de brief: gaat niet door',
	},
	waits: (due, why) => `wacht: was voor ${due}, ${why}, komt`,
	why: {
		paused: 'brieven staan op pauze',
		dayOff: 'geen brieven op die dag',
		quiet: 'stille uren',
		dayFull: 'genoeg brieven die dag',
		weekFull: 'genoeg brieven die week',
	},

	line: {
		title: (name) => `Een regel aan ${name}`,
		open: 'Een regel schrijven',
		label: 'Jouw regel',
		hint: (name) => `Staat meteen op Vandaag van ${name}, en gaat ook mee per brief.`,
		about: 'Waarover',
		whole: 'Het traject als geheel',
		left: (count) => (count === 1 ? 'nog één teken' : `nog ${count} tekens`),
		over: (count) => (count === 1 ? 'één teken te veel' : `${count} tekens te veel`),
		leavesNow: 'De brief gaat weg een minuut nadat je dit verstuurt.',
		leaves: (name, when, why) => `Gaat mee met de brief aan ${name} van ${when}: ${why}.`,
		noLetters: (name) => `Er gaat nu geen brief mee naar ${name}; het staat alleen in de app.`,
		send: 'Versturen',
		state: {
			leaving: 'gaat over een minuut weg',
			comes: 'gaat per brief',
			passed: 'ging niet per brief: er was niets meer te zeggen, of zulke regels zijn per mail niet gewenst',
			withdrawn: 'teruggenomen',
		},
		takeBack: 'Terugnemen',
		takeBackNamed: (text) => `Terugnemen: ${text}`,
		earlier: (count) => `Eerdere regels (${count})`,
		said: 'Jouw regel:',
		takenSaid: 'Teruggenomen:',
		paused: 'Zolang dit traject gepauzeerd is, gaat er geen regel uit.',
	},
	linesOf: (coach) => `Van ${coach}`,

	silence: {
		title: 'Na stilte',
		label: {
			coach: (name) => `Vraag ${name} hoe het gaat na`,
			coachee: 'Vraag me hoe het gaat na',
		},
		days: (days) => `${days} stille dagen`,
		never: 'Nooit vragen',
		stands: {
			coach: (name, days) => `Een brief vraagt ${name} hoe het gaat na ${days} stille dagen.`,
			coachee: (days) => `Een brief vraagt je hoe het gaat na ${days} stille dagen.`,
			never: 'Na stilte komt er geen brief.',
		},
		by: {
			you: 'Dat heb jij gekozen.',
			other: (name) => `${name} heeft dat gekozen.`,
			usual: 'Zoals gewoonlijk bij een nieuw traject.',
		},
		theirs: (name) => `${name} heeft dat gekozen, en alleen ${name} kan het veranderen.`,
		change: 'Veranderen',
		save: 'Opslaan',
		saved: 'Opgeslagen.',
	},

	mail: {
		bounced: (name, since) => `Brieven aan ${name} komen terug sinds ${since}: vraag om een ander adres.`,
		complained: (name, since) =>
			`${name} heeft op ${since} een brief als ongewenst gemeld. Sindsdien gaat er geen meer uit; alleen ${name} kan ze weer aanzetten.`,
		again: 'Opnieuw proberen',
		againSaid: (name) => `Er gaan weer brieven naar ${name}.`,
	},
	invitation: {
		waits: (name) => `${name} heeft de uitnodiging nog niet geopend.`,
		again: 'Nog eens versturen',
		againSaid: 'De uitnodiging gaat nog eens weg.',
	},

	calendar: {
		both: 'in jullie agenda’s',
		mine: 'in je agenda',
		theirs: (name) => `in de agenda van ${name}`,
		onItsWay: 'uitnodiging voor de agenda is onderweg',
		off: 'uit jullie agenda’s gehaald',
		feed: 'Alles in je eigen agenda',
	},

	sessionChips: { dayBeforeSession: 'De dag ervoor', afterSession: '3 dagen erna, over wat we afspraken' },
	remindThem: (name) => `Herinner ${name}`,
	noReminders: 'Geen.',
	remindersOf: (count) => (count === 0 ? 'Herinneringen' : count === 1 ? 'Eén herinnering' : `${count} herinneringen`),
	reminderSaid: (session) => `Herinneringen opgeslagen: sessie ${session}.`,
	usual: 'Gekozen zoals gewoonlijk; verander wat je wilt.',
};
