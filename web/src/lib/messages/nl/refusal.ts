import { api } from './said.ts';

/** What the API says in English, in Dutch. What is not here is said by the kind of refusal alone. */
const SAID: Record<string, string> = {
	'Please write something here': 'Vul hier iets in',
	'This holds characters that cannot be shown': 'Hier staan tekens in die niet getoond kunnen worden',
	'Please give a date as year-month-day': 'Geef een datum',
	'This date does not exist': 'Deze datum bestaat niet',
	'This date has passed': 'Deze datum is voorbij',
	'This date has passed. Choose today or later': 'Deze datum is voorbij. Kies vandaag of later',
	'Please give a time as hours:minutes': 'Geef een tijd als uren:minuten',
	'This time zone is not known': 'Deze tijdzone kennen we niet',
	'This is not a mail address': 'Dit is geen mailadres',
	'This mail address is too long': 'Dit mailadres is te lang',
	'Choose at least one role': 'Kies minstens één rol',
	'From 0 to 10': 'Van 0 tot 10',
	'At least 5 minutes': 'Minstens 5 minuten',
	'At most 8 hours': 'Hooguit 8 uur',
	'At most ten goals at the start': 'Hooguit tien doelen bij het begin',
	'At most ten years': 'Hooguit tien jaar',
	'At most ten years after': 'Hooguit tien jaar erna',
	'At most ten years before': 'Hooguit tien jaar ervoor',
	'At least one letter a day': 'Minstens één brief per dag',
	'At most five letters a day': 'Hooguit vijf brieven per dag',
	'At least one letter a week': 'Minstens één brief per week',
	'At most twenty letters a week': 'Hooguit twintig brieven per week',
	'Leave at least one day for letters': 'Laat minstens één dag over voor brieven',
	'This time lies in your quiet hours': 'Deze tijd valt in je stille uren',
	'At least three days': 'Minstens drie dagen',
	'At most sixty days': 'Hooguit zestig dagen',
	'Count from the deadline': 'Tel vanaf de deadline',
	'Count from the session': 'Tel vanaf de sessie',
	'A session has no deadline; count from the session itself':
		'Een sessie heeft geen deadline; tel vanaf de sessie zelf',
	'Please give a year from 2000 to 2099': 'Geef een jaar van 2000 tot 2099',
	'Already here': 'Is hier al',
	'Choose another address': 'Kies een ander adres',
	'This is your own address': 'Dit is je eigen adres',
	'Choose one of the two': 'Kies een van beiden',
	'Twice the same': 'Twee keer dezelfde',
	'This action belongs to no session': 'Deze actie hoort bij geen sessie',
	'A reminder counts from it': 'Een herinnering telt vanaf deze sessie',
	'A reminder counts from this session; take that reminder away first':
		'Een herinnering telt vanaf deze sessie; haal die herinnering eerst weg',
	'A reminder after the session needs an action that belongs to a session':
		'Voor een herinnering na de sessie moet de actie bij een sessie horen',
	'This trajectory has ended': 'Dit traject is afgesloten',
	'This trajectory has ended; nothing can be added to it': 'Dit traject is afgesloten; er kan niets meer bij',
	'This trajectory has ended; its notes stay as they are':
		'Dit traject is afgesloten; de notities blijven zoals ze zijn',
	'This trajectory has ended; no letter would take it': 'Dit traject is afgesloten; geen brief zou dit meenemen',
	'This trajectory is paused, so no letters leave. Take it up again first':
		'Dit traject is gepauzeerd, dus er gaan geen brieven uit. Pak het eerst weer op',
	'This action is no longer open; there is nothing left to say about it by letter':
		'Deze actie is niet meer open; een brief hoeft er niets meer over te zeggen',
	'This line has left by letter already': 'Dit is al per brief verstuurd',
	'This line did not go out, and will not any more': 'Dit is niet verstuurd, en wordt het ook niet meer',
	'This session is cancelled. Plan it again first': 'Deze sessie gaat niet door. Plan haar eerst opnieuw',
	'Something with this id exists already': 'Dit is er al',
	'This session was already held': 'Deze sessie is al gehouden',
	'This action was dropped. Open it again first if you did do it':
		'Deze actie is losgelaten. Open haar eerst weer als je haar wel deed',
	'This action is already done. Undo that first if it is not':
		'Deze actie is al gedaan. Maak dat eerst ongedaan als het niet zo is',
	'This is your coach’s action; only they can change it':
		'Dit is een actie van je coach; alleen die kan haar veranderen',
	'Only the coachee rates a goal': 'Alleen de coachee geeft een doel een cijfer',
	'Only the coach can do this': 'Alleen de coach kan dit doen',
	'This invitation was already accepted': 'Deze uitnodiging is al aangenomen',
	'This invitation was sent today. You can send it again tomorrow':
		'Deze uitnodiging is vandaag al verstuurd. Morgen kun je haar opnieuw sturen',
	'This address belongs to too many organizations': 'Dit adres hoort bij te veel organisaties',
	'This address belongs to somebody of your organization who is not a coachee':
		'Dit adres is van iemand van je organisatie die geen coachee is',
	'This address belongs to a member of this organization already': 'Dit adres is al van iemand van deze organisatie',
};

const PATTERNS: [RegExp, (found: RegExpExecArray) => string][] = [
	[/^Please keep this within (\d+) characters$/, ([, most]) => `Houd het binnen ${most} tekens`],
	[/^(.+) is here already with this address$/, ([, name]) => `${name} is hier al met dit adres`],
	[/^(?:Choose a date within|Within) (\d+) years$/, ([, years]) => `Kies een datum binnen ${years} jaar`],
	[/^(\d+) actions are open here\./, ([, many]) => `Er staan hier ${many} acties open. Sluit er eerst een paar af`],
	[
		/^(\d+) goals are open here\./,
		([, many]) => `Er staan hier ${many} doelen open. Rond er eerst een af of laat er een los`,
	],
	[
		/^(\d+) sessions are planned here\./,
		([, many]) => `Er staan hier ${many} sessies gepland. Houd er eerst een paar of zeg ze af`,
	],
	[/^(\d+) lines are waiting/, ([, many]) => `Er wachten al ${many} zinnen op de volgende brief`],
	[/^At most (\d+) lines in a day\./, ([, many]) => `Hooguit ${many} zinnen op een dag. Ga morgen verder`],
	[/^At most (\d+) reminders/, ([, many]) => `Hooguit ${many} herinneringen`],
	[
		/^(.+) has chosen this already\. Ask them/,
		([, name]) => `${name} heeft dit zelf al gekozen. Vraag het als het anders moet`,
	],
	[
		/^(.+) called our letters unwanted\. Only they can let letters come again$/,
		([, name]) => `${name} noemde onze brieven ongewenst. Alleen ${name} kan ze weer laten komen`,
	],
	[/^(Invalid|Too (big|small)|Expected|Unrecognized)\b/, () => 'Dit klopt niet'],
];

/** The Dutch of one sentence of the API; undefined for one we do not know. */
api.inDutch = (said) => {
	for (const [pattern, words] of PATTERNS) {
		const found = pattern.exec(said);
		if (found) return words(found);
	}
	return SAID[said];
};
