import { newId } from '#shared/new-id.ts';
import { api, shown } from '#lib/api.ts';
import { makeCommands } from '#lib/methods/commands.server.ts';
import { methodOf } from '#lib/methods/find.server.ts';
import { emptySheet, sheetOf } from '#lib/methods/sheet.ts';
import type { Actions, PageServerLoad } from './$types';

/** An empty form, or one that begins as a copy. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const from = url.searchParams.get('from') ?? '';
	const { data: self, now } = await shown(url, tenant.$get({ param: params }));
	const { language } = self.member;
	const found = from && (await methodOf(fetch, url, { ...params, methodId: from }, language));
	const copied = found && (found.own ?? found.pack);
	return {
		now,
		first: copied ? sheetOf(copied) : emptySheet(language),
		hidden: { cause: newId('req'), methodId: newId('mth'), from },
	};
};

export const actions: Actions = { ...makeCommands };
