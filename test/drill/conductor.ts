import { errandOf, type Errand, type Request, type Service } from './boundary.ts';
import type { Chance } from './chance.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { Environment } from './memory.ts';
import { claimIn } from './claim.ts';
import { Process } from './process.ts';
import { refusal } from './refusal.ts';
import { serviceAt } from './settings.ts';
import { realNow, realPause, turn } from './hold.ts';
import type { HeldTime } from './time.ts';
import { type Answer, carry, type Gate, reset } from './wire.ts';

/** A request that waits to be carried. */
interface Crossing {
	process: Process;
	request: Request;
	errand: Errand;
	boundary: string;
	/** Others go first, so many. */
	held: number;
	/** Its process is gone: it arrives all the same, and nobody hears. */
	orphan: boolean;
	resolve(answer: Answer): void;
	reject(error: Error): void;
}

/** Something that may begin: a client's request, an event for a function. */
interface Start {
	held: number;
	begin(): void;
}

/** What the conductor must know of the parts that move by themselves. */
export interface Surroundings {
	/** Where a service listens. */
	portOf(service: Service): number;
	/** Changes of the table that its stream has not handed over yet. */
	unread(): boolean;
	/** Something was written to the table. */
	wrote(): void;
	/** Has the stream looked at. */
	readStream(): void;
	/** A stand-in is at something that takes turns of the event loop. */
	busy(): boolean;
}

const REQUEST: readonly Fault[] = ['crashBefore', 'crashAfter', 'lost', 'duplicate', 'delay', 'throttle'];
/** The mail service knows no repeated request: what arrives there twice is two letters, whoever sent it. */
const POSTED: readonly Fault[] = ['crashBefore', 'crashAfter', 'lost', 'delay', 'throttle'];
/** Lambda's own limit on everything but a sweep. */
const TIMEOUT_MS = 55_000;

/**
 * Lets one thing happen at a time, and chooses which: every request of every process waits here, as does everything that
 * could begin. The choice comes from the seed, so the same seed lives the same life, and an unlucky order is found on purpose.
 */
export class Conductor implements Gate {
	readonly time: HeldTime;
	readonly plan: FaultPlan;
	readonly #chance: Chance;
	readonly #around: Surroundings;
	#crossings: Crossing[] = [];
	#starts: Start[] = [];
	#processes = new Set<Process>();
	readonly #idle = new Map<string, Environment[]>();
	#idlers: (() => void)[] = [];
	/** Resolved when there is something to look at. */
	#called = Promise.withResolvers<void>();
	readonly #streams = new Map<string, Promise<Answer>>();
	#passing = 0;
	#passed = Promise.withResolvers<void>();
	/** Called before a request is carried, and after it. */
	onCarry: (process: Process, errand: Errand) => void = () => {};
	onServed: (process: Process, errand: Errand, answer: Answer) => void = () => {};
	/** A process has died, or does not know whether its letter left. */
	onDoubt: (process: Process) => void = () => {};

	constructor(time: HeldTime, plan: FaultPlan, chance: Chance, around: Surroundings) {
		this.time = time;
		this.plan = plan;
		this.#chance = chance;
		this.#around = around;
	}

