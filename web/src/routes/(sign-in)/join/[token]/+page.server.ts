import { tried } from '#lib/api.ts';
import type { Role } from '#shared/domain/actor.ts';
import type { PageServerLoad } from './$types';

interface Invited {
	organization: string;
	inviter: string;
	roles: Role[];
}

/** What the invitation says. When sign-in does not answer just now, the button still stands there. */
export const load: PageServerLoad = async ({ fetch, params }) => {
	const asked = await tried<Invited>(fetch(`/api/auth/invitation/${encodeURIComponent(params.token)}`));
	if (asked.ok) return { invited: asked.data, over: false };
	return { invited: undefined, over: ['expired', 'not-found', 'invalid'].includes(asked.problem.code) };
};
