import { redirect } from '@sveltejs/kit';
import { fresh } from '#lib/coach/fresh.ts';
import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** A trajectory whole: one request, one query. Its coachee has a page of their own for it. */
export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const [{ data: trajectory, now }, { member }] = await Promise.all([
		shown(url, engagement.$get({ param: params })),
		parent(),
	]);
	if (trajectory.engagement.coachId !== member.memberId) {
		redirect(303, `/t/${params.tenantId}/program?with=${params.engagementId}`);
	}
	return { trajectory, now, fresh: fresh() };
};
