import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause } from '#test/support/person.ts';
import { agree, foundFirm, type Firm, type Pair } from './firm.ts';
import { fetched } from './first-visit.ts';
import { apart, noted, noteDown, type Month } from './measured.ts';
import { cost, type Used } from './prices.ts';
import type { Row } from './row.ts';
import { AGREED, REMINDERS, SESSION_DAYS, VISITS } from './standard-month.ts';
import { grown, reading, used, writtenForLetters, type Reading, type Visits } from './used.ts';

/** A Monday. */
const FIRST_DAY = '2027-02-01';
const DAYS = 31;
const PEOPLE = 3;
/** What the figures are told of. */
const COACHEES = 1000;
/**
 * Rows 7 and 8: a month of a few coachees, lived day by day through the product's own doors, every call metered, and priced for
 * a thousand of them. Without reflections, which are not there yet, and without what an installation costs however many use it.
 */
export async function month({ note }: { note: boolean }): Promise<Row[]> {
	const firm = await foundFirm(new Date(`${FIRST_DAY}T06:00:00.000Z`));
	try {
		const pairs: Pair[] = [];
		for (let count = 0; count < PEOPLE; count += 1) pairs.push(await firm.newcomer());
		await firm.system.settled();
		const before = await reading(firm);
		const visits = await live(firm, pairs);
		const lived = monthOf(before, await reading(firm), visits);
		if (note) noteDown({ month: lived });
		return rowsOf(lived);
	} finally {
		await firm.stop();
	}
}

/** Lives the month; answers what people asked for. */
async function live(firm: Firm, pairs: Pair[]): Promise<Visits> {
	const { system } = firm;
	const seen: Visits = { requests: 0, bytes: 0 };
	const events: { at: string; run: () => Promise<unknown> }[] = [];
	const on = (day: number, time: string, run: () => Promise<unknown>) => {
		const at = `${addToDate(FIRST_DAY, { days: day })}T${time}:00.000Z`;
		events.push({ at, run: () => ((seen.requests += 1), run()) });
	};
	for (const pair of pairs) {
		for (const [index, day] of SESSION_DAYS.entries()) {
			const sessionId = newId('ses');
			const date = addToDate(FIRST_DAY, { days: day });
			const when = { sessionId, date, time: '15:00', zone: 'UTC', minutes: 60, place: 'Room 4' };
			const path = `${pair.path}/sessions`;
			on(index === 0 ? 0 : SESSION_DAYS[0]!, '16:30', () => pair.coach.do('POST', path, when, cause()));
			on(day, '16:00', () => pair.coach.do('GET', pair.path));
			on(day, '16:01', () => pair.coach.do('POST', `${path}/${sessionId}/hold`, undefined, cause()));
			for (const { due, rules } of AGREED) {
				const dueOn = addToDate(date, { days: due });
				let action = '';
				on(day, '16:02', async () => (action = await agree(pair, dueOn, rules, sessionId)));
				if (day + due < DAYS)
					on(day + due, '18:00', () => pair.coachee.do('POST', `${action}/complete`, undefined, cause()));
			}
		}
		for (let visit = 0; visit < VISITS; visit += 1)
			on(1 + visit, '17:30', async () => (seen.bytes += await visited(firm, pair)));
	}
	for (const { at, run } of events.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
		await pass(firm, at);
		await run();
	}
	await pass(firm, `${addToDate(FIRST_DAY, { days: DAYS })}T00:00:00.000Z`);
	await system.settled();
	return seen;
}

/** Opens Today; answers how many bytes that took. */
async function visited({ system, tenantId }: Firm, { coachee }: Pair): Promise<number> {
	const cookie = [...coachee.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	return (await fetched(`${system.origin}/t/${tenantId}/today`, cookie)).bytes;
}

/** Lets time pass until then, letters leaving at their own moments on the way. */
async function pass({ system }: Firm, until: string): Promise<void> {
	for (;;) {
		await system.settled();
		const [next] = system.pending();
		if (!next || next.at.toISOString() >= until) break;
		system.clock.to(next.at);
	}
	if (system.clock.now().toISOString() < until) system.clock.to(until);
}

/** What one coachee asked for in it. */
function monthOf(before: Reading, after: Reading, visits: Visits): Month {
	const reminding = after.rows.filter(
		({ __edb_e__: entity, kind, status }) => entity === 'letter' && kind === 'reminder' && status === 'sent',
	);
	const all = Object.entries(used(before, after, visits));
	return {
		used: Object.fromEntries(all.map(([name, amount]) => [name, amount / PEOPLE])),
		schedulesMade: grown(before, after, 'made') / PEOPLE,
		reminderLetters: reminding.length / PEOPLE,
		writtenForLetters: writtenForLetters(before, after) / PEOPLE,
	};
}

function rowsOf(lived: Month): Row[] {
	const { letters: _, ...others } = lived.used;
	const dollars = (part: Used) => cost(part) * COACHEES;
	const telling = (lived.used.letters ?? 0) - lived.reminderLetters;
	const row = (number: number, what: string, figure: number, unit: string, budget: number, beside?: string): Row => ({
		number,
		what: `a month${what}`,
		figure,
		unit,
		budget,
		...(beside && { beside }),
	});
	return [
		row(7, ': schedule calls ÷ reminders', lived.schedulesMade / REMINDERS, '×', 2.2),
		row(7, ': letters ÷ reminders', lived.reminderLetters / REMINDERS, '×', 0.6),
		row(
			8,
			' of 1,000 coachees',
			dollars(lived.used),
			'$',
			1.95,
			`planned: 1.30, without ${dollars({ letters: telling }).toFixed(2)} for calendars`,
		),
		row(8, ' of 1,000 coachees, without mail', dollars(others), '$', 0.9, 'planned: 0.35'),
		row(8, ' beside what docs/scale.md rests on', apart(lived, noted().month), '×', 1.1),
	];
}
