import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { Cause, newId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import type { Env } from '#services/http/route.ts';

/** The largest body a request may have, in bytes. */
export const BODY_MAX = 200_000;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Only what came through our own front door is answered. */
export const throughFrontDoor = createMiddleware<Env>(async (c, next) => {
	if (c.req.header('x-origin-secret') !== setting('ORIGIN_SECRET'))
		throw new Refusal('not-found', 'There is nothing here for you');
	await next();
});

/** A number that a caller may give a request: it stands in our logs, so it says nothing. */
const NUMBER = /^[\w-]{1,64}$/;

/** The request's number, its moment, and the key by which it would be recognised if it came twice. */
export const occasion = createMiddleware<Env>(async (c, next) => {
	const given = c.req.header('idempotency-key');
	if (given !== undefined && !Cause.safeParse(given).success) {
		throw new Refusal('invalid', 'The Idempotency-Key is not of the form req_<ulid>', {
			fields: { 'idempotency-key': 'Not a key' },
		});
	}
	const number = c.req.header('x-request-id') ?? '';
	c.set('requestId', NUMBER.test(number) ? number : newId('req'));
	c.set('occasion', { now: new Date().toISOString(), cause: given ?? newId('req') });
	await next();
	c.header('x-request-id', c.get('requestId'));
	// Pages count days from our clock, never from the browser's.
	c.header('x-now', c.get('occasion').now);
});

/** A page of another site cannot send a request with our cookie: every request that changes something names our origin. */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
	if (!SAFE.has(c.req.method) && c.req.header('origin') !== setting('PUBLIC_ORIGIN')) {
		throw new Refusal('not-found', 'This request came from another site');
	}
	await next();
});

/** The API takes JSON alone, and not too much of it. */
export const jsonOnly = createMiddleware<Env>(async (c, next) => {
	const type = c.req.header('content-type') ?? '';
	const hasBody = !SAFE.has(c.req.method) && Number(c.req.header('content-length') ?? '0') > 0;
	if (hasBody && !/^application\/json(;|$)/i.test(type)) throw new Refusal('wrong-type', 'Please send JSON');
	await next();
});

export const limitBody = bodyLimit({
	maxSize: BODY_MAX,
	onError: () => {
		throw new Refusal('too-large', 'This is more than we can take at once. Please shorten it; nothing was changed');
	},
});

/** Answers hold what a person wrote: no cache keeps them. */
export const neverStored = createMiddleware<Env>(async (c, next) => {
	await next();
	c.header('cache-control', 'no-store');
});
