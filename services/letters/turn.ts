import { setTimeout as pause } from 'node:timers/promises';
import { setting } from '#services/clients.ts';
import type { Verdict } from '#services/letters/mail.ts';
import { Pace } from '#services/letters/pace.ts';
import { lettersPerSecond } from '#services/letters/quota.ts';

const pace = new Pace(1);

export interface Turn {
	/** Nobody was written to after all. */
	giveBack(): void;
	/** What the mail service answered. */
	heard(verdict: Verdict['kind']): void;
}

/**
 * The right to hand one letter to the mail service, as soon as this process's share of the account's quota allows it;
 * undefined when that is further off than `patience` (milliseconds), or when the service would take none just now.
 */
export async function nextTurn(patience: number): Promise<Turn | undefined> {
	pace.perSecond = (await lettersPerSecond()) / Number(setting('SEND_CONCURRENCY'));
	const now = performance.now();
	const at = pace.take(now, Date.now(), patience);
	if (at === undefined) return undefined;
	if (at > now) await pause(at - now);
	return {
		giveBack: () => pace.giveBack(at),
		heard: (verdict) => pace.heard(verdict === 'accepted' || verdict === 'refused', Date.now()),
	};
}
