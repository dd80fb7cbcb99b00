import { readFileSync, writeFileSync } from 'node:fs';
import { NIGHTLY } from '#services/reminders/nightly.ts';
import { noted, type Asked, type Burst, type Measured, type Month } from './measured.ts';
import { BILLED, cost, type Used } from './prices.ts';
import { LEAD_DAYS, REMINDERS, SCHEDULED } from './standard-month.ts';

const ARMED = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const DAYS = 30.4;
/** Of a day's reminders, so many are due in one minute: nine o'clock where most people live. */
const BUSIEST_MINUTE = 0.35;
/** In which their letters are to leave. */
const PATIENCE_SECONDS = 15 * 60;
/** What a wake-up takes that finds its reminder in a letter already. */
const STALE_SECONDS = 0.05;
/** What the nightly rearm makes anew: as often as Lambda lets a function call itself, a quarter of an hour each time. */
export const REARMED_A_NIGHT = 16 * (15 * 60 - 20) * 150;

/** How everything grows with what is armed: each a multiple of it. */
function shares({ used, reminderLetters }: Month) {
	const coachees = DAYS / LEAD_DAYS / REMINDERS;
	const remindersADay = 1 / LEAD_DAYS;
	const letters = reminderLetters / REMINDERS;
	return {
		coachees,
		remindersADay: 1 / LEAD_DAYS,
		lettersADay: (coachees * (used.letters ?? 0)) / DAYS,
		schedules: SCHEDULED,
		wakesAtOnce: remindersADay * BUSIEST_MINUTE,
		lettersAtOnce: remindersADay * BUSIEST_MINUTE * letters,
		requestsASecond: (coachees * (used.apiRequests ?? 0)) / DAYS / 86_400,
	};
}

interface Limit {
	what: string;
	value: string;
	/** Armed reminders at which it is reached. */
	at: number;
	/** It rises by itself, by a setting of `npm run deploy`, or whenever one asks. */
	gives?: true;
	answer: string;
}

/** What stands in the way as it is deployed, soonest first. A rate is reached when the busiest minute takes longer than our patience. */
export function limits(month: Month): Limit[] {
	const of = shares(month);
	const lettersPerWake = of.lettersAtOnce / of.wakesAtOnce;
	const secondsPerLetter = secondsOf(month);
	const unitsPerLetter = month.writtenForLetters / (month.used.letters ?? 1);
	const letters = (perSecond: number) => (perSecond * PATIENCE_SECONDS) / of.lettersAtOnce;
	const wakes = (perSecond: number) => (perSecond * PATIENCE_SECONDS) / of.wakesAtOnce;
	const all: Limit[] = [
		{
			what: 'mail: letters a second',
			value: '14',
			at: letters(14),
			gives: true,
			answer: 'ask SES for more; the pace follows by itself within 15 minutes',
		},
		{
			what: 'mail: letters a day',
			value: '50,000',
			at: 50_000 / of.lettersADay,
			gives: true,
			answer: 'ask SES for more',
		},
		{
			what: 'send: 5 at a time',
			value: `${(5 / secondsPerLetter).toFixed(0)} letters a second`,
			at: letters(5 / secondsPerLetter),
			gives: true,
			answer: `sendConcurrency: ${count(Math.ceil(500 * secondsPerLetter))} for 500 a second`,
		},
		{
			what: 'table: a new one on demand',
			value: '4,000 WRU a second',
			at: letters(4_000 / unitsPerLetter),
			gives: true,
			answer: 'nothing: it doubles within half an hour; or warm it beforehand',
		},
		{
			what: 'sweep: oldest 2,000 of each shard',
			value: '533 wake-ups a second',
			at: wakes((16 * 2_000) / 60),
			answer: 'more shards, or a larger page',
		},
		{
			what: 'Scheduler: schedules standing',
			value: '10,000,000',
			at: 10_000_000 / of.schedules,
			answer: 'ask for more; or leave all but the next day to the nightly rearm',
		},
		{
			what: 'nightly rearm: 150 a second',
			value: count(REARMED_A_NIGHT),
			at: REARMED_A_NIGHT / (of.remindersADay * NIGHTLY.days),
			answer: 'the rest is armed by its changes alone; REARM_PER_SECOND',
		},
		{
			what: 'Scheduler: wake-ups a second',
			value: '1,000',
			at: wakes(1_000),
			answer: 'nothing is lost, all is later; ask for more',
		},
		{
			what: 'HTTP API: our own throttle',
			value: '200 requests a second',
			at: 200 / (of.requestsASecond * PEAK),
			answer: 'raise it: the account allows 10,000',
		},
		{
			what: 'table: quota on demand',
			value: '40,000 WRU a second',
			at: letters(40_000 / unitsPerLetter),
			answer: 'ask for more, or a table a region',
		},
		{
			what: 'due index: 16 shards',
			value: '16,000 WRU a second',
			at: letters(16_000 / (INDEX_WRITES / lettersPerWake)),
			answer: '64 shards: rows in the first 16 stay where they are',
		},
		{
			what: 'Lambda: 1,000 at a time, 900 of them send',
			value: `${(900 / secondsPerLetter).toFixed(0)} letters a second`,
			at: letters(900 / secondsPerLetter),
			answer: 'ask for more',
		},
		{
			what: 'Scheduler: schedules made a second',
			value: '5,000',
			at: (5_000 / (of.remindersADay * BUSIEST_HOUR_MADE)) * 3_600,
			answer: 'the stream waits; ask for more',
		},
	];
	return all.sort((one, other) => one.at - other.at);
}

