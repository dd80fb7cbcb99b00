import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Outcome, type Task, Worker } from './worker.ts';

const drill = fileURLToPath(new URL('./drill.ts', import.meta.url));

/** Lives tasks, so many at a time, each in a process of its own; alone it does so in this one. Ends early when `heard` says so. */
export async function liveAll(
	tasks: readonly Task[],
	jobs: number,
	flags: readonly string[],
	heard: (outcome: Outcome) => boolean | void,
): Promise<void> {
	if (jobs === 1 || tasks.length === 1) {
		const worker = new Worker();
		for (const task of tasks) if (heard(await worker.live(task)) === false) break;
		return worker.stop();
	}
	const left = [...tasks];
	const children = Array.from({ length: Math.min(jobs, tasks.length) }, () =>
		fork(drill, ['--worker', ...flags], { execArgv: ['--max-semi-space-size=64'] }),
	);
	try {
		await Promise.all(children.map((child) => work(child, left, heard)));
	} finally {
		for (const child of children) if (child.connected) child.disconnect();
	}
}

async function work(child: ChildProcess, left: Task[], heard: (outcome: Outcome) => boolean | void): Promise<void> {
	for (let task = left.shift(); task; task = left.shift()) {
		const outcome = await one(child, task);
		if (heard(outcome) === false) left.length = 0;
	}
}

const one = (child: ChildProcess, task: Task): Promise<Outcome> =>
	new Promise((resolve, reject) => {
		const gone = () => reject(new Error(`The process that lived seed ${task.seed} is gone`));
		child.once('exit', gone);
		child.once('message', ({ outcome, failed }: { outcome?: Outcome; failed?: string }) => {
			child.off('exit', gone);
			if (outcome) resolve(outcome);
			else reject(new Error(`Seed ${task.seed} could not be lived: ${failed}`));
		});
		child.send(task);
	});
