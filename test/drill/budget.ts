import { addDays, wallOf, weekdayOf } from './moments.ts';
import type { Budget, MemberState, Record, Taken } from './record.ts';

/** What everyone has who has said nothing else (README, "Limits"). */
const USUAL: Budget = { quietFrom: '20:00', quietUntil: '08:00', daysOff: [], perDay: 1, perWeek: 5, at: '09:00' };

/** Letters that broke what their reader lets come, whatever may have held at the time. */
export function breaches(record: Record): string[] {
	const found: string[] = [];
	for (const [memberId, life] of record.members) {
		const letters = countedLetters(record, memberId);
		for (const letter of letters) {
			const why = life.possible(letter.claimedAt).map((state) => breach(state, letter, letters));
			if (why.every(Boolean)) found.push(`${why[0]}: ${letter.letterId} of ${wallOf(letter.dueBy, 'UTC')} UTC`);
		}
	}
	return found;
}

/** Each letter once, where it first left; what was left half-way keeps the place it had, so it is not counted here. */
function countedLetters(record: Record, memberId: string): Taken[] {
	const first = new Map<string, Taken>();
	for (const letter of record.taken.toSorted((a, b) => a.at - b.at))
		if (letter.memberId === memberId && letter.kind === 'reminder' && record.excuses(letter.letterId) === 0)
			first.set(letter.letterId, first.get(letter.letterId) ?? letter);
	return [...first.values()];
}

function breach({ zone, budget = USUAL }: MemberState, letter: Taken, letters: readonly Taken[]): string | undefined {
	const [day, time] = wallOf(letter.dueBy, zone).split(' ') as [string, string];
	if (isQuiet(budget, time)) return 'in quiet hours';
	if (budget.daysOff.includes(weekdayOf(day))) return 'on a day off';
	if (budget.pausedUntil && day < budget.pausedUntil) return 'while paused';
	const before = letters.filter(({ at }) => at < letter.at).map(({ dueBy }) => wallOf(dueBy, zone).slice(0, 10));
	if (before.filter((one) => one === day).length >= budget.perDay) return 'more than a day allows';
	if (before.filter((one) => mondayOf(one) === mondayOf(day)).length >= budget.perWeek)
		return 'more than a week allows';
	return undefined;
}

const isQuiet = ({ quietFrom, quietUntil }: Budget, time: string): boolean =>
	quietFrom <= quietUntil ? time >= quietFrom && time < quietUntil : time >= quietFrom || time < quietUntil;

const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** Whether nothing of this reader's budget can have held a letter back in this time. */
export function isWide(record: Record, memberId: string, from: number, to: number): boolean {
	const letters = record.taken.filter((one) => one.memberId === memberId && one.kind === 'reminder');
	return record.members
		.get(memberId)!
		.possible(from, to)
		.every(({ zone, budget = USUAL }) => {
			const open = budget.quietFrom === budget.quietUntil && budget.daysOff.length === 0 && !budget.pausedUntil;
			const days = letters.map(({ at }) => wallOf(at, zone).slice(0, 10));
			const full = (same: (a: string, b: string) => boolean, most: number) =>
				days.some((day) => days.filter((other) => same(day, other)).length >= most);
			return (
				open && !full((a, b) => a === b, budget.perDay) && !full((a, b) => mondayOf(a) === mondayOf(b), budget.perWeek)
			);
		});
}
