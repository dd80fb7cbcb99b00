import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One action as it stands, what surrounds it, and its life; for a coach also what became of the letters about it. */
export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const { tenantId, engagementId, actionId } = params;
	const key = { tenantId, engagementId };
	const { member } = await parent();
	const letters = () => shown(url, engagement.actions[':actionId'].letters.$get({ param: { ...key, actionId } }));
	const [action, trajectory, life, fates] = await Promise.all([
		shown(url, engagement.actions[':actionId'].$get({ param: { ...key, actionId } })),
		shown(url, engagement.$get({ param: key })),
		shown(url, engagement.history[':itemId'].$get({ param: { ...key, itemId: actionId } })),
		member.roles.includes('coach') ? letters() : undefined,
	]);
	return {
		action: action.data,
		trajectory: trajectory.data,
		life: life.data.revisions,
		fates: trajectory.data.engagement.coachId === member.memberId ? fates?.data : undefined,
		now: action.now,
	};
};
