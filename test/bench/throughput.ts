import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from '#infra/local/faults.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { freshSystem, type TestSystem } from '#test/support/system.ts';
import { Counted } from './counted.ts';
import { crowdOf, fill } from './crowd.ts';
import { median, type Row } from './row.ts';

const REMINDERS = 200;
/** A rate is the median of those of so many parts of the run. */
const PARTS = 9;
const PATIENCE_MS = 180_000;

/** Row 11: how fast reminders are armed and letters sent, against the fewest calls that could do it, on the same wire. */
export async function throughput(): Promise<Row[]> {
	return [
		row('arming a reminder ÷ making its schedule', await armed({}), await armed({ arm: floor('arm') }), 4),
		row('sending a letter ÷ read, claim, mail, settle', await sent({}), await sent({ send: floor('send') }), 4),
	];
}

const floor = (name: string): string => new URL(`./floor/${name}.ts`, import.meta.url).href;

const row = (what: string, ours: number, least: number, budget: number): Row => ({
	number: 11,
	what,
	figure: least / ours,
	unit: '×',
	budget,
	timed: true,
	beside: `${ours.toFixed(0)} a second against ${least.toFixed(0)}`,
});

/** Reminders armed a second, from the table's stream to their schedules. */
const armed = (functions: Record<string, string>): Promise<number> =>
	amid({ actionsEach: 8, told: true, functions }, async (_, asked) => rateOf(asked, 'scheduler', 'CreateSchedule'));

/** Letters a second, from their schedules to the mail service. */
const sent = (functions: Record<string, string>): Promise<number> =>
	amid({ actionsEach: 1, told: false, functions }, async (system, asked) => {
		await system.invoke('sweep', { rearm: true });
		system.clock.to('2027-01-14T09:00:00.100Z');
		return rateOf(asked, 'ses', 'SendEmail');
	});

interface Crowded {
	actionsEach: number;
	/** Whether the table's stream tells of them. */
	told: boolean;
	/** In place of ours. */
	functions: Record<string, string>;
}

/** A system in which so many reminders fall due ten minutes later. */
async function amid(
	{ actionsEach, told, functions }: Crowded,
	run: (system: TestSystem, asked: Counted) => Promise<number>,
): Promise<number> {
	const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	const { rows } = crowdOf({
		firm: 'Quarry',
		coachees: REMINDERS / actionsEach,
		actionsEach,
		dueOn: '2027-01-15',
		rule: PRESETS.dayBefore,
		now: '2027-01-08T10:00:00.000Z',
	});
	await fill(join(dataDir, 'table.db'), rows, told);
	const asked = new Counted();
	const system = await freshSystem({
		dataDir,
		faults: asked,
		// Letters are settled by whoever sent them: what comes of them afterwards is no part of sending.
		functions: { outcome: floor('outcome'), ...functions },
		startAt: new Date('2027-01-14T08:50:00.000Z'),
	});
	try {
		const rate = await run(system, asked);
		await system.settled();
		// What is refused is fast, or slow, but no measure of anything.
		if (Object.values(system.deadLetters()).flat().length > 0) throw new Error('Not all of it succeeded');
		return rate;
	} finally {
		await system.stop();
	}
}

/** How many a second, once each reminder has had its own. */
async function rateOf(asked: Counted, service: Service, operation: string): Promise<number> {
	const deadline = performance.now() + PATIENCE_MS;
	while (asked.count(service, operation) < REMINDERS) {
		if (performance.now() > deadline) throw new Error(`Only ${asked.count(service, operation)} of ${operation}`);
		await pause(20);
	}
	const moments = asked.moments(service, operation).slice(0, REMINDERS);
	const size = Math.floor(REMINDERS / PARTS);
	const rates = Array.from({ length: PARTS }, (_, part) => {
		const [from, until] = [moments[part * size]!, moments[(part + 1) * size - 1]!];
		return ((size - 1) / (until - from)) * 1000;
	});
	return median(rates);
}