/** What a letter keeps a sender busy: itself, and those of its reminders' wake-ups that find it said. */
function secondsOf(month: Month): number {
	const of = shares(month);
	return BILLED.send.seconds + (of.wakesAtOnce / of.lettersAtOnce - 1) * STALE_SECONDS;
}

/** Writes to the due index for a reminder sent: it leaves, its next enters, and its part of a letter's own claim. */
const INDEX_WRITES = 2.5;
/** People's requests in the busiest hour, as a multiple of the mean. */
const PEAK = 4;
/** Of a day's new reminders, so many are made in one hour: sessions end on the hour. */
const BUSIEST_HOUR_MADE = 0.15;

/** What grows with what is armed, and where that ends. */
function growing(month: Month): string {
	const of = shares(month);
	const drain = (armed: number, perSecond: number) => minutes((armed * of.lettersAtOnce) / perSecond);
	const dollars = (armed: number, part: Used) => `$${rounded(armed * of.coachees * cost(part))}`;
	const { letters = 0 } = month.used;
	const each = (what: string, figure: (armed: number) => string) => [what, ...ARMED.map(figure)];
	const growth = [
		each('reminders armed', count),
		each('coachees', (armed) => rounded(armed * of.coachees)),
		each('reminders a day', (armed) => rounded(armed * of.remindersADay)),
		each('letters a day', (armed) => rounded(armed * of.lettersADay)),
		each('schedules standing', (armed) => rounded(armed * of.schedules)),
		each('wake-ups in the busiest minute', (armed) => rounded(armed * of.wakesAtOnce)),
		each('letters due in it', (armed) => rounded(armed * of.lettersAtOnce)),
		each('… have left at 14 a second', (armed) => drain(armed, 14)),
		each('… have left at 500 a second', (armed) => drain(armed, 500)),
		each('… have left at 5,000 a second', (armed) => drain(armed, 5_000)),
		each('all schedules made anew, 5,000 a second', (armed) => minutes((armed * of.schedules) / 5_000)),
		each('a month', (armed) => dollars(armed, month.used)),
		each('… of it for mail', (armed) => dollars(armed, { letters })),
	];
	const limited = limits(month).map(({ what, value, at, answer }) => [what, value, rounded(at), answer]);
	return `${table(growth)}\n\n${table([['what is reached', 'at', 'armed', 'then'], ...limited], 2)}`;
}

