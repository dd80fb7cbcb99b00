import { error } from '@sveltejs/kit';
import { running } from '#shared/domain/today.ts';
import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One of my trajectories, whole: the one asked for, else the first that runs. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const { data: agenda, now } = await shown(url, tenant.agenda.$get({ param: params }));
	const asked = url.searchParams.get('with') ?? url.searchParams.get('in');
	const engagementId = asked ?? running(agenda.engagements)[0]?.engagementId;
	if (!engagementId) return { engagements: agenda.engagements, trajectory: undefined, now };
	if (asked && !agenda.engagements.some((one) => one.engagementId === asked))
		error(404, { message: '', code: 'not-found' });
	const read = tenant.engagements[':engagementId'].$get({ param: { tenantId: params.tenantId, engagementId } });
	return { engagements: agenda.engagements, trajectory: (await shown(url, read)).data, now };
};
