import { redirect } from '@sveltejs/kit';
import { around } from '#lib/coach/reflections.ts';
import { api, shown } from '#lib/api.ts';
import { newId } from '#shared/new-id.ts';
import type { PageLoad } from './$types';

/** What somebody shared, and what else is new. Opening it marks nothing as read. */
export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const { tenantId, engagementId } = params;
	const engagement = tenant.engagements[':engagementId'];
	const [{ data: read, now }, { data: trajectory }, { data: caseload }, { member }] = await Promise.all([
		shown(url, engagement.reflections[':reflectionId'].$get({ param: params })),
		shown(url, engagement.$get({ param: { tenantId, engagementId } })),
		shown(url, tenant.caseload.$get({ param: { tenantId } })),
		parent(),
	]);
	if (trajectory.engagement.coachId !== member.memberId) redirect(303, `/t/${tenantId}/reflections`);
	return {
		...read,
		engagement: trajectory.engagement,
		session: trajectory.sessions.find(({ sessionId }) => sessionId === read.reflection.sessionId),
		around: around(caseload.reflections, read.reflection),
		now,
		cause: newId('req'),
	};
};
