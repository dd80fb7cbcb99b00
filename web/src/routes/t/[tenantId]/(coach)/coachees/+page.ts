import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** Everyone the coach works with: one request, two queries. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const { data: caseload, now } = await shown(url, api(fetch).tenants[':tenantId'].caseload.$get({ param: params }));
	return { caseload, now };
};
