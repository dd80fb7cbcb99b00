import { api, ask, shown } from '#lib/api.ts';
import type { LayoutLoad } from './$types';

/** The organization, me in it, and where else I belong: read once, whatever page of it comes first. */
export const load: LayoutLoad = async ({ fetch, params, url, untrack }) => {
	const client = api(fetch);
	const here = untrack(() => url);
	const [self, me] = await Promise.all([
		shown(here, client.tenants[':tenantId'].$get({ param: { tenantId: params.tenantId } })),
		ask(client.me.$get()).catch(() => undefined),
	]);
	const { tenant, member } = self.data;
	return { tenant, member, language: member.language, now: self.now, memberships: me?.memberships ?? [] };
};
