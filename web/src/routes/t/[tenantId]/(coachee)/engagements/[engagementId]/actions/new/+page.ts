import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const { data: trajectory, now } = await shown(url, engagement.$get({ param: params }));
	return { trajectory, now };
};
