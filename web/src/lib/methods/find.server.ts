import { error } from '@sveltejs/kit';
import type { Method } from '#shared/domain/method.ts';
import { starter, type StarterMethod } from '#shared/methods/starter-pack.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { api, shown } from '#lib/api.ts';

/** A method by its id: one of the starter pack in this language, or the firm's as it stands. */
export async function methodOf(
	fetch: typeof globalThis.fetch,
	url: URL,
	param: { tenantId: string; methodId: string },
	language: Language,
): Promise<{ pack: StarterMethod; own?: undefined } | { own: Method; pack?: undefined }> {
	if (param.methodId.startsWith('starter-')) {
		const pack = starter(param.methodId, language);
		if (!pack) error(404, { message: 'There is nothing here for you', code: 'not-found' });
		return { pack };
	}
	const { data } = await shown(url, api(fetch).tenants[':tenantId'].methods[':methodId'].$get({ param }));
	return { own: data };
}
