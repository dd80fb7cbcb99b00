import { redirect } from '@sveltejs/kit';
import { api, signInPath, tried } from '#lib/api.ts';
import type { PageServerLoad } from './$types';

export interface SignIn {
	signInId: string;
	device: { browser?: string; system?: string };
	since: string;
	lastSeen: string;
	current: boolean;
}
export interface Passkey {
	passkeyId: string;
	name: string | null;
	since: string;
}

/** One account, whatever number of organizations. A part that does not answer is said so, and the other still shown. */
export const load: PageServerLoad = async ({ fetch, url, depends }) => {
	depends('account:passkeys');
	const [me, signIns, passkeys] = await Promise.all([
		tried(api(fetch).me.$get()),
		tried<SignIn[]>(fetch('/api/auth/sign-ins')),
		tried<Passkey[]>(fetch('/api/auth/passkeys')),
	]);
	if (!me.ok && me.problem.code === 'signed-out') redirect(303, signInPath(url));
	return {
		mail: me.ok ? me.data.mail : undefined,
		signIns: signIns.ok ? signIns.data : undefined,
		passkeys: passkeys.ok ? passkeys.data : undefined,
	};
};
