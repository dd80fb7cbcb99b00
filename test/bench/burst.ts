import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSchedule } from '#infra/local/schedule-request.ts';
import { openScheduleStore } from '#infra/local/schedule-store.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { atExpression, scheduleName, type Wake } from '#shared/domain/wake.ts';
import { freshSystem, type TestSystem } from '#test/support/system.ts';
import { crowdOf, fill } from './crowd.ts';
import { noteDown, type Burst } from './measured.ts';
import type { Row } from './row.ts';

const DUE_AT = '2027-01-14T09:00:00.000Z';
const MINUTE = 60_000;
/** Of a hundred, so many are of the small firm. */
const SMALL_PERCENT = 5;

/**
 * Row 13: so many letters due in one minute, to as many people, at the pace of a mail service that takes so many a second.
 * Nearly all are one firm's, and its wake-ups come first. While nothing is under way the clock is moved to the next minute.
 */
export async function burst(crowds: readonly Crowd[], { note }: { note: boolean }): Promise<Row[]> {
	const became: Burst[] = [];
	for (const crowd of crowds) became.push(await drained(crowd));
	if (note) noteDown({ bursts: became });
	return became.flatMap(rowsOf);
}

type Crowd = Pick<Burst, 'due' | 'perSecond'>;

async function drained({ due, perSecond }: Crowd): Promise<Burst> {
	const dataDir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	const firm = { actionsEach: 1, dueOn: '2027-01-15', rule: PRESETS.dayBefore, now: '2027-01-08T10:00:00.000Z' };
	const few = Math.round((due * SMALL_PERCENT) / 100);
	const big = crowdOf({ ...firm, firm: 'Quarry', coachees: due - few });
	const small = crowdOf({ ...firm, firm: 'Mill', coachees: few });
	await fill(join(dataDir, 'table.db'), [...big.rows, ...small.rows]);
	const quota = { perSecond, perDay: 10_000_000 };
	const system = await freshSystem({ dataDir, quota, startAt: new Date(Date.parse(DUE_AT) - MINUTE) });
	try {
		schedule(system, [...big.wakes, ...small.wakes]);
		await drain(system, due);
		return whatBecame(system, { due, few, perSecond, small: small.tenantId });
	} finally {
		await system.stop();
	}
}

/** As if every one had been armed: in the order given, which is the order they fire in. */
function schedule(system: TestSystem, wakes: Wake[]): void {
	const { SCHEDULE_GROUP, SCHEDULE_ROLE_ARN, SEND_FUNCTION_ARN } = system.functionEnvironment('arm');
	const minute = Date.parse(DUE_AT) / MINUTE;
	const store = openScheduleStore(join(system.dataDir, 'scheduler.db'));
	store.atomically(() => {
		for (const wake of wakes) {
			const name = scheduleName(wake, minute);
			const { ClientToken: _, ...input } = readSchedule({
				Name: name,
				GroupName: SCHEDULE_GROUP,
				ScheduleExpression: atExpression(minute),
				FlexibleTimeWindow: { Mode: 'OFF' },
				ActionAfterCompletion: 'DELETE',
				Target: { Arn: SEND_FUNCTION_ARN, RoleArn: SCHEDULE_ROLE_ARN, Input: JSON.stringify(wake) },
			});
			const arn = `arn:aws:scheduler:eu-west-1:000000000000:schedule/${SCHEDULE_GROUP}/${name}`;
			store.create(input, arn, Date.parse(DUE_AT) - MINUTE, Date.parse(DUE_AT));
		}
	});
	store.close();
}

const LOOKS_MAX = 60;

async function drain(system: TestSystem, due: number): Promise<void> {
	system.clock.to(DUE_AT);
	for (let look = 0; look < LOOKS_MAX; look += 1) {
		// It may be at work for longer than anybody usually waits for it; time goes by itself meanwhile.
		const atRest = await system.settled().then(() => true).catch(() => false); // prettier-ignore
		if (system.mails().length >= due) break;
		if (atRest) system.clock.to(new Date((Math.floor(system.clock.now().getTime() / MINUTE) + 1) * MINUTE));
	}
	// What would come twice comes now.
	system.clock.advance('PT15M');
	await system.settled();
}

function whatBecame(
	system: TestSystem,
	{ due, few, perSecond, small }: Pick<Burst, 'due' | 'few' | 'perSecond'> & { small: string },
): Burst {
	const mails = system.mails();
	const reached = new Set(mails.map(({ to }) => to)).size;
	const minutes = (Date.parse(mails.at(-1)?.at ?? '') - Date.parse(DUE_AT)) / MINUTE;
	const place = mails.findLastIndex(({ tags }) => tags.tenantId === small) + 1;
	return { due, perSecond, lost: due - reached, twice: mails.length - reached, minutes, few, place };
}

function rowsOf({ due, perSecond, lost, twice, minutes, few, place }: Burst): Row[] {
	const beside = `${due} due at once, ${perSecond} a second`;
	const number = 13;
	return [
		{ number, what: 'a burst: people without their letter', figure: lost, unit: '', budget: 0, beside },
		{ number, what: 'a burst: letters that came twice', figure: twice, unit: '', budget: 0 },
		{
			number,
			what: 'a burst: minutes until the last has left',
			figure: minutes,
			unit: 'min',
			// The sweep takes up after two minutes what the pace did not allow at once.
			budget: 3 + (1.5 * due) / perSecond / 60,
			timed: true,
			beside: `${(due / perSecond / 60).toFixed(1)} min at that pace`,
		},
		{
			number,
			what: `a burst: the last of a firm’s ${few} is letter number`,
			figure: place,
			unit: '',
			budget: due / 2,
			timed: true,
			beside: `behind ${due - few} of another firm`,
		},
	];
}
