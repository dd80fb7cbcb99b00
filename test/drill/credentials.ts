import { Faults } from '#infra/local/faults.ts';
import { type Credentials, startSts } from '#infra/local/sts.ts';
import type { HeldTime } from './time.ts';

/** Whoever gives out credentials, for as long as this process lives: the SDK's clients keep the ones they found first. */
let giver: Promise<{ endpoint: string; own: Credentials }> | undefined;
let clock: HeldTime;

/** Where roles are assumed, by this clock from now on, and the credentials of every function. */
export function credentialsBy(time: HeldTime): Promise<{ endpoint: string; own: Credentials }> {
	clock = time;
	return (giver ??= begin());
}

async function begin() {
	const following = { now: () => clock.now() } as HeldTime;
	const { endpoint, mint } = await startSts({ clock: following, faults: new Faults(), mayAssume: () => true });
	return { endpoint, own: mint('arn:aws:iam::000000000000:role/focuscoachee-drill') };
}
