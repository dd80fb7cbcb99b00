import { error, redirect } from '@sveltejs/kit';
import { fresh } from '#lib/coach/fresh.ts';
import { spanBefore, telling } from '#lib/coach/since.ts';
import { toPrepare } from '#lib/coach/written.ts';
import { api, ask, shown } from '#lib/api.ts';
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
	const wanted = toPrepare(trajectory.reflections, session, from, to);
	const [{ data: page }, written] = await Promise.all([
		from < to
			? shown(url, engagement.history.$get({ param, query: { from, to } }))
			: { data: { revisions: [], cursor: undefined } },
		Promise.all(
			wanted.map(({ reflectionId }) =>
				// What is taken back at this moment is not there any more, and that is all.
				ask(engagement.reflections[':reflectionId'].$get({ param: { ...param, reflectionId } })).catch(() => undefined),
			),
		),
	]);
	return {
		trajectory,
		session,
		kept: kept.notes.find((note) => note.sessionId === sessionId),
		written: { from, to, read: written.filter((one) => one !== undefined) },
		since: { last, revisions: telling(page.revisions, session, last), more: page.cursor !== undefined },
		fates,
		usual,
		now,
		fresh: fresh(),
	};
};
