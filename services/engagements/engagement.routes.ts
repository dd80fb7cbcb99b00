import { Hono } from 'hono';
import { z } from 'zod';
import { Awaited, Fates, MailProblems } from '#shared/domain/fate.ts';
import { UsualHere } from '#shared/domain/defaults.ts';
import { Engagement, EngagementDraft } from '#shared/domain/engagement.ts';
import { SilenceEdit } from '#shared/domain/silence.ts';
import { Agenda, Caseload, HistoryPage, KeptPrivate, Life, Trajectory } from '#shared/domain/trajectory.ts';
import { ActionId, EngagementId, ItemId } from '#shared/ids.ts';
import { actions } from '#services/actions/action.routes.ts';
import { usual } from '#services/defaults/usual.ts';
import * as engagement from '#services/engagements/engagement.ts';
import { goals } from '#services/goals/goal.routes.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as fate from '#services/letters/fate.ts';
import { inviteAgain } from '#services/members/awaited.ts';
import * as suppression from '#services/members/suppression.ts';
import { nudges } from '#services/nudges/nudge.routes.ts';
import { prompts } from '#services/prompts/prompt.routes.ts';
import { drafts } from '#services/reflections/draft.routes.ts';
import { reflections } from '#services/reflections/reflection.routes.ts';
import * as history from '#services/revisions/history.ts';
import { sessions } from '#services/sessions/session.routes.ts';

const Key = z.object({ engagementId: EngagementId });
const Span = z.object({
	cursor: z.string().max(4000).optional(),
	from: z.iso.datetime().optional(),
	to: z.iso.datetime().optional(),
});
const doc = (summary: string) => says(summary, Engagement, 'Trajectories');

export const engagements = new Hono<Env>()
	.get('/agenda', says('What is open for me, by date', Agenda, 'Trajectories'), async (c) =>
		c.json(await engagement.agenda(c.var.actor)),
	)
	.get('/caseload', says('What is open for all my coachees, by date', Caseload, 'Trajectories'), async (c) =>
		c.json(await engagement.caseload(c.var.actor)),
	)
	.post('/engagements', doc('Begin with a coachee'), valid('json', EngagementDraft), async (c) =>
		c.json(await engagement.begin(c.var.actor, c.req.valid('json'), c.var.occasion)),
	)
	.get(
		'/engagements/:engagementId',
		says('A trajectory whole', Trajectory, 'Trajectories'),
		valid('param', Key),
		async (c) => c.json(await engagement.trajectory(c.var.actor, c.req.valid('param'))),
	)
	.get(
		'/engagements/:engagementId/private',
		says('What I keep to myself in it', KeptPrivate, 'Trajectories'),
		valid('param', Key),
		async (c) => c.json(await engagement.keptPrivate(c.var.actor, c.req.valid('param'))),
	)
	.post('/engagements/:engagementId/pause', doc('Pause it'), valid('param', Key), async (c) =>
		c.json(await engagement.turn(c.var.actor, c.req.valid('param'), 'paused', c.var.occasion)),
	)
	.post('/engagements/:engagementId/resume', doc('Take it up again'), valid('param', Key), async (c) =>
		c.json(await engagement.turn(c.var.actor, c.req.valid('param'), 'active', c.var.occasion)),
	)
	.post('/engagements/:engagementId/end', doc('End it'), valid('param', Key), async (c) =>
		c.json(await engagement.turn(c.var.actor, c.req.valid('param'), 'ended', c.var.occasion)),
	)
	.put(
		'/engagements/:engagementId/silence',
		doc('Say after how many days without activity a letter asks; null is never'),
		valid('param', Key),
		valid('json', SilenceEdit),
		async (c) =>
			c.json(await engagement.silence(c.var.actor, c.req.valid('param'), c.req.valid('json').days, c.var.occasion)),
	)
	.get(
		'/engagements/:engagementId/defaults',
		says('The reminders new things get here', UsualHere, 'Trajectories'),
		valid('param', Key),
		async (c) => c.json(await usual(c.var.actor, await engagement.find(c.var.actor, c.req.valid('param')))),
	)
	.get(
		'/engagements/:engagementId/history',
		says('What happened, newest first', HistoryPage, 'History'),
		valid('param', Key),
		valid('query', Span),
		async (c) => c.json(await history.page(c.var.actor, c.req.valid('param'), c.req.valid('query'))),
	)
	.get(
		'/engagements/:engagementId/history/:itemId',
		says('The life of one thing', Life, 'History'),
		valid('param', Key.extend({ itemId: ItemId })),
		async (c) => c.json(await history.life(c.var.actor, c.req.valid('param'))),
	)
	.get(
		'/engagements/:engagementId/letters',
		says('What became of its letters, and what is held', Fates, 'Letters'),
		valid('param', Key),
		async (c) => c.json(await fate.ofEngagement(c.var.actor, c.req.valid('param'), c.var.occasion.now)),
	)
	.get(
		'/engagements/:engagementId/actions/:actionId/letters',
		says('What became of the letters of an action', Fates, 'Letters'),
		valid('param', Key.extend({ actionId: ActionId })),
		async (c) => c.json(await fate.ofAction(c.var.actor, c.req.valid('param'), c.var.occasion.now)),
	)
	.post(
		'/engagements/:engagementId/coachee/mail/retry',
		says('Send letters to the coachee’s address again', MailProblems, 'Letters'),
		valid('param', Key),
		async (c) => c.json(await suppression.retryCoachee(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.post(
		'/engagements/:engagementId/coachee/invite-again',
		says('Send the coachee their invitation once more', Awaited, 'Letters'),
		valid('param', Key),
		async (c) => c.json(await inviteAgain(c.var.actor, c.req.valid('param'), c.var.occasion)),
	)
	.route('/engagements/:engagementId/actions', actions)
	.route('/engagements/:engagementId/goals', goals)
	.route('/engagements/:engagementId/nudges', nudges)
	.route('/engagements/:engagementId/prompts', prompts)
	.route('/engagements/:engagementId/reflections', reflections)
	.route('/engagements/:engagementId/drafts', drafts)
	.route('/engagements/:engagementId/sessions', sessions);
