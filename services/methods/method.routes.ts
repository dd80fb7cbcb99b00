import { Hono } from 'hono';
import { z } from 'zod';
import { Method, MethodContent, MethodDraft } from '#shared/domain/method.ts';
import { MethodId } from '#shared/ids.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as method from '#services/methods/method.ts';

const Key = z.object({ methodId: MethodId });
const Library = z.object({ methods: z.array(Method) });
const doc = (summary: string) => says(summary, Method, 'Methods');

/** `/methods`: a firm's library. The starter pack is the same for everyone and comes with the pages. */
export const methods = new Hono<Env>()
	.get('/', says('The methods of the library', Library, 'Methods'), async (c) =>
		c.json({ methods: await method.library(c.var.actor) }),
	)
	.post('/', doc('Add a method'), valid('json', MethodDraft), async (c) =>
		c.json(await method.create(c.var.actor, c.req.valid('json'), c.var.occasion.now)),
	)
	.get('/:methodId', doc('Read a method'), valid('param', Key), async (c) =>
		c.json(await method.find(c.var.actor, c.req.valid('param').methodId)),
	)
	.put(
		'/:methodId',
		doc('Change it: its next version'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', MethodContent),
		async (c) =>
			c.json(
				await method.revise(
					c.var.actor,
					c.req.valid('param').methodId,
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion.now,
				),
			),
	)
	.post('/:methodId/share', doc('Show it to all coaches of the firm'), valid('param', Key), async (c) =>
		c.json(await method.share(c.var.actor, c.req.valid('param').methodId, 'firm')),
	)
	.post('/:methodId/unshare', doc('Keep it to its owner'), valid('param', Key), async (c) =>
		c.json(await method.share(c.var.actor, c.req.valid('param').methodId, 'owner')),
	)
	.post('/:methodId/retire', doc('Take it out of the library'), valid('param', Key), async (c) =>
		c.json(await method.retire(c.var.actor, c.req.valid('param').methodId, true)),
	)
	.post('/:methodId/restore', doc('Take it back into the library'), valid('param', Key), async (c) =>
		c.json(await method.retire(c.var.actor, c.req.valid('param').methodId, false)),
	);
