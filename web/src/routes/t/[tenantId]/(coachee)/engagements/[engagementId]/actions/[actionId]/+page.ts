import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One action as it stands, what surrounds it, and its life. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const { tenantId, engagementId, actionId } = params;
	const key = { tenantId, engagementId };
	const [action, trajectory, life] = await Promise.all([
		shown(url, engagement.actions[':actionId'].$get({ param: { ...key, actionId } })),
		shown(url, engagement.$get({ param: key })),
		shown(url, engagement.history[':itemId'].$get({ param: { ...key, itemId: actionId } })),
	]);
	return { action: action.data, trajectory: trajectory.data, life: life.data.revisions, now: action.now };
};
