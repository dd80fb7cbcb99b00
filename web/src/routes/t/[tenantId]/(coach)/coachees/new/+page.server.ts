import { redirect } from '@sveltejs/kit';
import { newId } from '#shared/new-id.ts';
import { api, refused, tried, typedIn } from '#lib/api.ts';
import { causeOf } from '#lib/coachee/cause.server.ts';
import { zonesByRegion } from '#lib/zones.ts';
import type { Language } from '#shared/domain/tenant.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many goals as can be set at the start. */
const GOALS_MAX = 10;

/** The ids of what will be: in hidden fields, so that a form sent twice begins once. */
export const load: PageServerLoad = () => ({
	regions: zonesByRegion(),
	fresh: {
		cause: newId('req'),
		engagementId: newId('eng'),
		'coachee.memberId': newId('mbr'),
		'coachee.invitationId': newId('inv'),
		...Object.fromEntries(Array.from({ length: GOALS_MAX }, (_, index) => [`goals.${index}.goalId`, newId('gol')])),
	} as Record<string, string>,
});

export const actions: Actions = {
	/** Without script: the same page with room for one more. */
	more: async ({ request }) => {
		const typed = typedIn(await request.formData());
		return { typed, rooms: Math.min(Number(typed.rooms ?? 0) + 1, GOALS_MAX) };
	},
	begin: async ({ request, fetch, params }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const rows = Array.from({ length: GOALS_MAX }, (_, row) => row).filter((row) => text(`goals.${row}.title`).trim());
		const client = api(fetch, causeOf(form, JSON.stringify(typedIn(form))));
		const begun = await tried(
			client.tenants[':tenantId'].engagements.$post({
				param: params,
				json: {
					engagementId: text('engagementId'),
					coachee: {
						memberId: text('coachee.memberId'),
						invitationId: text('coachee.invitationId'),
						name: text('coachee.name'),
						mail: text('coachee.mail'),
						zone: text('coachee.zone'),
						language: text('coachee.language') as Language,
					},
					goals: rows.map((row) => ({ goalId: text(`goals.${row}.goalId`), title: text(`goals.${row}.title`) })),
				},
			}),
		);
		if (begun.ok) redirect(303, `/t/${params.tenantId}/engagements/${begun.data.engagementId}?did=began`);
		// Empty goals were left out on the way: what is wrong is said of the row it stands in here.
		const fields = Object.entries(begun.problem.fields ?? {}).map(([name, said]) => [
			name.replace(/^goals\.(\d+)/, (_, index: string) => `goals.${rows[Number(index)]}`),
			said,
		]);
		return refused({ ...begun.problem, fields: Object.fromEntries(fields) }, form);
	},
};
