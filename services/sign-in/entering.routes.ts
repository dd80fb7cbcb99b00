import { Hono } from 'hono';
import { z } from 'zod';
import { MailAddress } from '#shared/domain/mail-address.ts';
import { type Env, goOn, Path, sent } from './answer.ts';
import { openSignIn } from './auth.ts';
import { forget, hand, remember, remembered } from './cookies.ts';
import * as entering from './entering.ts';
import { trusted } from './guards.ts';
import type { Proof } from './proof.ts';

const Asking = z.object({ mail: MailAddress, to: Path });
const Link = z.object({ token: z.string().max(200) });
export const Code = z.object({ code: z.string().max(40) });

/** A letter is asked for, and its link or code brings one in. */
export const letters = new Hono<Env>()
	.post('/letter', async (c) => {
		const { mail, to } = await sent(c, Asking);
		const browser = await entering.ask(mail, to);
		remember(c, browser, mail, entering.LETTER_MINUTES);
		return goOn(c, '/sign-in/code');
	})
	.post('/link', async (c) => {
		const proof = await entering.byLink((await sent(c, Link)).token);
		hand(c, await cookiesFor(proof, c.req.raw.headers));
		forget(c);
		return goOn(c, proof.to);
	})
	.post('/code', async (c) => {
		const proof = await entering.byCode(remembered(c), (await sent(c, Code)).code);
		hand(c, await cookiesFor(proof, c.req.raw.headers));
		forget(c);
		return goOn(c, proof.to);
	});

const cookiesFor = ({ accountId }: Proof, headers: Headers) => openSignIn(accountId!, trusted(headers));
