import { betterAuth } from 'better-auth/minimal';
import { Refusal } from '#shared/errors.ts';
import { readingAdapter } from './adapter.ts';
import { signInOptions } from './options.ts';
import { ownStore } from './unit.ts';

/** Who is signed in, and by which sign-in. */
export interface SignIn {
	accountId: string;
	signInId: string;
	mail: string;
}

/** Without plugins and without renewal: two reads by key and never a write, which the app's own role could not do. */
const make = () => {
	const options = signInOptions();
	const database = readingAdapter(ownStore());
	return betterAuth({ ...options, database, session: { ...options.session, disableSessionRefresh: true } });
};
let made: ReturnType<typeof make> | undefined;

/** The sign-in whose cookie these headers carry, or undefined. Throws `unavailable` when the table does not answer. */
export async function readSignIn(headers: Headers): Promise<SignIn | undefined> {
	if (!headers.has('cookie')) return undefined;
	made ??= make();
	try {
		const found = await made.api.getSession({ headers });
		return found ? { accountId: found.user.id, signInId: found.session.id, mail: found.user.email } : undefined;
	} catch (cause) {
		const kind = cause instanceof Error && cause.cause instanceof Error ? cause.cause.name : 'unknown';
		console.error(JSON.stringify({ level: 'error', what: 'sign-in not readable', error: kind }));
		const refusal = new Refusal('unavailable', 'We cannot see just now who you are. Please try again in a moment');
		throw Object.assign(refusal, { cause });
	}
}
