import { redirect } from '@sveltejs/kit';
import { api, signInPath, tried, type Me } from '#lib/api.ts';
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
		...(await asMember(fetch, me.ok ? me.data : undefined)),
		mail: me.ok ? me.data.mail : undefined,
		signIns: signIns.ok ? signIns.data : undefined,
		passkeys: passkeys.ok ? passkeys.data : undefined,
	};
};

/** Dates follow the zone, and words the language, that this person chose in an organization. */
async function asMember(fetch: typeof globalThis.fetch, me: Me | undefined) {
	const [first] = me?.memberships ?? [];
	if (!first) return {};
	const self = await tried(api(fetch).tenants[':tenantId'].$get({ param: { tenantId: first.tenantId } }));
	return self.ok ? { member: self.data.member, language: self.data.member.language } : {};
}
