import { Hono } from 'hono';
import { z } from 'zod';
import { type Env, goOn, sent } from './answer.ts';
import { openSignIn } from './auth.ts';
import { hand } from './cookies.ts';
import { trusted } from './guards.ts';
import * as joining from './joining.ts';

const Token = z.object({ token: z.string().max(200) });

/** An invitation is looked at, and accepted. */
export const joinings = new Hono<Env>()
	.get('/invitation/:token', async (c) => c.json(await joining.open(c.req.param('token'))))
	.post('/join', async (c) => {
		const { token } = await sent(c, Token);
		const { accountId, tenantId } = await joining.accept(token);
		hand(c, await openSignIn(accountId, trusted(c.req.raw.headers)));
		return goOn(c, '/', { tenantId });
	});
