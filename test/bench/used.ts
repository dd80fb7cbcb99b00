import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spent } from '#infra/local/meter.ts';
import type { Firm } from './firm.ts';
import { BILLED, type Used } from './prices.ts';

/** Everything that is counted, as it stands. */
export async function reading({ system, asked }: Firm) {
	const logs = join(system.dataDir, 'logs');
	return {
		meter: system.meter(),
		rows: await system.rows(),
		logged: sum(readdirSync(logs).map((file) => statSync(join(logs, file)).size)),
		fired: asked.count('scheduler', 'Fire'),
		made: asked.count('scheduler', 'CreateSchedule'),
		letters: asked.count('ses', 'SendEmail'),
		sends: asked.count('lambda', 'Event send'),
		outcomes: asked.count('lambda', 'Event outcome'),
		batches: asked.count('stream', 'Deliver'),
	};
}
export type Reading = Awaited<ReturnType<typeof reading>>;
type Count = Exclude<keyof Reading, 'meter' | 'rows'>;

export const grown = (before: Reading, after: Reading, of: Count): number => after[of] - before[of];

/** Units written between two readings by those who send letters and hear of them. */
export const writtenForLetters = (before: Reading, after: Reading): number =>
	sum(
		spent(before.meter, after.meter)
			.rows.filter(({ role }) => role === 'send' || role === 'outcome')
			.map(({ write }) => write),
	);

/** What people asked for meanwhile. */
export interface Visits {
	requests: number;
	bytes: number;
}

/**
 * What was used between two readings, by the names of the price list. Sweeps are an installation's, however many use it; what
 * arms things anew each night reads them one by one.
 */
export function used(before: Reading, after: Reading, visits: Visits): Used {
	const grew = (of: Count) => grown(before, after, of);
	const rows = spent(before.meter, after.meter).rows;
	const table = rows.filter(({ role, operation }) => role !== 'sweep' || operation === 'GetItem');
	const invocations = { app: visits.requests, arm: grew('batches'), send: grew('sends'), outcome: grew('outcomes') };
	return {
		writeUnits: sum(table.map(({ write }) => write)),
		readUnits: sum(table.map(({ read }) => read)),
		storedGb: (sizeOf(after.rows) - sizeOf(before.rows)) / 1e9,
		invocations: sum(Object.values(invocations)),
		gbSecond: sum(
			Object.entries(invocations).map(([name, count]) => {
				const { gb, seconds } = BILLED[name as keyof typeof BILLED];
				return count * gb * seconds;
			}),
		),
		apiRequests: visits.requests,
		edgeRequests: visits.requests,
		sentGb: visits.bytes / 1e9,
		schedules: grew('fired'),
		letters: grew('letters'),
		loggedGb: grew('logged') / 1e9,
	};
}

const sum = (all: number[]): number => all.reduce((total, one) => total + one, 0);
/** As JSON, which is a little more than a row takes, and the hundred bytes that each is charged on top. */
const sizeOf = (rows: Record<string, unknown>[]): number => sum(rows.map((row) => JSON.stringify(row).length + 100));
