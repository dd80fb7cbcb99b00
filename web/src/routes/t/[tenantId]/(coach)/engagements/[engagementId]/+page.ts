import { redirect } from '@sveltejs/kit';
import { fresh } from '#lib/coach/fresh.ts';
import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** A trajectory whole, by one query; what became of its letters, and what new things in it get. Its coachee has a page of their own. */
export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const [{ data: trajectory, now }, { data: fates }, { data: usual }, { member }] = await Promise.all([
		shown(url, engagement.$get({ param: params })),
		shown(url, engagement.letters.$get({ param: params })),
		shown(url, engagement.defaults.$get({ param: params })),
		parent(),
	]);
	if (trajectory.engagement.coachId !== member.memberId) {
		redirect(303, `/t/${params.tenantId}/program?with=${params.engagementId}`);
	}
	return { trajectory, fates, usual, now, fresh: fresh() };
};
