import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import { type Env, goOn } from './answer.ts';
import { auth } from './auth.ts';
import { hand } from './cookies.ts';
import { trusted } from './guards.ts';

const Renewed = z
	.object({
		session: z.object({ id: z.string(), expiresAt: z.string() }),
		user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
	})
	.nullable()
	.transform(
		(found) =>
			found && {
				accountId: found.user.id,
				signInId: found.session.id,
				mail: found.user.email,
				name: found.user.name,
				until: found.session.expiresAt,
			},
	);
const Registered = z.object({ id: z.string() }).transform(({ id }) => ({ passkeyId: id }));
const Entered = z.object({}).transform(() => ({ to: '/' }));
const AsItIs = z.unknown();

/** What better-auth answers itself. Each answer is cut to what a page needs: a session's token never reaches a script. */
export const passkeys = new Hono<Env>()
	.get('/get-session', (c) => through(c, Renewed))
	.get('/passkey/generate-register-options', (c) => through(c, AsItIs))
	.post('/passkey/verify-registration', (c) => through(c, Registered))
	.get('/passkey/generate-authenticate-options', (c) => through(c, AsItIs))
	.post('/passkey/verify-authentication', (c) => through(c, Entered))
	.get('/passkeys', async (c) => {
		const list = await asked(auth().api.listPasskeys({ headers: trusted(c.req.raw.headers) }));
		return c.json(list.map(({ id, name, createdAt }) => ({ passkeyId: id, name: name ?? null, since: createdAt })));
	})
	.post('/passkeys/:passkeyId/delete', async (c) => {
		const body = { id: c.req.param('passkeyId') };
		await asked(auth().api.deletePasskey({ headers: trusted(c.req.raw.headers), body }));
		return goOn(c, '/account');
	});

async function through(c: Context<Env>, shape: z.ZodType): Promise<Response> {
	const headers = trusted(c.req.raw.headers);
	// Our guard has let it pass already, also where a browser hides its origin.
	if (c.req.method === 'POST') headers.set('origin', setting('PUBLIC_ORIGIN'));
	const body = c.req.method === 'POST' ? await c.req.text() : undefined;
	const answer = await auth().handler(new Request(c.req.url, { method: c.req.method, headers, body }));
	const said: unknown = await answer.json().catch(() => null);
	if (!answer.ok) throw refused(answer.status, said);
	hand(c, answer.headers.getSetCookie());
	return c.json(shape.parse(said));
}

const asked = <T>(call: Promise<T>): Promise<T> =>
	call.catch((error: unknown) => {
		const { statusCode, body } = error as { statusCode?: number; body?: unknown };
		throw statusCode ? refused(statusCode, body) : error;
	});

const CODES: Record<number, RefusalCode> = { 400: 'invalid', 401: 'signed-out', 404: 'not-found', 429: 'too-many' };

function refused(status: number, said: unknown): Error {
	const { code } = (said ?? {}) as { code?: string };
	if (code === 'SESSION_NOT_FRESH') return new Refusal('forbidden', 'To add a passkey, please sign in again first');
	if (status === 403) return new Refusal('forbidden', 'This cannot be done');
	const known = CODES[status];
	return known ? new Refusal(known, SAYS[known] ?? 'This cannot be done') : new Error(`better-auth answered ${status}`);
}

const SAYS: Partial<Record<RefusalCode, string>> = {
	invalid: 'This passkey did not work. Please try again',
	'signed-out': 'Please sign in',
	'not-found': 'There is no such passkey of yours',
	'too-many': 'That was often. Please wait a little and try again',
};
