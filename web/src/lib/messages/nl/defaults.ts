import type { defaults as en } from '../en/defaults.ts';

const SPANS = {
	hour: (count: number) => `${count === 1 ? 'een' : count} uur`,
	day: (count: number) => (count === 1 ? 'een dag' : `${count} dagen`),
	week: (count: number) => (count === 1 ? 'een week' : `${count} weken`),
};

export const defaults: typeof en = {
	rule: ({ anchor, amount, unit, at }) => {
		const what = anchor === 'deadline' ? 'de deadline' : 'de sessie';
		const side = amount < 0 ? 'voor' : 'na';
		if (unit === 'hour') {
			const from = anchor === 'deadline' ? 'het einde van de laatste dag' : 'het begin van de sessie';
			if (amount === 0) return anchor === 'deadline' ? 'aan het einde van de laatste dag' : 'als de sessie begint';
			return `${SPANS.hour(Math.abs(amount))} ${side} ${from}`;
		}
		if (amount === 0) return `op de dag van ${what}, ${at}`;
		if (unit === 'day' && Math.abs(amount) === 1) return `de dag ${side} ${what}, ${at}`;
		return `${SPANS[unit](Math.abs(amount))} ${side} ${what}, ${at}`;
	},
	silence: (days) => `${days} dagen niets van jou`,
	silenceOf: (days) => `na ${days} dagen niets van de coachee`,
	nudge: 'een regel van je coach',

	title: {
		own: 'Wat nieuwe dingen krijgen',
		coach: 'Wat nieuwe dingen van je coachees krijgen',
		firm: 'Herinneringen voor nieuwe dingen',
	},
	text: {
		own: 'Komt vanzelf te staan op wat nieuw is. Bij elk ding kun je het nog veranderen.',
		coach: 'Komt vanzelf te staan op wat nieuw is voor je coachees, tenzij ze zelf kozen.',
		both: 'Komt vanzelf te staan op wat nieuw is, van jezelf en van je coachees; zij kunnen zelf kiezen.',
		firm: 'Komt vanzelf te staan op wat nieuw is, tenzij de coach of de coachee iets anders koos.',
	},
	action: 'Nieuwe acties',
	session: 'Nieuwe sessies',
	silenceTitle: 'Na stilte',
	silenceHint: {
		own: 'Een brief vraagt hoe het gaat als er in een traject een tijd niets van jou kwam.',
		others: 'Een brief vraagt de coachee hoe het gaat als er in een traject een tijd niets kwam.',
	},
	leave: { own: 'Zoals mijn coach het heeft', coach: 'Zoals mijn organisatie het heeft' },
	holds: (rules) => `Nu: ${rules.join('; ')}`,
	holdsWith: (coach, rules) => `Met ${coach}: ${rules.join('; ')}`,
	none: 'Geen herinneringen',
	nothing: 'geen',
	noLetter: 'Geen brief',
	these: 'Deze:',
	days: 'Dagen stilte',
	afterDays: 'Na zoveel dagen',
	another: 'Een ander moment',
	saved: 'Opgeslagen. Het geldt voor wat vanaf nu nieuw is.',
};
