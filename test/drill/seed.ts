import { Chance } from './chance.ts';
import { frontOf } from './client.ts';
import { anyCommand, dayOf, look, makeAction } from './commands.ts';
import type { Errand } from './boundary.ts';
import { FaultPlan } from './faults.ts';
import { Firm } from './firm.ts';
import { hold } from './hold.ts';
import { type Host, startHost } from './host.ts';
import type { Claim, Process } from './process.ts';
import { Record } from './record.ts';
import { freshDirectory, removeDirectory, type Ground } from './ground.ts';
import { HeldTime } from './time.ts';
import { judge, type Verdict } from './verdict.ts';
import type { Answer } from './wire.ts';

export interface Outcome extends Verdict {
	seed: number;
	record: Record;
	faults: number;
	transactions: number;
}

export interface Tally {
	hits: Map<string, number>;
	visits: Map<string, number>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One life of one firm under faults, from its founding to the moment when nothing is owed any more. */
export async function live(seed: number, ground: Ground, tally: Tally): Promise<Outcome> {
	const chance = new Chance(`${seed} story`);
	const start = Date.UTC(2026, chance.below(48), chance.between(1, 28), chance.below(24), chance.below(60));
	const time = new HeldTime(start);
	const plan = new FaultPlan(String(seed), tally.hits, tally.visits);
	const table = `seed${seed}`;
	const directory = freshDirectory();
	await ground.table(table);
	const letGo = hold(time, new Chance(`${seed} ids`));
	try {
		const options = { directory, endpoint: ground.endpoint, table, time, plan, chance: new Chance(`${seed} order`) };
		const host = await startHost(options);
		try {
			const story = new Story(host, chance, plan);
			await story.live();
			ground.transactions += story.transactions;
			return {
				...judge(story.record),
				record: story.record,
				seed,
				faults: plan.count,
				transactions: story.transactions,
			};
		} finally {
			await host.stop();
		}
	} finally {
		letGo();
		removeDirectory(directory);
	}
}

class Story {
	readonly record = new Record();
	transactions = 0;
	readonly #host: Host;
	readonly #chance: Chance;
	readonly #plan: FaultPlan;

	constructor(host: Host, chance: Chance, plan: FaultPlan) {
		this.#host = host;
		this.#chance = chance;
		this.#plan = plan;
		host.conductor.onServed = (process, errand, answer) => this.#note(process, errand, answer);
		host.conductor.onDoubt = (process) => process.claim && this.record.doubt(process.claim.letterId);
	}

	async live(): Promise<void> {
		const { conductor } = this.#host;
		const chance = this.#chance;
		const firm = await conductor.until(Firm.found(frontOf(this.#host), this.record, chance));
		for (const on of firm.trajectories)
			for (let count = 0; count < 4; count += 1)
				await conductor.until(makeAction(3)(firm, chance.yes(0.5) ? firm.coach : on.coachee, on, chance));
		await conductor.quiet();
		this.#plan.calm = false;
		for (let round = 0; round < 5; round += 1) {
			await this.#race(firm);
			for (let landing = chance.between(1, 3); landing > 0; landing -= 1) await this.#moveOn();
			if (round === 2) await this.#rest(firm);
		}
		await this.#runOut(firm);
	}

	/** Several clients at once, and whatever falls due meanwhile. */
	async #race(firm: Firm): Promise<void> {
		const chance = this.#chance;
		const clients = Array.from({ length: chance.between(2, 3) }, async () => {
			const on = chance.one(firm.trajectories);
			const by = chance.yes(0.4) ? firm.coach : on.coachee;
			for (let count = chance.between(1, 3); count > 0; count -= 1) await anyCommand(chance)(firm, by, on, chance);
		});
		await this.#host.conductor.until(Promise.all(clients));
		if (chance.yes(0.7)) await this.#host.conductor.quiet();
	}

	/** The clock goes on: mostly to where a schedule fires, with the net behind it now and then. */
	async #moveOn(): Promise<void> {
		const { conductor, nextFiring, sweep } = this.#host;
		const chance = this.#chance;
		await conductor.quiet();
		const soon = conductor.time.ms + chance.between(1, 36) * HOUR + chance.between(0, 59) * MINUTE;
		conductor.time.to(Math.min(nextFiring() ?? soon, soon));
		if (chance.yes(0.25)) sweep();
		await conductor.quiet();
	}

	/** Faults end for a while, and everything that was left half-way is made up for. */
	async #rest(firm: Firm): Promise<void> {
		const { conductor, sweep } = this.#host;
		this.#plan.calm = true;
		await conductor.quiet();
		for (const minutes of [3, 6, 6, 6]) {
			conductor.time.to(conductor.time.ms + minutes * MINUTE);
			sweep();
			await conductor.quiet();
		}
		for (const on of firm.trajectories) await conductor.until(look(firm, firm.coach, on));
		await conductor.quiet();
		this.#write();
		this.record.rests.push(conductor.time.ms);
		this.#plan.calm = false;
	}

	/** The clock runs until nothing is armed any more. */
	async #runOut(firm: Firm): Promise<void> {
		const { conductor, nextFiring } = this.#host;
		const end = Date.parse(dayOf(firm, 'UTC', 40));
		for (let next = nextFiring(); next !== undefined && next < end; next = nextFiring()) {
			conductor.time.to(next);
			await conductor.quiet();
		}
		await this.#rest(firm);
	}

	/** What the stand-in took. */
	#write(): void {
		this.record.taken = this.#host.mails().flatMap(({ messageId, at, tags, text }) => {
			const { letterId, memberId } = tags;
			if (!letterId || !memberId) return [];
			const claim = this.#sent.get(messageId);
			if (!claim) throw new Error(`Nobody has claimed letter ${letterId}`);
			const { kind, itemIds, dueBy, servedAt: claimedAt } = claim;
			return [{ letterId, kind, memberId, itemIds, at: Date.parse(at), dueBy, claimedAt, text }];
		});
	}

	readonly #sent = new Map<string, Claim>();

	#note(process: Process, { operation, what }: Errand, { statusCode, body }: Answer): void {
		if (operation === 'TransactWriteItems') this.transactions += 1;
		const { claim } = process;
		if (statusCode !== 200 || process.role !== 'send' || !claim) return;
		if (what.endsWith(' claim')) claim.servedAt = Math.min(claim.servedAt, this.#host.conductor.time.ms);
		else if (what.endsWith(' outcome of a letter')) process.claim = undefined;
		else if (operation === 'SendEmail') {
			const { MessageId } = JSON.parse(Buffer.from(body).toString()) as { MessageId: string };
			this.#sent.set(MessageId, claim);
		}
	}
}
