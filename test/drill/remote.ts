import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Chance } from './chance.ts';
import type { Call, Reply } from './hosting.ts';
import type { Taken } from './record.ts';
import type { Answered, Asked, Founding, Stage } from './stage.ts';

const drill = fileURLToPath(new URL('./drill.ts', import.meta.url));

const KILLS = 3;
/** Things asked between two kills, at least and at most. */
const APART = [4, 8] as const;

/** The process was killed while it was asked. */
class Gone extends Error {}

interface Waiting {
	resolve(value: unknown): void;
	reject(error: Error): void;
}

/**
 * A stage in a process of its own that is killed with all it started, table server included, by SIGKILL at a moment nobody
 * chose, and started again on the same files. Whoever asks waits for the next one.
 */
export class RemoteStage implements Stage {
	/** The moments at which it was killed, by its own clock. */
	readonly kills: number[] = [];
	readonly #arguments: string[];
	readonly #chance: Chance;
	#child: ChildProcess | undefined;
	#table: number | undefined;
	#ready = Promise.withResolvers<void>();
	#isReady = false;
	#waiting = new Map<number, Waiting>();
	#now: number;
	#calls = 0;
	#runs = 0;
	#calm = true;
	/** Things asked until the next kill, and kills that are left. */
	#until: number;
	#left = KILLS;
	#fuse: NodeJS.Timeout | undefined;

	constructor(directory: string, seed: number, start: number, chance: Chance) {
		this.#arguments = ['--host', directory, String(seed), String(start)];
		this.#now = start;
		this.#chance = chance;
		this.#until = chance.between(...APART);
		this.#begin();
	}

	now = (): number => this.#now;
	until = <T>(outcome: Promise<T>): Promise<T> => outcome;
	ask = async (asked: Asked): Promise<Answered> => {
		this.#threaten();
		return { ...((await this.#call('ask', asked)) as Answered), now: this.#now };
	};
	found = async (founding: Founding): Promise<void> => void (await this.#surely('found', founding));
	quiet = async (): Promise<void> => void (await this.#surely('quiet'));
	to = async (moment: number): Promise<void> => {
		this.#threaten();
		await this.#surely('to', moment);
	};
	sweep = async (): Promise<void> => void (await this.#surely('sweep'));
	nextFiring = async (): Promise<number | undefined> => (await this.#surely('nextFiring')) as number | undefined;
	calm = async (is: boolean): Promise<void> => void (this.#calm = is);
	taken = async (): Promise<Taken[]> => (await this.#surely('taken')) as Taken[];

	/** Kills everything there is of it, at once. */
	kill = (): void => {
		for (const pid of [this.#child?.pid, this.#table]) {
			try {
				if (pid) process.kill(-pid, 'SIGKILL');
			} catch {
				// Gone already.
			}
		}
	};

	stop(): void {
		clearTimeout(this.#fuse);
		process.off('exit', this.kill);
		this.#child?.removeAllListeners('exit');
		this.kill();
	}

	/** Every few things a kill is on its way, and comes while whatever was asked is being done. */
	#threaten(): void {
		if (this.#calm || this.#left === 0 || (this.#until -= 1) > 0) return;
		this.#until = this.#chance.between(...APART);
		this.#left -= 1;
		this.#fuse = setTimeout(
			() => {
				this.kills.push(this.#now);
				this.kill();
			},
			this.#chance.between(0, 60),
		);
	}

	#begin(): void {
		const [flag, directory, seed, start] = this.#arguments as [string, string, string, string];
		const child = fork(drill, [flag, directory, seed, String((this.#runs += 1)), start], {
			detached: true,
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		this.#child = child;
		process.once('exit', this.kill);
		child.on('message', (reply: Reply) => this.#hear(reply));
		// What was sent to one that is gone is answered by its end.
		child.on('error', () => {});
		child.once('exit', (_, signal) => {
			process.off('exit', this.kill);
			// What it said last may still be on its way: that it had started a table server, for one.
			if (child.connected) child.once('disconnect', () => this.#ended(signal === 'SIGKILL'));
			else this.#ended(signal === 'SIGKILL');
		});
	}

	/** Whoever has asked asks again; whoever waits for a process waits for the next one. */
	#ended(killed: boolean): void {
		this.kill();
		if (this.#isReady) this.#ready = Promise.withResolvers();
		this.#isReady = false;
		this.#ready.promise.catch(() => {});
		if (killed) this.#begin();
		else this.#ready.reject(new Error('The process that was to be killed ended by itself'));
		for (const { reject } of this.#waiting.values()) reject(killed ? new Gone() : new Error('The host has ended'));
		this.#waiting.clear();
	}

	#hear(reply: Reply): void {
		if (reply.kind === 'table') return void (this.#table = reply.pid);
		this.#now = Math.max(this.#now, reply.now);
		if (reply.kind === 'ready') {
			this.#isReady = true;
			return this.#ready.resolve();
		}
		const waiting = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if (reply.failed === undefined) waiting?.resolve(reply.value);
		else waiting?.reject(new Error(reply.failed));
	}

	async #call(does: Call['does'], input?: unknown): Promise<unknown> {
		await this.#ready.promise;
		const id = (this.#calls += 1);
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#child!.send({ id, does, with: input } satisfies Call);
		});
	}

	/** Again, until a process lives to answer. */
	async #surely(does: Call['does'], input?: unknown): Promise<unknown> {
		for (;;) {
			try {
				return await this.#call(does, input);
			} catch (error) {
				if (!(error instanceof Gone)) throw error;
			}
		}
	}
}
