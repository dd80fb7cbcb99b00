import { Hono } from 'hono';
import { z } from 'zod';
import { Draft, DraftSave, Subject } from '#shared/domain/draft.ts';
import { EngagementId } from '#shared/ids.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as draft from '#services/reflections/draft.ts';

const Key = z.object({ engagementId: EngagementId, subject: Subject });
const doc = (summary: string) => says(summary, Draft, 'Reflections');

/** `/engagements/:engagementId/drafts` */
export const drafts = new Hono<Env>()
	.get('/:subject', doc('What I am writing about this'), valid('param', Key), async (c) =>
		c.json(await draft.find(c.var.actor, c.req.valid('param'))),
	)
	.put(
		'/:subject',
		doc('Keep what I typed so far'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', DraftSave),
		async (c) =>
			c.json(
				await draft.save(
					c.var.actor,
					c.req.valid('param'),
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion,
				),
			),
	)
	.post(
		'/:subject/resolve',
		doc('Choose between two devices'),
		valid('param', Key),
		valid('json', DraftSave),
		async (c) => c.json(await draft.resolve(c.var.actor, c.req.valid('param'), c.req.valid('json'), c.var.occasion)),
	);
