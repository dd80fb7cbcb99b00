import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MemberActor } from '#shared/domain/actor.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';

/** A cursor carries raw keys: it is signed for one person and one route, and opens nowhere else. */
export const sealCursor = (cursor: string, actor: MemberActor, route: string): string =>
	`${Buffer.from(cursor).toString('base64url')}.${sign(cursor, actor, route)}`;

/** Throws `invalid` for a cursor that we did not give this person for this route. */
export function openCursor(sealed: string, actor: MemberActor, route: string): string {
	const [body = '', signature = ''] = sealed.split('.');
	const cursor = Buffer.from(body, 'base64url').toString();
	const expected = Buffer.from(sign(cursor, actor, route));
	const given = Buffer.from(signature);
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
		throw new Refusal('invalid', 'This page of the list is no longer there. Start from the top', {
			fields: { cursor: 'Not ours' },
		});
	}
	return cursor;
}

const sign = (cursor: string, { tenantId, memberId }: MemberActor, route: string): string =>
	createHmac('sha256', `cursor ${setting('SIGN_IN_SECRET')}`)
		.update(JSON.stringify([tenantId, memberId, route, cursor]))
		.digest('base64url');
