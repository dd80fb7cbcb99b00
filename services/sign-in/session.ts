import { betterAuth } from 'better-auth/minimal';
import { Refusal } from '#shared/errors.ts';
import { signInOptions } from './options.ts';

/** Who is signed in, and by which sign-in. */
export interface SignIn {
	accountId: string;
	signInId: string;
	mail: string;
}

/** Without plugins and without renewal: two reads by key and never a write, which the app's own role could not do. */
const make = () => {
	const options = signInOptions();
	return betterAuth({ ...options, session: { ...options.session, disableSessionRefresh: true } });
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
		const refusal = new Refusal('unavailable', 'We cannot see just now who you are. Please try again in a moment');
		throw Object.assign(refusal, { cause });
	}
}
