import { running } from '#shared/domain/today.ts';
import { starters } from '#shared/methods/starter-pack.ts';
import { api, shown } from '#lib/api.ts';
import type { PageServerLoad } from './$types';

/** What one can write with: an empty page first, then the questions of the pack in one's own language. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [{ data: agenda, now }, { data: self }] = await Promise.all([
		shown(url, tenant.agenda.$get({ param: params })),
		shown(url, tenant.$get({ param: params })),
	]);
	const { language } = self.member;
	const methods = starters(language).map(({ methodId, version, name, purpose, questions }) => ({
		asks: `${methodId}.${version}.${language}`,
		methodId,
		name,
		purpose,
		questions: questions.length,
	}));
	const isBare = ({ methodId }: { methodId: string }) => methodId === 'starter-just-write';
	const engagements = running(agenda.engagements).filter(({ status }) => status !== 'ended');
	const asked = url.searchParams.get('with');
	return {
		methods: [...methods.filter(isBare), ...methods.filter((one) => !isBare(one))],
		engagements,
		engagement: engagements.find(({ engagementId }) => engagementId === asked) ?? engagements[0],
		now,
	};
};
