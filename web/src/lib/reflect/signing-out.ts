import { newId } from '#shared/new-id.ts';
import { atServer } from './at-server.ts';
import { forgetAll, unsent } from './on-device.ts';

/** How long signing out waits for the last words to arrive, in milliseconds. */
const PATIENCE_MS = 4_000;

/**
 * Somebody signs out: what is not with the server yet goes there, and nothing stays on this device. Where nobody answers,
 * the words stay until the sign-out itself has been heard: its answer clears them.
 */
export async function signingOut(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
	const waiting = unsent();
	if (waiting.length === 0) return forgetAll();
	event.preventDefault();
	const form = event.currentTarget;
	const sent = Promise.all(waiting.map(({ writer, kept }) => atServer(writer.tenantId).put(kept, newId('req'))));
	const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
	const came = await Promise.race([sent, late]);
	// What is refused as stale is kept beside what stands there.
	if (came?.every((put) => put.ok || put.why === 'stale')) forgetAll();
	form.submit();
}
