import { Chance } from './chance.ts';
import { FaultPlan } from './faults.ts';
import { freshDirectory, removeDirectory, type Ground } from './ground.ts';
import { hereOn } from './here.ts';
import { hold } from './hold.ts';
import { startHost } from './host.ts';
import { Letters } from './letters.ts';
import type { Record } from './record.ts';
import type { Stage } from './stage.ts';
import { tell } from './story.ts';
import { HeldTime } from './time.ts';
import { judge, type Verdict } from './verdict.ts';

/** What came of one life. */
export interface Life extends Verdict {
	record: Record;
	faults: number;
	/** How often schedules fired. */
	firings?: number;
	hits: Map<string, number>;
	visits: Map<string, number>;
}

/** When a seed's life begins: any hour of four years, so that clocks change in some of them. */
export function beginningOf(chance: Chance): number {
	return Date.UTC(2026, chance.below(48), chance.between(1, 28), chance.below(24), chance.below(60));
}

/** One life of one firm under faults, from its founding to the moment when nothing is owed any more. */
export async function live(seed: number, ground: Ground): Promise<Life> {
	const chance = new Chance(`${seed} story`);
	const plan = new FaultPlan(String(seed));
	const { record } = await onStage(`seed${seed}`, beginningOf(chance), ground, plan, (stage) => tell(stage, chance));
	return { ...judge(record), record, faults: plan.count, hits: plan.hits, visits: plan.visits };
}

/** Sets up the whole product, plays on it, and clears it away. */
export async function onStage(
	name: string,
	start: number,
	ground: Ground,
	plan: FaultPlan,
	play: (stage: Stage) => Promise<Record>,
	{ twice = false } = {},
): Promise<{ record: Record; firings: number }> {
	const time = new HeldTime(start);
	const directory = freshDirectory();
	const doubts: string[] = [];
	const letters = new Letters();
	await ground.table(name);
	const letGo = hold(time, new Chance(`${name} ids`));
	try {
		const chance = new Chance(`${name} order`);
		const host = await startHost({
			directory,
			endpoint: ground.endpoint,
			table: name,
			time,
			plan,
			chance,
			letters,
			twice,
		});
		host.conductor.onDoubt = ({ claim }) => claim && doubts.push(claim.letterId);
		try {
			// Its stream has looked once, so that what comes first is not a matter of real time.
			await host.conductor.quiet();
			const record = await play(hereOn(host, plan, letters));
			for (const letterId of doubts) record.doubt(letterId);
			return { record, firings: host.firings() };
		} finally {
			ground.transactions += host.transactions();
			await host.stop();
		}
	} finally {
		letGo();
		removeDirectory(directory);
	}
}
