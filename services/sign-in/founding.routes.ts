import { Hono } from 'hono';
import { type Env, goOn, sent, typed } from './answer.ts';
import { openSignIn } from './auth.ts';
import { forget, hand, remember, remembered, rememberTyped } from './cookies.ts';
import { Code } from './entering.routes.ts';
import * as founding from './founding.ts';
import { trusted } from './guards.ts';

/** An organization is drafted, and founded once its code is typed. */
export const foundings = new Hono<Env>()
	.post('/found', async (c) => {
		rememberTyped(c, Object(await typed(c)), founding.DRAFT_MINUTES);
		const draft = await sent(c, founding.Founding);
		const browser = await founding.draft(draft);
		remember(c, browser, draft.mail, founding.DRAFT_MINUTES);
		return goOn(c, '/found/code');
	})
	.post('/found/confirm', async (c) => {
		const { code } = await sent(c, Code);
		const { accountId, tenantId } = await founding.found(remembered(c), code);
		hand(c, await openSignIn(accountId, trusted(c.req.raw.headers)));
		forget(c);
		return goOn(c, '/', { tenantId });
	});
