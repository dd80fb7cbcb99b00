import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** What is new over all coachees. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const { data: caseload, now } = await shown(url, api(fetch).tenants[':tenantId'].caseload.$get({ param: params }));
	return { engagements: caseload.engagements, reflections: caseload.reflections, now };
};
