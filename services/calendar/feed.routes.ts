import { Hono } from 'hono';
import { FeedDraft, FeedState } from '#shared/domain/feed.ts';
import { z } from 'zod';
import * as feed from '#services/calendar/feed.ts';
import { says, valid, type Env } from '#services/http/route.ts';

/** With the address to give to a calendar program; it is shown this once. */
const Opened = FeedState.extend({ address: z.url() });

/** `/me/calendar` of a tenant. */
export const calendarFeed = new Hono<Env>()
	.basePath('/me/calendar')
	.get('/', says('Whether my calendar has an address', FeedState, 'Calendar'), async (c) =>
		c.json(await feed.state(c.var.actor)),
	)
	.post(
		'/',
		says('Give my calendar a new address; the former one is shut', Opened, 'Calendar'),
		valid('json', FeedDraft),
		async (c) => c.json(await feed.renew(c.var.actor, c.req.valid('json'), c.var.occasion)),
	)
	.delete('/', says('Shut the address of my calendar', FeedState, 'Calendar'), async (c) =>
		c.json(await feed.revoke(c.var.actor, c.var.occasion)),
	);
