import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { Refusal } from '#shared/errors.ts';
import { contents } from '#services/calendar/contents.ts';
import * as feed from '#services/calendar/feed.ts';
import type { Env } from '#services/http/route.ts';
import { onError } from '#services/letters/link.ts';

/**
 * `/calendar/<token>.ics`: one member's calendar for a program that holds its address. No cookie is read and nothing can be
 * changed; whoever has it already hears that it is the same.
 */
export const calendarPages = new Hono<Env>()
	.basePath('/calendar')
	.use(async (c, next) => {
		await next();
		c.header('referrer-policy', 'no-referrer');
		c.header('x-robots-tag', 'noindex, nofollow');
		c.header('x-content-type-options', 'nosniff');
		c.header('cache-control', c.res.ok || c.res.status === 304 ? 'private, no-cache' : 'no-store');
	})
	.use(etag())
	.get('/:file', async (c) => {
		const { actor, feed: found, reader } = await feed.open(c.req.param('file').replace(/\.ics$/, ''));
		c.header('content-type', 'text/calendar; charset=utf-8');
		c.header('content-disposition', 'inline; filename="focuscoachee.ics"');
		return c.body(await contents(actor, found, reader, c.var.occasion.now));
	})
	.all('/*', () => {
		throw new Refusal('not-found', 'There is nothing at this address');
	});
calendarPages.onError(onError);
