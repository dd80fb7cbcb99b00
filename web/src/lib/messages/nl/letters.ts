import type { letters as en } from '../en/letters.ts';

const brieven = (count: number) => (count === 1 ? 'één brief' : `${count} brieven`);

export const letters: typeof en = {
	title: 'Brieven',
	coming: {
		title: 'De komende twee weken',
		none: 'Er komt niets. Zodra er een herinnering staat, lees je hier wat de brief zegt voordat hij vertrekt.',
		nonePaused: 'Er komt niets zolang brieven gepauzeerd zijn.',
		noneWanted: 'Er komt niets: hieronder staat elke soort brief uit.',
		things: (count) => (count === 1 ? 'één ding' : `${count} dingen`),
		asSent: 'Zo gaat hij weg als er niets meer verandert. De links werken zodra hij bij je is.',
		from: 'Van',
		why: 'Waarom hij komt',
		more: (count) => `Toon nog ${brieven(count)}`,
		held: (count, when, reason) =>
			`${count === 1 ? 'Eén ding is' : `${count} dingen zijn`} aan de beurt en ${count === 1 ? 'wacht' : 'wachten'} tot ${when}: ${reason}.`,
		wait: (due, reason) => `Aan de beurt ${due}; ${reason}, dus het komt met deze mee.`,
		moot: 'Wat niet komt',
		mootWhy: (rule, due) => `${rule}, aan de beurt ${due}: voorbij voordat er een brief weg mag.`,
	},
	reason: (why, { perDay, perWeek }, day) =>
		({
			paused: 'brieven zijn gepauzeerd',
			dayOff: `geen brieven op ${day}`,
			quiet: 'dat valt in je stille uren',
			dayFull: perDay === 1 ? 'één brief per dag' : `hooguit ${perDay} brieven per dag`,
			weekFull: perWeek === 1 ? 'één brief per week' : `hooguit ${perWeek} brieven per week`,
		})[why],

	saved: 'Opgeslagen.',
	now: (count, was) => {
		const come = count === 0 ? 'Er komt geen brief' : `Er ${count === 1 ? 'komt' : 'komen'} ${brieven(count)}`;
		return was === undefined || was === count
			? `${come} in deze twee weken.`
			: `${come} in deze twee weken; eerst ${was === 1 ? 'was' : 'waren'} het er ${was}.`;
	},
	first: (when) => `De volgende: ${when}.`,

	pause: {
		title: 'Pauze',
		text: 'Een pauze houdt elke herinneringsbrief tegen. Wat intussen aan de beurt is, komt daarna samen; er valt niets weg.',
		choices: { week: 'Een week', twoWeeks: 'Twee weken', fourWeeks: 'Vier weken', newYear: 'Nieuwjaar' },
		until: (day) => `tot ${day}`,
		other: 'Een andere dag',
		otherDay: 'Brieven komen weer op',
		otherNow: 'Pauzeren tot dan',
		is: (day) => `Brieven zijn gepauzeerd. Ze komen weer op ${day}.`,
		resume: 'Nu hervatten',
		done: (day) => `Gepauzeerd tot ${day}.`,
		over: 'Er komen weer brieven.',
	},

	often: {
		title: 'Hoe vaak er brieven komen',
		hint: (zone) => `Op je eigen klok (${zone}). Wat niet past wacht op de volgende brief; er valt niets weg.`,
		perDay: 'Hooguit per dag',
		perWeek: 'Hooguit per week',
		quiet: 'Stille uren',
		quietHint: 'Hierin komt geen brief. Twee keer dezelfde tijd: geen stille uren.',
		quietFrom: 'Van',
		quietUntil: 'Tot',
		daysOff: 'Dagen zonder brieven',
		at: 'Wat moest wachten komt om',
		atHint: 'Buiten je stille uren.',
	},
	topics: {
		title: 'Waar brieven over gaan',
		hint: 'Uit betekent: geen brief daarover. Wat je van plan was blijft staan.',
		names: {
			action: 'Herinner me aan wat ik van plan was',
			session: 'Herinner me aan sessies, en aan wat daar is afgesproken',
			silence: 'Vraag hoe het gaat als ik hier een tijd niet was',
			nudge: 'Breng me wat mijn coach tussendoor schrijft',
			prompt: 'Nodig me uit om terug te kijken, zoals mijn coach en ik afspraken',
			calendar: 'Stuur me sessies voor mijn agenda, en wanneer ze veranderen',
		},
	},
	tried: (mail) => `Er gaan weer brieven naar ${mail}. Komt er een terug, dan lees je dat hier.`,
};