function minutes(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${count(Number((seconds / 3_600).toPrecision(2)))} h`;
}

const count = (of: number): string => of.toLocaleString('en', { maximumFractionDigits: 1 });
const rounded = (of: number): string => count(Number(of.toPrecision(2)));

/** Columns under each other: figures to the right, words to the left. The first is words, and those after so many. */
function table(lines: string[][], wordsAfter = Infinity): string {
	const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
	const cell = (text: string, column: number) =>
		column === 0 || column > wordsAfter ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
	return lines.map((line) => line.map(cell).join('  ').trimEnd()).join('\n');
}

/** What was measured beside each other: what must not grow, what grows with a person, and a crowd. */
function measured({ growth, people, bursts }: Measured): string {
	const [small, large] = Object.keys(growth) as [string, string];
	const asked = ({ read, write, calls }: Asked) => `${count(read)} RRU, ${count(write)} WRU, ${count(calls)} calls`;
	const same = Object.entries(growth[small]!).map(([what, before]) => [
		what,
		asked(before),
		asked(growth[large]![what]!),
	]);
	const { one, ...others } = people as { one: Used } & Measured['people'];
	const times = (used: Used) => `${(cost(used) / cost(one)).toFixed(2)} ×`;
	const person = [
		['a letter’s price, mail included', '', 'RRU'],
		['to somebody with one action', times(one), count(one.readUnits!)],
		...Object.entries(PEOPLE).map(([who, what]) => [what, times(others[who]!), count(others[who]!.readUnits!)]),
	];
	const across = (what: string, of: (one: Burst) => string) => [what, ...bursts.map(of)];
	const crowd = [
		across('letters due in one minute', ({ due }) => count(due)),
		across('… which may leave at so many a second', ({ perSecond }) => count(perSecond)),
		across('… takes at that pace', ({ due, perSecond }) => minutes(due / perSecond)),
		// A machine is slower than the pace of a large account: only the small crowd has to wait for it.
		across('… and took', (one) => (one.due / one.perSecond < 60 ? '–' : minutes(60 * one.minutes))),
		across('lost', ({ lost }) => count(lost)),
		across('sent twice', ({ twice }) => count(twice)),
		across('of a second firm, due after all of these', ({ few }) => count(few)),
		across('… the last is letter number', ({ place }) => count(place)),
	];
	const heading = ['with so many armed', ...[small, large].map((size) => count(Number(size)))];
	return [table([heading, ...same]), table(person), table(crowd)].join('\n\n');
}

const PEOPLE = {
	begun: 'with 8 actions in the trajectory',
	long: 'with 120 of them, all but one done',
	coach: 'to a coach of 40 with 8 open actions each',
};

/** What the page says in its sentences of what was computed. */
export function said({ month, growth }: Measured): string[] {
	const of = shares(month);
	const seconds = secondsOf(month);
	const standing = limits(month).find(({ what }) => what === 'Scheduler: schedules standing')!;
	const firm = limits(month).find(({ gives }) => !gives)!;
	const unitsPerLetter = month.writtenForLetters / (month.used.letters ?? 1);
	const sweep = Object.values(growth)[0]!['a sweep with nothing due']!;
	const { gb, seconds: took } = BILLED.sweep;
	const sweeping = cost({ readUnits: sweep.read, gbSecond: gb * took, invocations: 1 }) * 60 * 24 * DAYS;
	const { letters = 0 } = month.used;
	const mail = cost({ letters });
	return [
		`which is ${(5 / seconds).toFixed(0)} letters a second`,
		`At 500 letters a second it has to be ${count(Math.ceil(500 * seconds))}`,
		`10 million carry ${rounded(standing.at / 1e6)} million armed ones`,
		`${count(Math.round((100 * of.remindersADay * NIGHTLY.days) / of.schedules))} % of the schedules stand`,
		`Each letter writes ${unitsPerLetter.toFixed(0)} WRU`,
		`or ${Math.floor(1000 / unitsPerLetter)} letters`,
		`$${(mail / letters).toFixed(4)} to mail and $${cost({ writeUnits: unitsPerLetter }).toFixed(5)} to claim`,
		`mail is ${((100 * mail) / cost(month.used)).toFixed(0)} % of the bill`,
		`a sweep a minute is $${sweeping.toFixed(2)} a month`,
		`${count(Math.ceil(1e8 / firm.at))} of them hold a hundred million`,
	];
}

const FENCE = /(```text\n)[^`]*(```)/g;
const page = new URL('../../docs/scale.md', import.meta.url);

/** docs/scale.md with the tables as they are computed now. */
export function written(text: string, all: Measured): string {
	const blocks = [growing(all.month), measured(all)];
	return text.replace(FENCE, (_, open: string, close: string) => `${open}${blocks.shift() ?? ''}\n${close}`);
}

// `node test/bench/scale.ts` brings the page up to what was measured last, and says what of its sentences is not true any more.
if (import.meta.main) {
	const text = written(readFileSync(page, 'utf8'), noted());
	writeFileSync(page, text);
	const words = text.replaceAll(/\s+/g, ' ');
	for (const one of said(noted())) if (!words.includes(one)) console.log(`not said: ${one}`);
}
