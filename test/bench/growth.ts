import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spent } from '#infra/local/meter.ts';
import { TABLE } from '#infra/local/table-open.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { entities } from '#services/table.ts';
import { freshSystem } from '#test/support/system.ts';
import { Counted } from './counted.ts';
import { crowdOf, fill } from './crowd.ts';
import { noteDown, type Asked } from './measured.ts';
import type { Row } from './row.ts';

const MADE_AT = '2027-01-08T10:00:00.000Z';
/** A little after nine: what is due then is not yet the sweep's. */
const NOW = new Date('2027-01-14T09:00:05.000Z');
const DUE_ON = '2027-01-15';
const FAR_OFF = '2027-03-01';
const PROBES = 10;

type Decision = 'arming one' | 'a wake-up for nothing' | 'a letter' | 'a sweep with nothing due';
type Decisions = Record<Decision, Asked>;

/** Row 9, of reminders: what each decision asks for must not depend on how many others are armed. */
export async function growth(sizes: readonly number[], { note }: { note: boolean }): Promise<Row[]> {
	const [first, ...others] = sizes as [number, ...number[]];
	const small = await decisions(first);
	const rows: Row[] = [];
	const found: Record<string, Decisions> = { [first]: small };
	for (const size of others) {
		const large = await decisions(size);
		found[size] = large;
		for (const decision of Object.keys(small) as Decision[]) {
			const [before, after] = [small[decision], large[decision]];
			rows.push({
				number: 9,
				what: `${decision}, ${count(first)} → ${count(size)} armed`,
				figure: Math.max(...(['read', 'write', 'calls'] as const).map((of) => ratio(after[of], before[of]))),
				unit: '×',
				budget: 1.1,
				beside: `${after.read} RRU, ${after.write} WRU, ${after.calls} calls`,
			});
		}
	}
	if (note) noteDown({ growth: found });
	return rows;
}

const ratio = (after: number, before: number): number => (before === after ? 1 : after / before);
const count = (of: number): string => of.toLocaleString('en');

/** One of each decision, in the middle of so many armed reminders. */
async function decisions(armed: number): Promise<Decisions> {
	const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	const crowd = { coachees: armed / 8, actionsEach: 8, dueOn: FAR_OFF, rule: PRESETS.dayBefore, now: MADE_AT };
	const ahead = crowdOf({ firm: 'Quarry', ...crowd });
	const due = crowdOf({ firm: 'Probe', ...crowd, coachees: PROBES, actionsEach: 1, dueOn: DUE_ON });
	await fill(join(dataDir, 'table.db'), [...ahead.rows, ...due.rows]);
	const faults = new Counted();
	const system = await freshSystem({ dataDir, faults, startAt: NOW });
	try {
		const some = ahead.wakes.filter((_, index) => index % Math.floor(armed / PROBES) === 0).slice(0, PROBES);
		const asked = async (of: number, run: () => Promise<unknown>): Promise<Asked> => {
			await system.settled();
			const before = system.meter();
			const calls = outside(faults);
			await run();
			await system.settled();
			const { read, write, requests } = spent(before, system.meter());
			return { read: read / of, write: write / of, calls: (requests + outside(faults) - calls) / of };
		};
		const each = (wakes: Wake[], run: (wake: Wake) => Promise<unknown>) => async () => {
			for (const wake of wakes) await run(wake);
		};
		const result = {
			'arming one': await asked(PROBES, () => system.invoke('arm', { Records: some.map(recordOf) })),
			'a wake-up for nothing': await asked(
				PROBES,
				each(some, (wake) => system.invoke('send', wake)),
			),
			'a letter': await asked(
				PROBES,
				each(due.wakes, (wake) => system.invoke('send', wake)),
			),
			'a sweep with nothing due': await asked(1, () => system.invoke('sweep', {})),
		};
		if (system.mails().length !== PROBES) throw new Error(`${system.mails().length} letters, not ${PROBES}`);
		return result;
	} finally {
		await system.stop();
	}
}

const outside = (faults: Counted): number =>
	faults.count('scheduler', 'CreateSchedule') + faults.count('ses', 'SendEmail');

/** As the table's stream tells of a change. */
function recordOf({ tenantId, itemId, ...rest }: Wake) {
	if (!('engagementId' in rest)) throw new Error('Only things of a trajectory here');
	const key = { tenantId, engagementId: rest.engagementId, actionId: itemId };
	const { Key } = entities.action.get(key).params({ table: TABLE }) as unknown as { Key: { pk: string; sk: string } };
	const Keys = { pk: { S: Key.pk }, sk: { S: Key.sk } };
	return { eventName: 'MODIFY', dynamodb: { Keys, SequenceNumber: itemId } };
}
