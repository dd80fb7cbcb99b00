import { getIP } from 'better-auth/api';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { newId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import type { Env } from './answer.ts';
import { type Limit, within } from './limit.ts';
import { ADDRESS_HEADER } from './options.ts';
import { same } from './secret.ts';

const BODY_MAX = 64_000;
/** From one network address to one path. An office shares one address, so this only stops machines. */
const PER_ADDRESS: Limit = { window: 600, max: 120 };

/** The request's number; and no answer of sign-in is kept by any cache. */
export const numbered = createMiddleware<Env>(async (c, next) => {
	c.set('requestId', c.req.header('x-request-id') ?? newId('req'));
	await next();
	c.header('x-request-id', c.get('requestId'));
	c.header('cache-control', 'no-store');
	c.header('referrer-policy', 'same-origin');
});

/** Only what came through our own front door is answered. */
export const frontDoor = createMiddleware<Env>(async (c, next) => {
	if (!same(c.req.header('x-origin-secret') ?? '', setting('ORIGIN_SECRET')))
		throw new Refusal('forbidden', 'Please come in by the front door');
	await next();
});

/**
 * What changes something must come from a page of ours. A page that sends no referrer sends `Origin: null` with its forms;
 * then the browser's own word for where it comes from counts, which no page can set.
 */
export const fromOurPages = createMiddleware<Env>(async (c, next) => {
	const origin = c.req.header('origin') ?? 'null';
	const ours =
		origin === 'null' ? c.req.header('sec-fetch-site') === 'same-origin' : origin === setting('PUBLIC_ORIGIN');
	if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !ours)
		throw new Refusal('forbidden', 'This request came from another site');
	await next();
});

export const small = bodyLimit({
	maxSize: BODY_MAX,
	onError: () => {
		throw new Refusal('too-large', 'This is more than we can take at once');
	},
});

/** So many requests of one network address to one path. Reads are not counted: pages make them from one address for everybody. */
export const notTooOften = createMiddleware<Env>(async (c, next) => {
	if (c.req.method === 'POST') {
		const path = c.req.path.split('/').slice(0, 4).join('/');
		await within(`${addressOf(c.req.raw.headers)}|${path}`, PER_ADDRESS);
	}
	await next();
});

/** The headers for better-auth, where the network address stands only if CloudFront told it (`infra/edge.ts`). */
export function trusted(headers: Headers): Headers {
	const clean = new Headers(headers);
	clean.delete(ADDRESS_HEADER);
	const told = headers.get('x-viewer-address');
	if (told) clean.set(ADDRESS_HEADER, told);
	return clean;
}

/** An address as it is counted: IPv6 by its network. */
const addressOf = (headers: Headers): string =>
	getIP(trusted(headers), { advanced: { ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] } } }) ?? 'unknown';
