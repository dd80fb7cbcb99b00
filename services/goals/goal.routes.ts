import { Hono } from 'hono';
import { z } from 'zod';
import { Goal, GoalDraft, GoalEdit, Rating, RatingDraft } from '#shared/domain/goal.ts';
import { EngagementId, GoalId } from '#shared/ids.ts';
import * as goal from '#services/goals/goal.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ goalId: GoalId });
const doc = (summary: string) => says(summary, Goal, 'Goals');

/** `/engagements/:engagementId/goals` */
export const goals = new Hono<Env>()
	.post('/', doc('Set a goal'), valid('param', Engagement), valid('json', GoalDraft), async (c) =>
		c.json(await goal.create(c.var.actor, c.req.valid('param').engagementId, c.req.valid('json'), c.var.occasion)),
	)
	.patch(
		'/:goalId',
		doc('Change its text'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', GoalEdit),
		async (c) =>
			c.json(
				await goal.edit(
					c.var.actor,
					c.req.valid('param'),
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion,
				),
			),
	)
	.post('/:goalId/reach', doc('Call it reached'), valid('param', Key), async (c) =>
		c.json(await goal.turn(c.var.actor, c.req.valid('param'), 'reached', c.var.occasion)),
	)
	.post('/:goalId/drop', doc('Let it go'), valid('param', Key), async (c) =>
		c.json(await goal.turn(c.var.actor, c.req.valid('param'), 'dropped', c.var.occasion)),
	)
	.post('/:goalId/reopen', doc('Take it up again'), valid('param', Key), async (c) =>
		c.json(await goal.turn(c.var.actor, c.req.valid('param'), 'open', c.var.occasion)),
	)
	.post(
		'/:goalId/ratings',
		says('Rate where you stand', Rating, 'Goals'),
		valid('param', Key),
		valid('json', RatingDraft),
		async (c) => c.json(await goal.rate(c.var.actor, c.req.valid('param'), c.req.valid('json'), c.var.occasion)),
	);
