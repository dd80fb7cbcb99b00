import { error, redirect } from '@sveltejs/kit';
import { fresh } from '#lib/coach/fresh.ts';
import { spanBefore, telling } from '#lib/coach/since.ts';
import { api, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One session: the trajectory it belongs to, what I keep to myself, and what happened since the one before. */
export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const { tenantId, engagementId, sessionId } = params;
	const param = { tenantId, engagementId };
	const [{ data: trajectory, now }, { data: kept }, { data: fates }, { data: usual }, { member }] = await Promise.all([
		shown(url, engagement.$get({ param })),
		shown(url, engagement.private.$get({ param })),
		shown(url, engagement.letters.$get({ param })),
		shown(url, engagement.defaults.$get({ param })),
		parent(),
	]);
	if (trajectory.engagement.coachId !== member.memberId) {
		redirect(303, `/t/${tenantId}/program?with=${engagementId}#session-${sessionId}`);
	}
	const session = trajectory.sessions.find((one) => one.sessionId === sessionId);
	if (!session) error(404, { message: 'This session is not here', code: 'not-found' });
	const { last, from, to } = spanBefore(trajectory, session, now);
	const { data: page } =
		from < to
			? await shown(url, engagement.history.$get({ param, query: { from, to } }))
			: { data: { revisions: [], cursor: undefined } };
	return {
		trajectory,
		session,
		kept: kept.notes.find((note) => note.sessionId === sessionId),
		since: { last, revisions: telling(page.revisions, session, last), more: page.cursor !== undefined },
		fates,
		usual,
		now,
		fresh: fresh(),
	};
};