	/** Lets things happen for as long as this process lives. */
	async live(): Promise<never> {
		for (;;) {
			await this.#still();
			if (await this.#step()) continue;
			for (const heard of this.#idlers.splice(0)) heard();
			this.#called = Promise.withResolvers();
			await this.#called.promise;
		}
	}

	/** When nothing is under way any more, while somebody else lets things happen. */
	idle(): Promise<void> {
		return new Promise((resolve) => {
			this.#idlers.push(resolve);
			this.#called.resolve();
		});
	}

	/** Begins when its turn comes, after so many others; what it resolves with is the work's, or the death of its process. */
	start<T>(role: string, work: () => Promise<T>, late = 0): Promise<T> {
		return new Promise((resolve, reject) => {
			const begin = () => {
				const idle = this.#idle.get(role)?.pop();
				const process = new Process(role, this.time.ms, idle ?? new Environment());
				this.#processes.add(process);
				process
					.run(work)
					.then(resolve, reject)
					.finally(() => this.#end(process));
			};
			this.#starts.push({ held: late, begin });
			this.#called.resolve();
		});
	}

	pass(process: Process, request: Request): Promise<Answer> {
		if (!process.alive) return new Promise(() => {});
		process.asking += 1;
		const errand = errandOf(serviceAt(Number(request.port))!, request);
		const boundary = `${process.role} → ${errand.service}: ${errand.what}`;
		process.last = boundary;
		process.claim = claimIn(errand, process.claim) ?? process.claim;
		return new Promise<Answer>((resolve, reject) => {
			this.#crossings.push({ process, request, errand, boundary, held: 0, orphan: false, resolve, reject });
		}).finally(() => (process.asking -= 1));
	}

	/** The drill's own errands, and those of the stand-ins, which know where the table is. */
	straight(request: Request): Promise<Answer> {
		const service = serviceAt(Number(request.port));
		if (service) return carry({ ...request, port: this.#around.portOf(service) });
		// A table's stream is the same each time somebody asks which one it is.
		const target = String(request.headers['x-amz-target']);
		if (!/\.(ListStreams|DescribeStream)$/.test(target)) return carry(request);
		const known = this.#streams.get(target) ?? carry(request);
		this.#streams.set(target, known);
		return known;
	}

	passing = (by: 1 | -1): void => {
		this.#passing += by;
		this.#passed.resolve();
	};

	/** Lets things happen until this has come about. */
	async until<T>(outcome: Promise<T>): Promise<T> {
		const state = { over: false };
		const end = () => (state.over = true);
		outcome.then(end, end);
		await this.#still();
		while (!state.over) {
			if (!(await this.#step())) await this.#waitForOthers(state);
			await this.#still();
		}
		return outcome;
	}

	/** Lets things happen until nothing is under way any more. */
	async quiet(): Promise<void> {
		for (await this.#still(); await this.#step(); await this.#still());
	}

	/** One thing happens; false when nothing can. */
	async #step(): Promise<boolean> {
		const open = this.#crossings.filter(({ held }) => held === 0);
		const ready = this.#starts.filter(({ held }) => held === 0);
		for (const waiting of [...this.#crossings, ...this.#starts]) if (waiting.held > 0) waiting.held -= 1;
		const unread = this.#around.unread() ? 0.3 : 0;
		const weights = [open.length * 3, ready.length, unread];
		let choice = this.#chance.next() * weights.reduce((sum, weight) => sum + weight, 0);
		if (weights.every((weight) => weight === 0)) return this.#later();
		if ((choice -= weights[0]!) < 0) await this.#serve(this.#chance.one(open));
		else if ((choice -= weights[1]!) < 0) this.#begin(this.#chance.one(ready));
		else {
			this.#around.readStream();
			this.#tick(this.#chance.between(1, 200));
		}
		return true;
	}

	/** Nothing is ready: what was held back comes after all, or the clock goes on to the next pause's end. */
	#later(): boolean {
		if (this.#crossings.length + this.#starts.length > 0) return true;
		const { next } = this.time;
		if (next === undefined) return false;
		this.time.pass(Math.max(next, this.time.ms));
		return true;
	}

	#begin(start: Start): void {
		this.#starts.splice(this.#starts.indexOf(start), 1);
		this.#tick(this.#chance.between(1, 30));
		start.begin();
	}

	async #serve(crossing: Crossing): Promise<void> {
		const { errand, process } = crossing;
		// A sweep reads all its shards at once, and nothing is between them: they travel together.
		const along =
			errand.what === 'Query of due' ? this.#crossings.filter((one) => one.process === process) : [crossing];
		this.#crossings = this.#crossings.filter((one) => !along.includes(one));
		this.#tick(this.#chance.between(1, 15));
		await Promise.all(along.map((one) => this.#fate(one)));
	}

	async #fate(crossing: Crossing): Promise<void> {
		const { process, errand, boundary } = crossing;
		if (crossing.orphan) return void (await this.#carry(crossing));
		const possible = errand.operation === 'SendEmail' ? POSTED : REQUEST;
		const fault = this.plan.meets(boundary, possible);
		switch (fault) {
			case undefined:
			case 'drop':
				return crossing.resolve(await this.#carry(crossing));
			case 'crashBefore':
				return this.kill(process);
			case 'crashAfter':
				// Sometimes it arrives only after others have acted on the death.
				if (this.#chance.yes(0.3))
					this.#crossings.push({ ...crossing, orphan: true, held: this.#chance.between(1, 12) });
				else await this.#carry(crossing);
				return this.kill(process);
			case 'lost':
				await this.#carry(crossing);
				if (errand.operation === 'SendEmail') this.onDoubt(process);
				return crossing.reject(reset());
			case 'duplicate': {
				const both = [await this.#carry(crossing), await this.#carry(crossing)];
				return crossing.resolve(this.#chance.one(both));
			}
			case 'delay':
				this.#tick(this.#chance.between(100, 4000));
				return void this.#crossings.push({ ...crossing, held: this.#chance.between(3, 40) });
			case 'throttle':
				return crossing.resolve(refusal(errand, this.#chance));
		}
	}

	async #carry({ process, request, errand }: Crossing): Promise<Answer> {
		this.onCarry(process, errand);
		const answer = await carry({ ...withoutToken(request, errand), port: this.#around.portOf(errand.service) });
		if (errand.service === 'table' && !errand.reads && answer.statusCode === 200) this.#around.wrote();
		this.onServed(process, errand, answer);
		// What came of its letter is written down: whatever befalls it now leaves no doubt.
		if (answer.statusCode === 200 && errand.what.endsWith('outcome of a letter')) process.claim = undefined;
		return answer;
	}

	/** Its environment waits for the next invocation, unless it died. */
	#end(process: Process): void {
		this.#processes.delete(process);
		if (!process.alive) return;
		const idle = this.#idle.get(process.role) ?? [];
		this.#idle.set(process.role, [...idle, process.environment]);
	}

	kill(process: Process): void {
		process.die();
		this.#processes.delete(process);
		for (const crossing of this.#crossings) if (crossing.process === process) crossing.orphan = true;
		this.onDoubt(process);
	}

	#tick(ms: number): void {
		this.time.pass(this.time.ms + ms);
		for (const process of this.#processes)
			if (process.role !== 'sweep' && this.time.ms - process.startedAt > TIMEOUT_MS) {
				this.plan.hit(`${process.role}: time is up`);
				this.kill(process);
			}
	}

	/** Everything that runs by itself has come to where it waits. */
	async #still(): Promise<void> {
		const giveUp = realNow() + 30_000;
		for (let turns = 0; ; turns += 1) {
			await turn();
			await turn();
			const restless = [...this.#processes].find((process) => !process.rests);
			while (this.#passing > 0) {
				this.#passed = Promise.withResolvers<void>();
				await this.#passed.promise;
				await turn();
			}
			const moving = this.#around.busy();
			if (!moving && !restless) return;
			if (turns > 200) await realPause(1);
			if (realNow() > giveUp)
				throw new Error(
					`The drill stands still: ${restless ? `${restless.role}, after ${restless.last},` : 'a stand-in'} neither asks nor ends`,
				);
		}
	}

	/** Only somebody outside, as the other end of a wire, can go on. */
	async #waitForOthers(until: { over: boolean }): Promise<void> {
		const giveUp = realNow() + 30_000;
		while (!until.over && this.#crossings.length + this.#starts.length === 0) {
			if (realNow() > giveUp) throw new Error('The drill stands still: nobody does anything any more');
			await realPause(1);
		}
	}
}

/** dynoxide walks all tokens it ever saw on every transaction (`infra/local/table.ts` takes them away too). */
function withoutToken(request: Request, { operation, body }: Errand): Request {
	if (operation !== 'TransactWriteItems') return request;
	const { ClientRequestToken: _, ...rest } = JSON.parse(body) as Record<string, unknown>;
	const text = JSON.stringify(rest);
	return { ...request, body: text, headers: { ...request.headers, 'content-length': String(Buffer.byteLength(text)) } };
}
