import { Hono } from 'hono';
import { z } from 'zod';
import { Prompt, PromptDraft, PromptEdit } from '#shared/domain/prompt.ts';
import { Questionnaire } from '#shared/domain/questionnaire.ts';
import { EngagementId, PromptId } from '#shared/ids.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as prompt from '#services/prompts/prompt.ts';
import * as questionnaire from '#services/reflections/questionnaire.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ promptId: PromptId });
const Asked = z.object({ prompt: Prompt, questionnaire: Questionnaire });
const doc = (summary: string) => says(summary, Prompt, 'Prompts');

/** `/engagements/:engagementId/prompts` */
export const prompts = new Hono<Env>()
	.post('/', doc('Invite to reflect'), valid('param', Engagement), valid('json', PromptDraft), async (c) =>
		c.json(await prompt.create(c.var.actor, c.req.valid('param').engagementId, c.req.valid('json'), c.var.occasion)),
	)
	.get('/:promptId', says('A prompt and what it asks', Asked, 'Prompts'), valid('param', Key), async (c) => {
		const { engagementId } = c.req.valid('param');
		const found = await prompt.find(c.var.actor, c.req.valid('param'));
		return c.json({
			prompt: found,
			questionnaire: await questionnaire.find(c.var.actor, engagementId, found.questionnaireId),
		});
	})
	.patch(
		'/:promptId',
		doc('Change its words, its times or its reminders'),
		valid('param', Key),
		valid('json', PromptEdit),
		async (c) => c.json(await prompt.edit(c.var.actor, c.req.valid('param'), c.req.valid('json'), c.var.occasion)),
	)
	.post('/:promptId/stop', doc('No more of it'), valid('param', Key), async (c) =>
		c.json(await prompt.stop(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:promptId/skip', doc('Put it aside until it opens again'), valid('param', Key), async (c) =>
		c.json(await prompt.skip(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:promptId/unskip', doc('Take up again what was put aside'), valid('param', Key), async (c) =>
		c.json(await prompt.unskip(c.var.actor, c.req.valid('param'), c.var.occasion)),
	);
