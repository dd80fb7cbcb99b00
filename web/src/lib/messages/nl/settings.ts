import type { settings as en } from '../en/settings.ts';

export const settings: typeof en = {
	title: 'Instellingen',
	as: (mail, organization) => `${mail} bij ${organization}`,
	name: 'Je naam',
	nameHint: 'Zoals de anderen hier hem zien.',
	zoneHint: 'Datums en herinneringen volgen die. Ingestelde herinneringen verhuizen mee.',
	letters: 'Brieven',
	lettersText: 'Wat er de komende twee weken komt, hoe vaak en waarover. Ook om ze een tijd te pauzeren.',
	lettersLink: 'Komende brieven, en hoe vaak',
	calendar: 'Agenda',
	calendarText: 'Je sessies en deadlines in de agenda die je al gebruikt.',
	calendarLink: 'Een agenda verbinden',
	links: 'Links in brieven',
	linksText:
		'Vanuit een herinneringsbrief antwoord je zonder in te loggen. Kwam een brief in verkeerde handen, sluit dan de links.',
	withdraw: 'Sluit de links',
	withdrawWhat:
		'Elke link in brieven die je tot nu toe kreeg werkt niet meer. Nieuwe brieven brengen nieuwe links. Dit kan niet ongedaan gemaakt worden.',
	withdrawNow: 'Sluit alle links tot nu toe',
	withdrawn: 'Alle links in brieven tot nu toe zijn gesloten',
	signIn: 'Kijk waar je bent ingelogd, beëindig het daar, en voeg een passkey toe om zonder brief in te loggen.',
	signInLink: 'Aanmeldingen en passkeys',
};
