import { Hono } from 'hono';
import type { MemberActor } from '#shared/domain/actor.ts';
import { engagements } from '#services/engagements/engagement.routes.ts';
import { onError } from '#services/http/errors.ts';
import { occasion } from '#services/http/guard.ts';
import type { Env } from '#services/http/route.ts';
import { members } from '#services/members/member.routes.ts';
import * as member from '#services/members/member.ts';

/** The API of a firm as it is. Only who is asking is taken from a header: signing in is another story, tested elsewhere. */
export function appOf(): Hono<Env> {
	const tenant = new Hono<Env>()
		.use(async (c, next) => {
			const [tenantId, memberId] = [c.req.param('tenantId')!, c.req.header('x-member')!];
			const nobody: MemberActor = { kind: 'member', tenantId, memberId, name: '', roles: [] };
			const person = await member.find(nobody, memberId);
			c.set('member', person);
			c.set('actor', { ...nobody, name: person.name, roles: person.roles });
			await next();
		})
		.route('/', members)
		.route('/', engagements);
	const app = new Hono<Env>().use(occasion).route('/api/tenants/:tenantId', tenant);
	app.onError(onError);
	return app;
}
