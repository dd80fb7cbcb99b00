import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** What surrounds a new action, and the reminders it gets unless somebody chooses otherwise. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const [{ data: trajectory, now }, { data: usual }] = await Promise.all([
		shown(url, engagement.$get({ param: params })),
		shown(url, engagement.defaults.$get({ param: params })),
	]);
	return { trajectory, usual, now };
};
