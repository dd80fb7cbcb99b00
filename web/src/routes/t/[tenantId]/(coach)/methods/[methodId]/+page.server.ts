import { newId } from '#shared/new-id.ts';
import { api, shown } from '#lib/api.ts';
import { turnCommands } from '#lib/methods/commands.server.ts';
import { methodOf } from '#lib/methods/find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const { tenantId } = params;
	const { data: self, now } = await shown(url, api(fetch).tenants[':tenantId'].$get({ param: { tenantId } }));
	return { ...(await methodOf(fetch, url, params, self.member.language)), now, cause: newId('req') };
};

export const actions: Actions = { ...turnCommands };
