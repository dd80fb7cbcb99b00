import { redirect } from '@sveltejs/kit';
import { api, refused, tried } from '#lib/api.ts';
import { remindersIn } from '#lib/coachee/reminder-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ request, fetch, params }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const reminders = remindersIn(form);
		const fromSession = reminders.some(({ rule }) => rule.anchor === 'session') ? text('lastSession') : '';
		const { actions } = api(fetch, text('cause')).tenants[':tenantId'].engagements[':engagementId'];
		const made = await tried(
			actions.$post({
				param: params,
				json: {
					actionId: text('actionId'),
					title: text('title'),
					dueOn: text('dueOn'),
					note: text('note'),
					goalId: text('goalId') || undefined,
					sessionId: text('sessionId') || fromSession || undefined,
					reminders,
				},
			}),
		);
		if (!made.ok) return refused(made.problem, form);
		const { actionId, engagementId } = made.data;
		redirect(
			303,
			`/t/${params.tenantId}/today?${new URLSearchParams({ changed: actionId, in: engagementId, did: 'create' })}`,
		);
	},
};
