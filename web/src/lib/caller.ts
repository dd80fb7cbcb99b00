/** What a route is called with, as hono's `hc` types it. */
interface Given {
	param?: Record<string, string>;
	query?: Record<string, string | undefined>;
	header?: Record<string, string>;
	json?: unknown;
}

/**
 * Follows a path that `hc` types to one `fetch`: `caller(fetch).api.tenants[':tenantId'].$get({ param })`. Hono's own client
 * also speaks cookies, sockets and forms, which no page of ours does, and every first visit would load them.
 */
export const caller = (fetch: typeof globalThis.fetch, headers: Record<string, string>, path: string[] = []): unknown =>
	new Proxy(() => {}, {
		get: (_target, name) =>
			typeof name === 'string' && name !== 'then' ? caller(fetch, headers, [...path, name]) : undefined,
		apply: (_target, _this, [given = {}]: [Given?]) => {
			const { param = {}, query = {}, header, json } = given;
			const place = path
				.slice(0, -1)
				.map((part) => (part[0] === ':' ? encodeURIComponent(param[part.slice(1)]!) : part));
			const asked = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
			return fetch(`/${place.join('/')}${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`, {
				method: path.at(-1)!.slice(1).toUpperCase(),
				headers: { ...headers, ...header, ...(json !== undefined && { 'content-type': 'application/json' }) },
				body: JSON.stringify(json),
			});
		},
	});
