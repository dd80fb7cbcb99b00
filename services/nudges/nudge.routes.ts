import { Hono } from 'hono';
import { z } from 'zod';
import { Nudge, NudgeDraft } from '#shared/domain/nudge.ts';
import { EngagementId, NudgeId } from '#shared/ids.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as nudge from '#services/nudges/nudge.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ nudgeId: NudgeId });
const doc = (summary: string) => says(summary, Nudge, 'Nudges');

/** `/engagements/:engagementId/nudges` */
export const nudges = new Hono<Env>()
	.post(
		'/',
		doc('Write a line for the coachee’s next letter'),
		valid('param', Engagement),
		valid('json', NudgeDraft),
		async (c) =>
			c.json(await nudge.create(c.var.actor, c.req.valid('param').engagementId, c.req.valid('json'), c.var.occasion)),
	)
	.post('/:nudgeId/withdraw', doc('Take it back while it waits'), valid('param', Key), async (c) =>
		c.json(await nudge.withdraw(c.var.actor, c.req.valid('param'), c.var.occasion)),
	);
