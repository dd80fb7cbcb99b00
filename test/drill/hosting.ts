import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from './chance.ts';
import { FaultPlan } from './faults.ts';
import { Ground } from './ground.ts';
import { hereOn } from './here.ts';
import { hold } from './hold.ts';
import { startHost } from './host.ts';
import { Letters } from './letters.ts';
import { HeldTime } from './time.ts';

/** What the one who started this process asks of it, and what is answered. */
export interface Call {
	id: number;
	does: 'ask' | 'found' | 'quiet' | 'to' | 'sweep' | 'nextFiring' | 'calm' | 'taken';
	with: unknown;
}
export type Reply =
	| { kind: 'table'; pid: number }
	| { kind: 'ready'; now: number }
	| { kind: 'answer'; id: number; now: number; value?: unknown; failed?: string };

/** The whole product in a process that is made to be killed. Everything it holds is in the directory, its clock too. */
export async function host([directory, seed, run, start]: string[]): Promise<never> {
	const say = (reply: Reply) => process.send!(reply);
	process.once('disconnect', () => process.exit());
	const clock = join(directory!, 'clock');
	const known = existsSync(clock) ? Number(readFileSync(clock, 'utf8')) + 1 : Number(start);
	const time = new HeldTime(known);
	const kept = openSync(clock, existsSync(clock) ? 'r+' : 'w+');
	time.onTick = (now) => void writeSync(kept, String(now), 0);
	const ground = await Ground.lay(directory!, (pid) => say({ kind: 'table', pid }));
	await ground.table('drill');
	hold(time, new Chance(`${seed} ids ${run}`));
	const plan = new FaultPlan(`${seed} ${run}`);
	const letters = new Letters(join(directory!, 'letters'));
	const chance = new Chance(`${seed} order ${run}`);
	const running = await startHost({
		directory: directory!,
		endpoint: ground.endpoint,
		table: 'drill',
		time,
		plan,
		chance,
		letters,
	});
	const here = hereOn(running, plan, letters);
	const does = { ...here, quiet: () => running.conductor.idle() } as { [name: string]: (input: never) => unknown };
	process.on('message', ({ id, does: name, with: input }: Call) => {
		const answer = (more: object) => say({ kind: 'answer', id, now: time.ms, ...more });
		Promise.resolve(does[name]!(input as never)).then(
			(value) => answer({ value }),
			(error: unknown) => answer({ failed: String(error) }),
		);
	});
	say({ kind: 'ready', now: time.ms });
	return running.conductor.live();
}
