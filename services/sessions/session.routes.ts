import { Hono } from 'hono';
import { z } from 'zod';
import { Note, NoteDraft, PrivateNote } from '#shared/domain/note.ts';
import { Session, SessionDraft, SessionReminders, SessionTime } from '#shared/domain/session.ts';
import { EngagementId, SessionId } from '#shared/ids.ts';
import { IfMatch, versionOf } from '#services/http/if-match.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as note from '#services/notes/note.ts';
import * as session from '#services/sessions/session.ts';

const Engagement = z.object({ engagementId: EngagementId });
const Key = Engagement.extend({ sessionId: SessionId });
const doc = (summary: string) => says(summary, Session, 'Sessions');

/** `/engagements/:engagementId/sessions` */
export const sessions = new Hono<Env>()
	.post('/', doc('Plan a session'), valid('param', Engagement), valid('json', SessionDraft), async (c) =>
		c.json(await session.plan(c.var.actor, c.req.valid('param').engagementId, c.req.valid('json'), c.var.occasion)),
	)
	.post(
		'/:sessionId/move',
		doc('Give it another time or place'),
		valid('param', Key),
		valid('json', SessionTime),
		async (c) => c.json(await session.move(c.var.actor, c.req.valid('param'), c.req.valid('json'), c.var.occasion)),
	)
	.post('/:sessionId/hold', doc('Say that it took place'), valid('param', Key), async (c) =>
		c.json(await session.hold(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:sessionId/cancel', doc('Cancel it'), valid('param', Key), async (c) =>
		c.json(await session.cancel(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post('/:sessionId/reopen', doc('Undo held or cancelled'), valid('param', Key), async (c) =>
		c.json(await session.reopen(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.put(
		'/:sessionId/reminders',
		doc('Set its reminders'),
		valid('param', Key),
		valid('json', SessionReminders),
		async (c) =>
			c.json(await session.remind(c.var.actor, c.req.valid('param'), c.req.valid('json').reminders, c.var.occasion)),
	)
	.put(
		'/:sessionId/notes',
		says('Write the shared notes', Note, 'Sessions'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', NoteDraft),
		async (c) =>
			c.json(
				await note.write(
					c.var.actor,
					c.req.valid('param'),
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion,
				),
			),
	)
	.put(
		'/:sessionId/private-notes',
		says('Write notes that only you can read', PrivateNote, 'Sessions'),
		valid('param', Key),
		valid('header', IfMatch),
		valid('json', NoteDraft),
		async (c) =>
			c.json(
				await note.writePrivate(
					c.var.actor,
					c.req.valid('param'),
					c.req.valid('json'),
					versionOf(c.req.valid('header')),
					c.var.occasion,
				),
			),
	);
