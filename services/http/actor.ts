import { createMiddleware } from 'hono/factory';
import type { MemberActor } from '#shared/domain/actor.ts';
import type { Member } from '#shared/domain/member.ts';
import { TenantId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import type { Env } from '#services/http/route.ts';
import * as member from '#services/members/member.ts';
import { membership } from '#services/sign-in/membership.ts';
import { readSignIn } from '#services/sign-in/session.ts';

/**
 * Who is asking: the verified sign-in, its membership of the tenant in the path, and that member as it stands now.
 * The path only chooses among memberships; it grants nothing.
 */
export const actor = createMiddleware<Env>(async (c, next) => {
	const signIn = await readSignIn(c.req.raw.headers);
	if (!signIn) throw new Refusal('signed-out', 'Please sign in');
	const tenantId = TenantId.safeParse(c.req.param('tenantId'));
	const belongs = tenantId.success ? await membership(signIn.accountId, tenantId.data) : undefined;
	if (!belongs) throw new Refusal('not-found', 'There is nothing here for you');
	const person = await member.find(actorOf({ ...belongs, name: '' }), belongs.memberId);
	if (person.status !== 'active' || person.accountId !== signIn.accountId)
		throw new Refusal('not-found', 'There is nothing here for you');
	c.set('member', person);
	c.set('actor', actorOf(person));
	await next();
});

const actorOf = ({
	tenantId,
	memberId,
	name,
	roles,
}: Pick<Member, 'tenantId' | 'memberId' | 'name' | 'roles'>): MemberActor => ({
	kind: 'member',
	tenantId,
	memberId,
	name,
	roles,
});
