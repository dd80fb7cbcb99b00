import { Hono } from 'hono';
import { z } from 'zod';
import { Action, ActionDraft, ActionDrop, ActionEdit, ActionMove, ActionReminders } from '#shared/domain/action.ts';
import { ActionId, EngagementId } from '#shared/ids.ts';
import * as action from '#services/actions/action.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ actionId: ActionId });
const doc = (summary: string) => says(summary, Action, 'Actions');

/** `/engagements/:engagementId/actions` */
export const actions = new Hono<Env>()
	.post('/', doc('Make an action'), valid('param', Engagement), valid('json', ActionDraft), async (c) =>
		c.json(await action.create(c.var.actor, c.req.valid('param').engagementId, c.req.valid('json'), c.var.occasion)),
	)
	.get('/:actionId', doc('Read an action'), valid('param', Key), async (c) =>
		c.json(await action.find(c.var.actor, c.req.valid('param'))),
	)
	.patch(
		'/:actionId',
		doc('Change its text, goal or session'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', ActionEdit),
		async (c) =>
			c.json(
				await action.edit(
					c.var.actor,
					c.req.valid('param'),
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion,
				),
			),
	)
	.post('/:actionId/complete', doc('Call it done'), valid('param', Key), async (c) =>
		c.json(await action.complete(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:actionId/reopen', doc('Undo done or dropped'), valid('param', Key), async (c) =>
		c.json(await action.reopen(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:actionId/move', doc('Give it another date'), valid('param', Key), valid('json', ActionMove), async (c) =>
		c.json(await action.move(c.var.actor, c.req.valid('param'), c.req.valid('json').dueOn, c.var.occasion)),
	)
	.post('/:actionId/drop', doc('Drop it, with a reason'), valid('param', Key), valid('json', ActionDrop), async (c) =>
		c.json(await action.drop(c.var.actor, c.req.valid('param'), c.req.valid('json').reason, c.var.occasion)),
	)
	.put(
		'/:actionId/reminders',
		doc('Set its reminders'),
		valid('param', Key),
		valid('json', ActionReminders),
		async (c) =>
			c.json(await action.remind(c.var.actor, c.req.valid('param'), c.req.valid('json').reminders, c.var.occasion)),
	);
