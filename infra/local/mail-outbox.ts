import { setTimeout as pause } from 'node:timers/promises';
import type { Faults } from './faults.ts';
import type { MailEvent } from './mail-events.ts';
import type { MailStore } from './mail-store.ts';

export type Outbox = { store: MailStore; faults: Faults; onEvent: (event: MailEvent) => Promise<void> };

/** Tells of each letter until it is heard, as EventBridge does: at least once, refused ones again and again. */
export function startOutbox({ store, faults, onEvent }: Outbox): { wake(): void; stop(): void } {
	let timer: NodeJS.Timeout | undefined;
	let telling = false;
	let more = false;
	let failures = 0;
	const ending = new AbortController();
	const stopped = () => ending.signal.aborted;

	function wake(): void {
		if (stopped()) return;
		clearTimeout(timer);
		more = true;
		if (!telling) void tellAll();
	}

	async function tellAll(): Promise<void> {
		telling = true;
		let failed = false;
		while (more && !stopped()) {
			more = false;
			failed = false;
			for (const { id, event } of store.untold()) {
				const heard = await tell(event);
				if (stopped()) return;
				if (heard) store.told(id);
				else failed = true;
			}
		}
		telling = false;
		failures = failed ? failures + 1 : 0;
		if (failed && !stopped()) timer = setTimeout(wake, Math.min(200 * 2 ** failures, 60_000));
	}

	async function tell(event: MailEvent): Promise<boolean> {
		const fault = faults.take('ses', 'Event', event, 'drop', 'delay', 'duplicate');
		if (fault?.kind === 'drop') return true;
		if (fault?.kind === 'delay') await pause(fault.ms);
		try {
			if (fault?.kind === 'duplicate') await onEvent(event);
			await onEvent(event);
			return true;
		} catch {
			return false;
		}
	}

	wake();
	return {
		wake,
		stop() {
			ending.abort();
			clearTimeout(timer);
		},
	};
}
