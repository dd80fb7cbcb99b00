import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { SignInId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { type Env, goOn, Path, sent } from './answer.ts';
import { auth, closeSignIn } from './auth.ts';
import { hand } from './cookies.ts';
import { deviceOf } from './device.ts';
import { trusted } from './guards.ts';
import { readSignIn, type SignIn } from './session.ts';

const Then = z.object({ to: Path }).catch({ to: '/' });

/** Where one is signed in, and ending it there. An ended sign-in opens nothing from that moment on. */
export const signIns = new Hono<Env>()
	.post('/sign-out', async (c) => {
		return leave(c);
	})
	.get('/sign-ins', async (c) => {
		const me = await signedIn(c.req.raw.headers);
		const sessions = await (await auth().$context).internalAdapter.listSessions(me.accountId);
		const list = sessions.map(({ id, userAgent, createdAt, updatedAt }) => ({
			signInId: id,
			device: deviceOf(userAgent),
			since: new Date(createdAt).toISOString(),
			lastSeen: new Date(updatedAt).toISOString(),
			current: id === me.signInId,
		}));
		return c.json(list.sort((a, b) => Number(b.current) - Number(a.current) || (a.lastSeen < b.lastSeen ? 1 : -1)));
	})
	.post('/sign-ins/:signInId/end', async (c) => {
		const me = await signedIn(c.req.raw.headers);
		const { to } = await sent(c, Then);
		const { internalAdapter } = await auth().$context;
		const asked = SignInId.safeParse(c.req.param('signInId'));
		const sessions = asked.success ? await internalAdapter.listSessions(me.accountId) : [];
		const one = sessions.find(({ id }) => id === asked.data);
		if (!one) throw new Refusal('not-found', 'There is no such sign-in of yours');
		if (one.id !== me.signInId) {
			await internalAdapter.deleteSession(one.token);
			return goOn(c, to);
		}
		return leave(c);
	});

/** Ends the sign-in that asks for it. Nothing that was written in that browser stays there, script or not. */
async function leave(c: Context<Env>) {
	hand(c, await closeSignIn(trusted(c.req.raw.headers)));
	c.header('clear-site-data', '"storage"');
	return goOn(c, '/sign-in');
}

/** Throws `signed-out`. */
async function signedIn(headers: Headers): Promise<SignIn> {
	const signIn = await readSignIn(headers);
	if (!signIn) throw new Refusal('signed-out', 'Please sign in');
	return signIn;
}
