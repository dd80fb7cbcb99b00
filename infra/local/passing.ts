import type { LocalClock } from './clock.ts';
import type { PendingWakeUp } from './scheduler.ts';

interface Passing {
	clock: LocalClock;
	pending(): Pick<PendingWakeUp, 'at'>[];
	settled(): Promise<void>;
}

/** How long somebody waits at a clock, in milliseconds. */
export const PATIENCE_MS = 20_000;

/**
 * Lets time pass until an instant as it would by itself: whatever wakes up on the way does so at its own moment. In one jump
 * an evening's clock would bring every letter at night, when no reader lets one come. What does not come to rest is left so,
 * and what has not had its moment when patience runs out wakes up at the end of the way.
 */
export async function passUntil({ clock, pending, settled }: Passing, until: Date, patience = Infinity): Promise<void> {
	const deadline = performance.now() + patience;
	while (performance.now() < deadline) {
		await settled().catch(() => {});
		const next = pending().find(({ at }) => at > clock.now());
		if (!next || next.at >= until) break;
		clock.to(next.at);
	}
	if (clock.now() < until) clock.to(until);
	await settled().catch(() => {});
}
