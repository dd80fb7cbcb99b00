import { Hono } from 'hono';
import { z } from 'zod';
import { Defaults } from '#shared/domain/defaults.ts';
import { Invitation, InvitationDraft, Member } from '#shared/domain/member.ts';
import { Participation } from '#shared/domain/participation.ts';
import { Tenant } from '#shared/domain/tenant.ts';
import { InvitationId, MemberId } from '#shared/ids.ts';
import { requireRole } from '#shared/domain/actor.ts';
import { createMiddleware } from 'hono/factory';
import { actor } from '#services/http/actor.ts';
import { nothingHere, onError } from '#services/http/errors.ts';
import { jsonOnly, limitBody, neverStored, sameOrigin } from '#services/http/guard.ts';
import { describe } from '#services/http/openapi.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as suppression from '#services/members/suppression.ts';
import * as member from '#services/members/member.ts';
import * as participation from '#services/participation/participation.ts';
import * as firm from '#services/tenants/tenant.ts';

const People = z.object({ tenant: Tenant, members: z.array(Member), invitations: z.array(Invitation) });
const Key = z.object({ invitationId: InvitationId });

/** To anyone but an admin the console does not exist. */
const admin = createMiddleware<Env>(async (c, next) => {
	requireRole(c.var.actor, 'admin');
	await next();
});

const tenant = new Hono<Env>()
	.use(actor, admin)
	.get('/people', says('Everyone of the organization', People, 'People'), async (c) =>
		c.json(await member.people(c.var.actor)),
	)
	.post(
		'/people/:memberId/mail/retry',
		says('Send letters to their address again', Member, 'People'),
		valid('param', z.object({ memberId: MemberId })),
		async (c) => c.json(await suppression.retry(c.var.actor, c.req.valid('param').memberId, c.var.occasion)),
	)
	.get(
		'/participation',
		says('That work happens: counts without content', z.array(Participation), 'Participation'),
		async (c) => c.json(await participation.ofTenant(c.var.actor)),
	)
	.patch(
		'/defaults',
		says('Set the reminders that new things get', Tenant, 'Organization'),
		valid('json', Defaults),
		async (c) => c.json(await firm.setDefaults(c.var.actor, c.req.valid('json'))),
	)
	.post(
		'/invitations',
		says('Invite a coach or an admin', Member, 'People'),
		valid('json', InvitationDraft),
		async (c) => c.json(await member.invite(c.var.actor, c.req.valid('json'), c.var.occasion)),
	)
	.post(
		'/invitations/:invitationId/resend',
		says('Send an invitation again', Invitation, 'People'),
		valid('param', Key),
		async (c) => c.json(await member.resend(c.var.actor, c.req.valid('param').invitationId, c.var.occasion)),
	)
	.post(
		'/invitations/:invitationId/withdraw',
		says('Withdraw an invitation', Invitation, 'People'),
		valid('param', Key),
		async (c) => c.json(await member.withdraw(c.var.actor, c.req.valid('param').invitationId)),
	);

/** `/api/console` of a firm's admins. */
export const consoleApi = describe(
	new Hono<Env>()
		.basePath('/api/console')
		.use(limitBody, sameOrigin, jsonOnly, neverStored)
		.route('/', new Hono<Env>().route('/tenants/:tenantId', tenant)),
	{ title: 'FocusCoachee console', path: '' },
);
consoleApi.onError(onError);
consoleApi.all('*', nothingHere);

export type ConsoleApi = typeof consoleApi;
