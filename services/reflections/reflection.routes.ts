import { Hono } from 'hono';
import { z } from 'zod';
import { Subject } from '#shared/domain/draft.ts';
import { Questionnaire } from '#shared/domain/questionnaire.ts';
import {
	AnswersSent,
	OwnReflection,
	PinsEdit,
	Reflection,
	ReflectionDraft,
	ReflectionEdit,
	ReplyEdit,
	Sharing,
} from '#shared/domain/reflection.ts';
import { EngagementId, ReflectionId } from '#shared/ids.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as reflection from '#services/reflections/reflection.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ reflectionId: ReflectionId });
const Sent = ReflectionDraft.extend({ subject: Subject });
const Cursor = z.object({ cursor: z.string().max(4000).optional() });
const Notebook = z.object({
	reflections: z.array(OwnReflection),
	questionnaires: z.array(Questionnaire),
	cursor: z.string().optional(),
});
const Own = z.object({ reflection: OwnReflection, questionnaire: Questionnaire });
const Read = z.object({ reflection: Reflection, answers: AnswersSent, questionnaire: Questionnaire });
const own = (summary: string) => says(summary, OwnReflection, 'Reflections');
const known = (summary: string) => says(summary, Reflection, 'Reflections');

/** `/engagements/:engagementId/reflections` */
export const reflections = new Hono<Env>()
	.get(
		'/',
		says('My reflections here, newest first', Notebook, 'Reflections'),
		valid('param', Engagement),
		valid('query', Cursor),
		async (c) => {
			const { engagementId } = c.req.valid('param');
			return c.json(await reflection.notebook(c.var.actor, engagementId, c.req.valid('query').cursor));
		},
	)
	.post('/', own('Send a reflection'), valid('param', Engagement), valid('json', Sent), async (c) => {
		const { subject, ...draft } = c.req.valid('json');
		const { engagementId } = c.req.valid('param');
		return c.json(await reflection.write(c.var.actor, engagementId, draft, subject, c.var.occasion));
	})
	.get('/:reflectionId', says('A reflection shared with me', Read, 'Reflections'), valid('param', Key), async (c) =>
		c.json(await reflection.read(c.var.actor, c.req.valid('param'))),
	)
	.get('/:reflectionId/own', says('One of mine', Own, 'Reflections'), valid('param', Key), async (c) =>
		c.json(await reflection.readOwn(c.var.actor, c.req.valid('param'))),
	)
	.patch(
		'/:reflectionId',
		own('Change its answers'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', ReflectionEdit),
		async (c) => {
			const { answers } = c.req.valid('json');
			const version = versionOf(c.req.valid('header'));
			return c.json(await reflection.edit(c.var.actor, c.req.valid('param'), answers, version, c.var.occasion));
		},
	)
	.put(
		'/:reflectionId/sharing',
		own('Say who is to know of it'),
		valid('param', Key),
		valid('json', z.object({ sharing: Sharing })),
		async (c) => {
			const { sharing } = c.req.valid('json');
			return c.json(await reflection.share(c.var.actor, c.req.valid('param'), sharing, c.var.occasion));
		},
	)
	.post('/:reflectionId/read', known('Mark it read'), valid('param', Key), async (c) =>
		c.json(await reflection.mark(c.var.actor, c.req.valid('param'), true, c.var.occasion)),
	)
	.post('/:reflectionId/unread', known('Mark it unread'), valid('param', Key), async (c) =>
		c.json(await reflection.mark(c.var.actor, c.req.valid('param'), false, c.var.occasion)),
	)
	.put(
		'/:reflectionId/reply',
		known('Answer it in a line; an empty one takes it back'),
		valid('param', Key),
		valid('json', ReplyEdit),
		async (c) =>
			c.json(await reflection.reply(c.var.actor, c.req.valid('param'), c.req.valid('json').text, c.var.occasion)),
	)
	.put(
		'/:reflectionId/pins',
		known('Pin sentences for the next session'),
		valid('param', Key),
		valid('json', PinsEdit),
		async (c) =>
			c.json(await reflection.pin(c.var.actor, c.req.valid('param'), c.req.valid('json').pins, c.var.occasion)),
	);
