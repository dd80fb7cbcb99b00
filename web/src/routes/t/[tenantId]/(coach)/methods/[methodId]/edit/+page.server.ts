import { error } from '@sveltejs/kit';
import { newId } from '#shared/new-id.ts';
import { api, shown } from '#lib/api.ts';
import { changeCommands } from '#lib/methods/commands.server.ts';
import { methodOf } from '#lib/methods/find.server.ts';
import { sheetOf } from '#lib/methods/sheet.ts';
import type { Actions, PageServerLoad } from './$types';

/** A method of the firm's, to make its next version of. Ours are copied. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const { tenantId } = params;
	const { data: self, now } = await shown(url, api(fetch).tenants[':tenantId'].$get({ param: { tenantId } }));
	const { own } = await methodOf(fetch, url, params, self.member.language);
	if (!own) error(404, { message: 'There is nothing here for you', code: 'not-found' });
	return {
		now,
		name: own.name,
		first: sheetOf(own),
		hidden: { cause: newId('req'), version: String(own.version) },
	};
};

export const actions: Actions = { ...changeCommands };
