import { changedIn } from '#lib/coachee/changed.ts';
import { api, shown, tried } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One request; after a form one more, for what it just changed: an action, or an invitation that was put aside. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [promptId, engagementId] = ['prompt', 'in'].map((name) => url.searchParams.get(name));
	const [agenda, changed, turned] = await Promise.all([
		shown(url, tenant.agenda.$get({ param: params })),
		changedIn(url, fetch, params.tenantId),
		promptId &&
			engagementId &&
			tried(
				tenant.engagements[':engagementId'].prompts[':promptId'].$get({ param: { ...params, engagementId, promptId } }),
			),
	]);
	const prompt = turned && turned.ok ? turned.data.prompt : undefined;
	// Most days nothing invites: whoever loads Today loads no more for it.
	const Invitations =
		prompt || agenda.data.prompts.length > 0 ? (await import('#lib/coachee/Invitations.svelte')).default : undefined;
	return { agenda: agenda.data, changed, prompt, Invitations, now: agenda.now };
};
