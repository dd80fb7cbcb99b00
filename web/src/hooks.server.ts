import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { preferred } from '#lib/language.ts';
import { common } from '#lib/messages/common.ts';

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.language = preferred(event.request.headers.get('accept-language'));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('<html lang="%lang%">', `<html lang="${event.locals.language}">`)
				.replace(PLACE, (_, body: string) => body + (drawnInBrowser(event) ? noScript(event) : '')),
		filterSerializedResponseHeaders: (name) => name === 'x-now',
	});
	// Pages hold what a person wrote: no cache keeps them, nor does the next person's back button.
	response.headers.set('cache-control', 'no-store');
	return response;
};

/** Only where `app.html` has it: a title in the head may say the same words. */
const PLACE = /(<body[^>]*>\s*)%noscript%/;

const drawnInBrowser = ({ route }: RequestEvent): boolean => route.id?.includes('/(console)/') ?? false;

const noScript = ({ locals }: RequestEvent): string =>
	`<noscript><p>${common(locals.language).noScript}</p></noscript>`;

/** The API answers in this process, under the caller's own cookie and by the same rules as from outside. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
	const { origin, pathname } = new URL(request.url);
	if (origin !== event.url.origin || !pathname.startsWith('/api/') || !event.platform) return fetch(request);

	const inner = new Request(request);
	inner.headers.set('origin', origin);
	const cookie = event.request.headers.get('cookie');
	if (cookie) inner.headers.set('cookie', cookie);
	// Sign-in lives in a function of its own: by the front door, as a browser would.
	if (pathname.startsWith('/api/auth/')) return globalThis.fetch(inner, { redirect: 'manual' });
	const answer = await event.platform.api(inner);

	if (answer.ok && request.method === 'GET' && /^\/api\/tenants\/[^/]+$/.test(pathname)) {
		const { member } = await answer.clone().json();
		event.locals.language = member.language;
	}
	return answer;
};

/** Says that it happened and where, never what was in it. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return {};
	const { name, stack } = error instanceof Error ? error : { name: 'unknown', stack: undefined };
	const at = stack?.split('\n').find((row) => row.trimStart().startsWith('at '));
	console.error(JSON.stringify({ level: 'error', route: event.route.id, error: name, at: at?.trim() }));
	return { code: 'unforeseen' };
};
