import { spent, type MeterRow } from '#infra/local/meter.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import { agree, foundFirm, type Pair } from './firm.ts';
import type { Row } from './row.ts';

const PEOPLE = 5;
const DUE_ON = '2027-01-15';

/** What one reminder asked for, on average. */
export interface Life {
	/** Units of the action it was made with, and of everything after: arm, send, settle, outcome. */
	made: number;
	written: number;
	read: number;
	/** Requests to the table, to Scheduler and to the mail service after it was made. */
	calls: number;
	/** Those that fire, which is what is paid for. */
	schedules: number;
}

/** Row 12: what one reminder asks for, from the action it is made with until its letter has arrived, alone in its letter. */
export async function life(): Promise<Row[]> {
	const prompt = await lived(PRESETS.dayBefore, ['2027-01-14T09:00:00.100Z']);
	const atNight: ReminderRule = { ...PRESETS.dayBefore, at: '21:00' };
	const held = await lived(atNight, ['2027-01-14T21:00:00.100Z', '2027-01-15T09:00:00.100Z']);
	return [
		...rowsOf('a reminder’s life', prompt, { made: 14, written: 34, read: 20, calls: 26, schedules: 1 }),
		...rowsOf('… held overnight', held, { made: 14, written: 45, read: 30, calls: 40, schedules: 2 }),
	];
}

const rowsOf = (of: string, life: Life, budget: Life): Row[] => {
	const row = (what: string, figure: keyof Life, unit: string): Row => ({
		number: 12,
		what: `${of}: ${what}`,
		figure: life[figure],
		unit,
		budget: budget[figure],
	});
	return [
		row('its action made', 'made', 'WRU'),
		row('written after that', 'written', 'WRU'),
		row('read after that', 'read', 'RRU'),
		row('calls after that', 'calls', ''),
		row('schedules that fire', 'schedules', ''),
	];
};

/** A few people with a reminder each by this rule, until these moments have passed and every letter has arrived. */
async function lived(rule: ReminderRule, moments: string[]): Promise<Life> {
	const firm = await foundFirm(new Date('2027-01-11T10:00:00.000Z'));
	const { system, asked } = firm;
	try {
		const people: Pair[] = [];
		for (let count = 0; count < PEOPLE; count += 1) people.push(await firm.newcomer());
		await system.settled();
		asked.forget();
		const before = system.meter();
		for (const one of people) await agree(one, DUE_ON, [rule]);
		await system.settled();
		for (const moment of moments) {
			system.clock.to(moment);
			await system.settled();
		}
		const letters = asked.count('ses', 'SendEmail');
		if (letters !== PEOPLE) throw new Error(`${letters} letters, not ${PEOPLE}`);
		const rows = spent(before, system.meter()).rows.filter(({ role }) => role !== 'sweep');
		const [made, after] = [rows.filter(isMaking), rows.filter((row) => !isMaking(row))];
		const each = (figure: number) => figure / PEOPLE;
		return {
			made: each(total(made, 'write')),
			written: each(total(after, 'write')),
			read: each(total(after, 'read')),
			calls: each(total(after, 'requests') + asked.count('scheduler', 'CreateSchedule') + letters),
			schedules: each(asked.count('scheduler', 'Fire')),
		};
	} finally {
		await firm.stop();
	}
}

/** By somebody who waits for an answer. */
const isMaking = ({ role }: MeterRow): boolean => role === 'app' || role === 'tenant';

const total = (rows: MeterRow[], of: 'read' | 'write' | 'requests'): number =>
	rows.reduce((sum, row) => sum + row[of], 0);
