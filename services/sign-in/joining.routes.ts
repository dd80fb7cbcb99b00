import { Hono } from 'hono';
import { z } from 'zod';
import { type Env, goOn, sent } from './answer.ts';
import { openSignIn } from './auth.ts';
import { hand } from './cookies.ts';
import { trusted } from './guards.ts';
import * as joining from './joining.ts';
import { readSignIn } from './session.ts';

const Token = z.object({ token: z.string().max(200) });

/** An invitation is looked at, and accepted. */
export const joinings = new Hono<Env>()
	.get('/invitation/:token', async (c) => c.json(await joining.open(c.req.param('token'))))
	.post('/join', async (c) => {
		const { token } = await sent(c, Token);
		const signIn = await readSignIn(c.req.raw.headers);
		const accepted = await joining.accept(token, signIn?.accountId);
		if (accepted.is === 'known') {
			return goOn(c, `/sign-in?${new URLSearchParams({ problem: 'signed-out', to: `/join/${token}` })}`);
		}
		const { accountId, tenantId } = accepted;
		hand(c, await openSignIn(accountId, trusted(c.req.raw.headers)));
		return goOn(c, '/', { tenantId });
	});
