import { newId } from '#shared/ids.ts';
import { Chance } from './chance.ts';
import { dayOf } from './commands.ts';
import { FaultPlan } from './faults.ts';
import { Firm, WIDE } from './firm.ts';
import type { Ground } from './ground.ts';
import { weekdayOf } from './moments.ts';
import { Record } from './record.ts';
import { type Life, onStage } from './seed.ts';
import type { Stage } from './stage.ts';
import { judge } from './verdict.ts';

const MINUTE = 60_000;
/** Of one action: four a day from Monday to Friday, as many as any budget lets come. */
const TIMES = ['08:15', '10:45', '13:30', '16:00'];
const DAYS = [-4, -3, -2, -1, 0];
const REMINDERS = TIMES.length * DAYS.length;
/** Of one coachee, due at the same moments: one letter of ten things, woken for twenty times. */
const ACTIONS = 10;

/** One firm in a week in which every schedule fires twice, at any moment of any work. */
export async function liveDouble(seed: number, reminders: number, ground: Ground): Promise<Life> {
	const chance = new Chance(`${seed} double`);
	const plan = new FaultPlan(`${seed} double`);
	const monday = Date.UTC(2026, 5, 1 + 7 * seed, 3);
	const coachees = Math.ceil(reminders / (REMINDERS * ACTIONS));
	const play = (stage: Stage) => week(stage, chance, coachees);
	const { record, firings } = await onStage(`double${seed}`, monday, ground, plan, play, { twice: true });
	return { ...judge(record), record, firings, faults: plan.count, hits: plan.hits, visits: plan.visits };
}

async function week(stage: Stage, chance: Chance, coachees: number): Promise<Record> {
	const record = new Record();
	const founding = { coachees, zones: ['Europe/Amsterdam'], budgetOf: () => WIDE };
	const firm = await stage.until(Firm.found(stage, record, chance, founding));
	const friday = dayOf(firm, 'UTC', 5 - weekdayOf(dayOf(firm, 'UTC', 0)));
	for (const { engagementId } of firm.trajectories) {
		for (let count = 0; count < ACTIONS; count += 1) {
			const rules = DAYS.flatMap((amount) => TIMES.map((at) => ({ anchor: 'deadline', amount, unit: 'day', at })));
			const draft = {
				actionId: newId('act', stage.now()),
				title: firm.title(),
				dueOn: friday,
				reminders: rules.map((rule) => ({ reminderId: newId('rem', stage.now()), rule })),
			};
			const { body, from, to } = await stage.until(
				firm.coach.client.do('POST', `/engagements/${engagementId}/actions`, draft),
			);
			record.hearAction(body!, from, to);
		}
	}
	await stage.quiet();
	for (let next = await stage.nextFiring(); next !== undefined; next = await stage.nextFiring()) {
		await stage.to(next);
		await stage.quiet();
	}
	await stage.to(stage.now() + 2 * MINUTE);
	await stage.quiet();
	record.taken = await stage.taken();
	record.rests.push(stage.now());
	return record;
}
