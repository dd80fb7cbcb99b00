import type { LocalClock } from './clock.ts';
import type { LambdaHost } from './lambda.ts';
import type { LocalScheduler } from './scheduler.ts';
import type { LocalSes } from './ses.ts';
import type { StreamPoller } from './stream.ts';
import type { IndexLag } from './table-index-lag.ts';

export interface Moving {
	clock: LocalClock;
	lambda: LambdaHost;
	scheduler: LocalScheduler;
	ses: LocalSes;
	stream: StreamPoller | undefined;
	lag: IndexLag | undefined;
}

const PATIENCE_MS = 60_000;
/** What one part hands to the next is on its way for a moment; this many quiet looks in a row mean that nothing is. */
const LOOKS = 3;

/** Resolves when the stream is drained, no schedule is due and no function works in the background. Throws after a minute. */
export async function settle({ clock, lambda, scheduler, ses, stream, lag }: Moving): Promise<void> {
	const deadline = performance.now() + PATIENCE_MS;
	stream?.wake();
	for (let quiet = 0; quiet < LOOKS;) {
		const moving = {
			stream: stream?.idle() === false,
			functions: !lambda.idle(),
			letters: ses.untold() > 0,
			schedules: scheduler.pending().some(({ at }) => at <= clock.now()),
			indexes: lag?.caughtUp() === false,
		};
		const what = Object.entries(moving).filter(([, is]) => is);
		quiet = what.length === 0 ? quiet + 1 : 0;
		if (performance.now() > deadline)
			throw new Error(`The system does not come to rest: ${what.map(([name]) => name).join(', ')} still at work`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
