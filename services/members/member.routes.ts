import { Hono } from 'hono';
import { z } from 'zod';
import { Coming } from '#shared/domain/coming.ts';
import { Member, MemberEdit } from '#shared/domain/member.ts';
import { Tenant } from '#shared/domain/tenant.ts';
import { says, valid, type Env } from '#services/http/route.ts';
import * as coming from '#services/letters/coming.ts';
import * as member from '#services/members/member.ts';
import * as suppression from '#services/members/suppression.ts';
import * as self from '#services/members/self.ts';
import * as tenant from '#services/tenants/tenant.ts';

/** The firm and oneself in it. */
const Self = z.object({ tenant: Tenant, member: Member });

/** `/` and `/me` of a tenant. */
export const members = new Hono<Env>()
	.get('/', says('The organization, and me in it', Self, 'Members'), async (c) =>
		c.json({ tenant: await tenant.find(c.var.actor), member: c.var.member }),
	)
	.patch(
		'/me',
		says('Change my name, zone, language or letters', Member, 'Members'),
		valid('json', MemberEdit),
		async (c) => c.json(await self.edit(c.var.actor, c.req.valid('json'), c.var.occasion)),
	)
	.post('/me/withdraw-links', says('Shut every link in letters sent to me so far', Member, 'Members'), async (c) =>
		c.json(await member.withdrawLinks(c.var.actor, c.var.occasion)),
	)
	.get('/me/letters', says('The letters I will get in the coming two weeks', Coming, 'Letters'), async (c) =>
		c.json(await coming.ofMember(c.var.actor, c.var.occasion)),
	)
	.post('/me/mail/retry', says('Send letters to my address again', Member, 'Letters'), async (c) =>
		c.json(await suppression.retry(c.var.actor, c.var.actor.memberId, c.var.occasion)),
	);
