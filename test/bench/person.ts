import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spent } from '#infra/local/meter.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { freshSystem } from '#test/support/system.ts';
import { crowdOf, fill, type CrowdOptions } from './crowd.ts';
import { cost, type Used } from './prices.ts';
import { noteDown } from './measured.ts';
import type { Row } from './row.ts';

const NOW = new Date('2027-01-14T09:00:05.000Z');
const DUE_ON = '2027-01-15';
const FAR_OFF = '2027-03-01';
/** A trajectory of two years, and what a coach has in hand. */
const [DONE, COACHEES] = [112, 40];

/**
 * Row 9, of one person: what their letter costs, mail included, beside that of somebody whose trajectory has just begun. It
 * reads what is around the thing that is due: with the coachee their trajectory, with the coach what is open in all of theirs.
 */
export async function person({ note }: { note: boolean }): Promise<Row[]> {
	const one = await letterOf({ coachees: 1, actionsEach: 1, dueOn: DUE_ON });
	const begun = await letterOf({ coachees: 1, actionsEach: 1, doneEach: 7, dueOn: DUE_ON });
	const long = await letterOf({ coachees: 1, actionsEach: 1, doneEach: DONE + 7, dueOn: DUE_ON });
	const coach = await letterOf({ coachees: COACHEES, actionsEach: 8, dueOn: FAR_OFF, ofCoach: DUE_ON });
	if (note) noteDown({ people: { one, begun, long, coach } });
	const row = (what: string, used: Used, budget: number): Row => ({
		number: 9,
		what: `a letter’s price, ${what}`,
		figure: cost(used) / cost(one),
		unit: '×',
		budget,
		beside: `${used.readUnits} RRU, ${used.writeUnits} WRU`,
	});
	return [
		row('8 actions in the trajectory', begun, 1.05),
		row(`${DONE + 8} actions`, long, 1.1),
		row(`to a coach of ${COACHEES} with 8 open each`, coach, 1.1),
	];
}

/** What the one letter that is due there asks for. */
async function letterOf(
	crowd: Pick<CrowdOptions, 'coachees' | 'actionsEach' | 'doneEach' | 'dueOn' | 'ofCoach'>,
): Promise<Used> {
	const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	const { rows, wakes } = crowdOf({
		firm: 'Quarry',
		rule: PRESETS.dayBefore,
		now: '2027-01-08T10:00:00.000Z',
		...crowd,
	});
	await fill(join(dataDir, 'table.db'), rows);
	const system = await freshSystem({ dataDir, startAt: NOW });
	try {
		await system.settled();
		const before = system.meter();
		await system.invoke('send', wakes[crowd.ofCoach ? crowd.actionsEach : 0]!);
		await system.settled();
		const { read, write } = spent(before, system.meter());
		if (system.mails().length !== 1) throw new Error(`${system.mails().length} letters, not one`);
		return { readUnits: read, writeUnits: write, letters: 1 };
	} finally {
		await system.stop();
	}
}
