import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause } from '#test/support/person.ts';
import { agree, foundFirm, type Firm, type Pair } from './firm.ts';
import { fetched } from './first-visit.ts';
import { cost, type Used } from './prices.ts';
import type { Row } from './row.ts';
import { grown, reading, used, type Reading, type Visits } from './used.ts';

/** A Monday. */
const FIRST_DAY = '2027-02-01';
const DAYS = 31;
const PEOPLE = 3;
/** What the figures are told of. */
const COACHEES = 1000;
const VISITS = 20;
const SESSIONS = [1, 15];

/**
 * What is agreed in each session. Three of four take the date of the next session, which is proposed; one has its own. Each is
 * done on the evening of its day, so that all of its reminders come.
 */
const AGREED: { due: number; rules: ReminderRule[] }[] = [
	...Array.from({ length: 3 }, () => ({ due: 14, rules: [PRESETS.weekBefore, PRESETS.dayBefore] })),
	{ due: 7, rules: [PRESETS.dayBefore, PRESETS.onTheDay] },
];
const REMINDERS = SESSIONS.length * AGREED.reduce((sum, { rules }) => sum + rules.length, 0);

/**
 * Rows 7 and 8: a month of a few coachees, lived day by day through the product's own doors, every call metered, and priced for
 * a thousand of them. Without reflections, which are not there yet, and without what an installation costs however many use it.
 */
export async function month(): Promise<Row[]> {
	const firm = await foundFirm(new Date(`${FIRST_DAY}T06:00:00.000Z`));
	try {
		const pairs: Pair[] = [];
		for (let count = 0; count < PEOPLE; count += 1) pairs.push(await firm.newcomer());
		await firm.system.settled();
		const before = await reading(firm);
		const visits = await live(firm, pairs);
		return rowsOf(before, await reading(firm), visits);
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
		for (const [index, day] of SESSIONS.entries()) {
			const sessionId = newId('ses');
			const date = addToDate(FIRST_DAY, { days: day });
			const when = { sessionId, date, time: '15:00', zone: 'UTC', minutes: 60, place: 'Room 4' };
			const path = `${pair.path}/sessions`;
			on(index === 0 ? 0 : SESSIONS[0]!, '16:30', () => pair.coach.do('POST', path, when, cause()));
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

function rowsOf(before: Reading, after: Reading, visits: Visits): Row[] {
	const reminders = PEOPLE * REMINDERS;
	const reminding = after.rows.filter(
		({ __edb_e__: entity, kind, status }) => entity === 'letter' && kind === 'reminder' && status === 'sent',
	);
	const all = used(before, after, visits);
	const { letters: _, ...others } = all;
	const dollars = (part: Used) => (cost(part) / PEOPLE) * COACHEES;
	return [
		{
			number: 7,
			what: 'a month: schedule calls ÷ reminders',
			figure: grown(before, after, 'made') / reminders,
			unit: '×',
			budget: 2.2,
		},
		{
			number: 7,
			what: 'a month: letters ÷ reminders',
			figure: reminding.length / reminders,
			unit: '×',
			budget: 0.6,
		},
		{
			number: 8,
			what: 'a month of 1,000 coachees',
			figure: dollars(all),
			unit: '$',
			budget: 1.45,
			beside: 'planned: 1.30',
		},
		{
			number: 8,
			what: 'a month of 1,000 coachees, without mail',
			figure: dollars(others),
			unit: '$',
			budget: 0.85,
			beside: 'planned: 0.35',
		},
	];
}
