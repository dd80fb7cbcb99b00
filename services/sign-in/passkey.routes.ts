import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import { type Env, goOn } from './answer.ts';
import { auth } from './auth.ts';
import { hand } from './cookies.ts';
import { trusted } from './guards.ts';
import { readSignIn } from './session.ts';

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
		const headers = trusted(c.req.raw.headers);
		const list = await asked(auth().api.listPasskeys({ headers }), headers);
		return c.json(list.map(({ id, name, createdAt }) => ({ passkeyId: id, name: name ?? null, since: createdAt })));
	})
	.post('/passkeys/:passkeyId/delete', async (c) => {
		const headers = trusted(c.req.raw.headers);
		const id = c.req.param('passkeyId');
		const mine = await asked(auth().api.listPasskeys({ headers }), headers);
		if (!mine.some((one) => one.id === id)) throw new Refusal('not-found', 'There is no such passkey of yours');
		await asked(auth().api.deletePasskey({ headers, body: { id } }), headers);
		return goOn(c, '/account');
	});

async function through(c: Context<Env>, shape: z.ZodType): Promise<Response> {
	const headers = trusted(c.req.raw.headers);
	// Our guard has let it pass already, also where a browser hides its origin.
	if (c.req.method === 'POST') headers.set('origin', setting('PUBLIC_ORIGIN'));
	const body = c.req.method === 'POST' ? await c.req.text() : undefined;
	const answer = await auth().handler(new Request(c.req.url, { method: c.req.method, headers, body }));
	const said: unknown = await answer.json().catch(() => null);
	if (!answer.ok) throw await refused(answer.status, said, headers);
	hand(c, answer.headers.getSetCookie());
	return c.json(shape.parse(said));
}

const asked = <T>(call: Promise<T>, headers: Headers): Promise<T> =>
	call.catch(async (error: unknown) => {
		const { statusCode, body } = error as { statusCode?: number; body?: unknown };
		throw statusCode ? await refused(statusCode, body, headers) : error;
	});

async function refused(status: number, said: unknown, headers: Headers): Promise<Refusal> {
	const { code } = (said ?? {}) as { code?: string };
	if (code === 'SESSION_NOT_FRESH') return new Refusal('forbidden', 'To add a passkey, please sign in again first');
	if (code === 'PASSKEY_NOT_FOUND') return new Refusal('not-found', 'This passkey is not known here');
	// To better-auth a table that does not answer is nobody signed in; asking ourselves throws what it is.
	if (status === 401) await readSignIn(headers);
	if (status === 401) return new Refusal('signed-out', 'Please sign in');
	if (status === 429) return new Refusal('too-many', 'That was often. Please wait a little and try again');
	if (status >= 500) return new Refusal('unavailable', 'This does not work just now. Please try again in a moment');
	return new Refusal('invalid', 'This passkey did not work. Please try again');
}
