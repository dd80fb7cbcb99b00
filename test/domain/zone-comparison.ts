import { Temporal } from 'temporal-polyfill';
import { instantOfRule, type Anchors, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate, instantOf, zoneDataVersion } from '#shared/domain/time.ts';
import { momentOf, shownAt, transitions, type Oracle, type Stretch } from './zone-oracle.ts';
import { changedBetween } from './zone-releases.ts';

export const NOW = Date.now();
export const DAY = 86_400_000;
const YEARS = 5;
export const UNTIL = NOW + YEARS * 365.25 * DAY;
const TIMES = ['00:30', '02:30', '09:00'];
export const ours = zoneDataVersion();

export interface Compared {
	zones: number;
	transitions: number;
	moments: number;
	/** Every moment that came out otherwise. */
	differ: string[];
	/** Zones whose rules changed between the two releases, so that both are right about their own. */
	apart: string[];
}

/** Every rule at every time around every change of the clocks in the years ahead, by us and by an oracle. */
export function compare(oracle: Oracle): Compared {
	const apart = new Set(changedBetween(ours, oracle.release).flatMap(({ zones }) => zones));
	const compared: Compared = { zones: 0, transitions: 0, moments: 0, differ: [], apart: [...apart] };
	for (const [zone, known] of oracle.zones) {
		if (apart.has(zone)) continue;
		compared.zones += 1;
		const stretches = known.filter(({ until }) => until > NOW - 400 * DAY);
		// Those that only one side knows of are looked at too; the year's turn, for zones whose clocks are never changed.
		const changes = new Set([...transitions(stretches, NOW, UNTIL), ...ourTransitions(zone, NOW, UNTIL)]);
		compared.transitions += changes.size;
		for (const date of datesAround([...changes, Date.UTC(new Date(NOW).getUTCFullYear() + 1, 0, 1)], stretches)) {
			for (const [name, got, wanted] of rulesOn(date, zone, stretches)) {
				compared.moments += 1;
				if (got !== wanted) compared.differ.push(`${zone} ${date} ${name}: ${got}, not ${wanted}`);
			}
		}
	}
	return compared;
}

/** The day of each change as the clocks show it before and after, the day before and the day after. */
const datesAround = (changes: number[], stretches: readonly Stretch[]): Set<string> =>
	new Set(
		changes
			.flatMap((at) => [at - 1, at])
			.flatMap((at) => [-DAY, 0, DAY].map((away) => shownAt(stretches, at) + away))
			.map(dateOf),
	);

/** One wall-clock time by every way that a rule can come to it, beside what the oracle says. */
function* rulesOn(date: string, zone: string, stretches: readonly Stretch[]): Iterable<[string, string, string]> {
	const wanted = (day: string, time: string) => momentOf(stretches, Date.parse(`${day}T${time}Z`));
	const by = (rule: ReminderRule, anchors: Omit<Anchors, 'zone'>) => instantOfRule(rule, { ...anchors, zone });
	for (const at of TIMES) {
		const moment = iso(wanted(date, at));
		yield [at, instantOf(date, at, zone), moment];
		const week = { anchor: 'deadline', amount: -1, unit: 'week', at } as const;
		yield [`${at} a week before`, by(week, { dueOn: addToDate(date, { days: 7 }) }), moment];
		const after = { anchor: 'session', amount: 2, unit: 'day', at } as const;
		const sessionAt = iso(wanted(addToDate(date, { days: -2 }), '12:00'));
		yield [`${at} two days after a session`, by(after, { dueOn: date, sessionAt }), moment];
	}
	const endOfDay = wanted(addToDate(date, { days: 1 }), '00:00');
	for (const amount of [-22, 3]) {
		const rule = { anchor: 'deadline', amount, unit: 'hour', at: '09:00' } as const;
		yield [`${amount} hours from the end of the day`, by(rule, { dueOn: date }), iso(endOfDay + amount * 3_600_000)];
	}
}

export function ourTransitions(zone: string, from: number, until: number): number[] {
	const found: number[] = [];
	let at = Temporal.Instant.fromEpochMilliseconds(from - 1).toZonedDateTimeISO(zone);
	for (;;) {
		const next = at.getTimeZoneTransition('next');
		if (!next || next.epochMilliseconds >= until) return found;
		if (next.offsetNanoseconds !== at.offsetNanoseconds) found.push(next.epochMilliseconds);
		at = next;
	}
}

/** Says how much was compared, and by name what could not be. */
export function say(oracle: Oracle, { zones, transitions, moments, differ, apart }: Compared): void {
	const figures = `${zones} zones, ${transitions} transitions, ${moments} moments checked, ${differ.length} differ`;
	const left = changedBetween(ours, oracle.release).map(
		({ release, zones, why }) => `\n  left out since ${release}: ${zones.join(', ')} (${why})`,
	);
	console.log(
		`time: ${figures} (ours ${ours}, oracle ${oracle.release} of ${oracle.name}); ${apart.length} zones the two releases tell apart${left.join('')}`,
	);
}

const dateOf = (shown: number): string => new Date(shown).toISOString().slice(0, 10);
const iso = (instant: number): string => new Date(instant).toISOString();
