import { Hono } from 'hono';
import { z } from 'zod';
import { TenantId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { calendarFeed } from '#services/calendar/feed.routes.ts';
import { engagements } from '#services/engagements/engagement.routes.ts';
import { actor } from '#services/http/actor.ts';
import { nothingHere, onError } from '#services/http/errors.ts';
import { jsonOnly, limitBody, neverStored, sameOrigin } from '#services/http/guard.ts';
import { describe } from '#services/http/openapi.ts';
import { says, type Env } from '#services/http/route.ts';
import { methods } from '#services/methods/method.routes.ts';
import { members } from '#services/members/member.routes.ts';
import { membershipsOf } from '#services/sign-in/membership.ts';
import { readSignIn } from '#services/sign-in/session.ts';

const Me = z.object({
	accountId: z.string(),
	mail: z.string(),
	memberships: z.array(
		z.object({
			tenantId: TenantId,
			memberId: z.string(),
			roles: z.array(z.enum(['admin', 'coach', 'coachee'])),
			organization: z.string(),
		}),
	),
});

/** Everything of one tenant. Who is asking is settled before any of it runs. */
const tenant = new Hono<Env>()
	.use(actor)
	.route('/', members)
	.route('/', calendarFeed)
	.route('/', engagements)
	.route('/methods', methods);

const routes = new Hono<Env>()
	.get('/me', says('Who I am, and where I belong', Me, 'Members'), async (c) => {
		const signIn = await readSignIn(c.req.raw.headers);
		if (!signIn) throw new Refusal('signed-out', 'Please sign in');
		const { accountId, mail } = signIn;
		return c.json({ accountId, mail, memberships: await membershipsOf(accountId) });
	})
	.route('/tenants/:tenantId', tenant);

/** `/api` of coaches and coachees. */
export const api = describe(
	new Hono<Env>().basePath('/api').use(limitBody, sameOrigin, jsonOnly, neverStored).route('/', routes),
	{ title: 'FocusCoachee', path: '' },
);
api.onError(onError);
// A route and no `notFound`: mounted beside the pages, that would be theirs to answer.
api.all('*', nothingHere);

export type Api = typeof api;
