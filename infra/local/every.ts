import type { LocalClock } from './clock.ts';

const MINUTE = 60_000;

/**
 * Runs `run` at every full `minutes` of the local clock, as an EventBridge rule with `rate(N minutes)` does. A jump of
 * the clock over many of them runs it once: what it drives looks at all that is due anyway.
 */
export function every(minutes: number, run: () => void | Promise<void>, clock: LocalClock): { stop(): void } {
	const period = minutes * MINUTE;
	const boundaryAfter = (moment: number) => (Math.floor(moment / period) + 1) * period;
	let next = boundaryAfter(clock.now().getTime());
	let timer: NodeJS.Timeout | undefined;

	function wake(): void {
		clearTimeout(timer);
		const now = clock.now().getTime();
		if (now >= next) {
			next = boundaryAfter(now);
			void start();
		}
		timer = setTimeout(wake, next - now);
	}

	async function start(): Promise<void> {
		try {
			await run();
		} catch (error) {
			// The next run is the retry, as with a rule of EventBridge; the reason may quote content, so its name alone is said.
			console.error(`What runs every ${minutes} minutes failed: ${error instanceof Error ? error.name : 'unknown'}`);
		}
	}

	const leave = clock.onMove(wake);
	wake();
	return {
		stop() {
			leave();
			clearTimeout(timer);
		},
	};
}
