/**
 * When a reminder falls due, worked out by `Intl` alone: nothing here is shared with the product's own arithmetic, which
 * stands on Temporal.
 */
export interface Rule {
	anchor: 'deadline' | 'session';
	amount: number;
	unit: 'hour' | 'day' | 'week';
	at: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in a zone show at a moment, as if it were UTC, in milliseconds. */
function shownAt(moment: number, zone: string): number {
	let format = formats.get(zone);
	if (!format) {
		const two = '2-digit';
		const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
		format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...parts });
		formats.set(zone, format);
	}
	const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
	return Date.UTC(shown.year!, shown.month! - 1, shown.day, shown.hour, shown.minute, shown.second);
}

/** `YYYY-MM-DD HH:MM` on clocks in a zone. */
export const wallOf = (moment: number, zone: string): string =>
	new Date(shownAt(moment, zone)).toISOString().slice(0, 16).replace('T', ' ');

/** The moment when clocks in a zone show this; in a gap, as much later as the gap is long; of two such moments the first. */
export function momentOf(date: string, time: string, zone: string): number {
	const wanted = Date.parse(`${date}T${time}:00Z`);
	const offsets = [-DAY, DAY].map((away) => shownAt(wanted + away, zone) - (wanted + away));
	const found = offsets.map((offset) => wanted - offset).filter((moment) => shownAt(moment, zone) === wanted);
	return found.length > 0 ? Math.min(...found) : wanted - offsets[0]!;
}

export const addDays = (date: string, days: number): string =>
	new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 1 for Monday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export interface Anchors {
	dueOn?: string | undefined;
	sessionAt?: string | undefined;
	zone: string;
}

/** The moment a rule yields; undefined when what it counts from is not there. */
export function momentOfRule(rule: Rule, { dueOn, sessionAt, zone }: Anchors): number | undefined {
	const session = rule.anchor === 'session';
	if (session ? !sessionAt : !dueOn) return undefined;
	if (rule.unit === 'hour') {
		const from = session ? Date.parse(sessionAt!) : momentOf(addDays(dueOn!, 1), '00:00', zone);
		return from + rule.amount * HOUR;
	}
	const day = session ? wallOf(Date.parse(sessionAt!), zone).slice(0, 10) : dueOn!;
	return momentOf(addDays(day, rule.amount * (rule.unit === 'week' ? 7 : 1)), rule.at, zone);
}
