import type { Chance } from './chance.ts';
import { anyCommand, dayOf, look, makeAction } from './commands.ts';
import { Firm } from './firm.ts';
import { Record } from './record.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A firm's life of some days: clients race, the clock goes on, things go wrong; then it runs out, and nothing is owed any more. */
export async function tell(stage: Stage, chance: Chance): Promise<Record> {
	const record = new Record();
	const firm = await stage.until(Firm.found(stage, record, chance));
	for (const on of firm.trajectories)
		for (let count = 0; count < 3; count += 1)
			await stage.until(makeAction(4)(firm, chance.yes(0.5) ? firm.coach : on.coachee, on, chance));
	const story = new Story(stage, chance, firm);
	await story.begin();
	for (let round = 0; round < 4; round += 1) {
		await story.race();
		for (let landing = chance.between(1, 3); landing > 0; landing -= 1) await story.moveOn();
		if (round === 1) await story.rest();
	}
	await story.runOut();
	return record;
}

class Story {
	readonly #stage: Stage;
	readonly #chance: Chance;
	readonly #firm: Firm;

	constructor(stage: Stage, chance: Chance, firm: Firm) {
		this.#stage = stage;
		this.#chance = chance;
		this.#firm = firm;
	}

	/** A first stretch in which nothing goes wrong: whatever falls due in it must come at once, without any net. */
	async begin(): Promise<void> {
		const { quiet, to, nextFiring, now, calm } = this.#stage;
		await quiet();
		const first = await nextFiring();
		await to(first ?? now() + 12 * HOUR);
		await quiet();
		await to(now() + 2 * MINUTE);
		await quiet();
		this.#firm.record.calmUntil = now();
		await calm(false);
	}

	/** Several clients at once, often just as something falls due. */
	async race(): Promise<void> {
		const { until, quiet, to, nextFiring } = this.#stage;
		const chance = this.#chance;
		const firm = this.#firm;
		const next = chance.yes(0.8) ? await nextFiring() : undefined;
		if (next !== undefined) await to(next);
		const clients = Array.from({ length: chance.between(2, 3) }, async () => {
			const on = chance.one(firm.trajectories);
			const by = chance.yes(0.4) ? firm.coach : on.coachee;
			for (let count = chance.between(1, 3); count > 0; count -= 1) await anyCommand(chance)(firm, by, on, chance);
		});
		await until(Promise.all(clients));
		if (chance.yes(0.7)) await quiet();
	}

	/** The clock goes on: mostly to where a schedule fires, with the net behind it now and then. */
	async moveOn(): Promise<void> {
		const { quiet, to, nextFiring, now, sweep } = this.#stage;
		const chance = this.#chance;
		await quiet();
		const soon = now() + chance.between(1, 36) * HOUR + chance.between(0, 59) * MINUTE;
		await to(Math.min((await nextFiring()) ?? soon, soon));
		if (chance.yes(0.25)) await sweep();
		await quiet();
	}

	/** Faults end for a while, the first sweep's come last, and everything that was left half-way is made up for. */
	async rest(): Promise<void> {
		const { until, calm, taken, quiet, now } = this.#stage;
		const { record, trajectories, coach } = this.#firm;
		await quiet();
		await this.#sweepIn(3);
		await calm(true);
		await quiet();
		await this.#sweepIn(10);
		await this.#sweepIn(17);
		for (const on of trajectories) await until(look(this.#firm, coach, on));
		await quiet();
		record.taken = await taken();
		record.rests.push(now());
		await calm(false);
	}

	async #sweepIn(minutes: number): Promise<void> {
		const { quiet, to, now, sweep } = this.#stage;
		await to(now() + minutes * MINUTE);
		await sweep();
		await quiet();
	}

	/** The clock runs until nothing is armed any more: for some time faults go on, then none is left to make up for. */
	async runOut(): Promise<void> {
		await this.#fire(10);
		await this.rest();
		await this.#stage.calm(true);
		await this.#fire(Infinity);
		await this.rest();
	}

	/** Schedules fire, at so many moments at most. */
	async #fire(most: number): Promise<void> {
		const { quiet, to, nextFiring } = this.#stage;
		const end = Date.parse(dayOf(this.#firm, 'UTC', 40));
		for (let fired = 0; fired < most; fired += 1) {
			const next = await nextFiring();
			if (next === undefined || next >= end) return;
			await to(next);
			await quiet();
		}
	}
}
