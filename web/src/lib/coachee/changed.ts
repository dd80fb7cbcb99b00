import type { Action } from '#shared/domain/action.ts';
import { api, tried } from '#lib/api.ts';
import type { Change } from './desk.svelte.ts';

/** The action that a form just changed, read strongly: indexes lag behind what somebody did a moment ago. */
export async function changedIn(
	url: URL,
	fetch: typeof globalThis.fetch,
	tenantId: string,
): Promise<Action | undefined> {
	const actionId = url.searchParams.get('changed');
	const engagementId = url.searchParams.get('in');
	if (!actionId || !engagementId) return undefined;
	const { actions } = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const read = await tried(actions[':actionId'].$get({ param: { tenantId, engagementId, actionId } }));
	return read.ok ? read.data : undefined;
}

/** What the form did that came to this page, from the address it left. */
export function changeOf(
	{ searchParams }: { searchParams: Pick<URLSearchParams, 'get'> },
	action: Action | undefined,
): Change | undefined {
	const did = searchParams.get('did');
	return action && did ? { did, action, was: searchParams.get('was') ?? undefined } : undefined;
}
