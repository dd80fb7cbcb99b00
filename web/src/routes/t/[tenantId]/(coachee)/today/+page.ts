import { changedIn } from '#lib/coachee/changed.ts';
import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One request; after a form one more, for what it just changed. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [agenda, changed] = await Promise.all([
		shown(url, tenant.agenda.$get({ param: params })),
		changedIn(url, fetch, params.tenantId),
	]);
	return { agenda: agenda.data, changed, now: agenda.now };
};
