import { browser } from '$app/env';
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
	// Every refusal in Dutch is many words: a browser fetches them beside its first page, and does not wait for them.
	const refusals = member.language === 'nl' ? import('#lib/messages/nl/refusal.ts').catch(() => undefined) : undefined;
	if (!browser) await refusals;
	return { tenant, member, language: member.language, now: self.now, memberships: me?.memberships ?? [] };
};
