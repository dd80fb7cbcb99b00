import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import { TOPICS } from '#shared/domain/topic.ts';
import { Refusal } from '#shared/errors.ts';
import type { LinkEnv } from '#services/letters/link.ts';
import { page } from '#services/letters/page.ts';
import * as member from '#services/members/member.ts';
import * as tenant from '#services/tenants/tenant.ts';

const VERBS = ['unsubscribe', 'subscribe'];

/** A link opens either an item or this page; the wrong one of the two is not there. */
const rightPage = createMiddleware<LinkEnv>(async (c, next) => {
	const verb = c.req.path.split('/')[3];
	const wanted = c.var.opens.purpose === 'unsubscribe';
	if (verb !== undefined && VERBS.includes(verb) !== wanted)
		throw new Refusal('not-found', 'There is nothing at this address');
	if (!wanted || c.req.method === 'POST') return next();
	c.res = await show(c, c.var.reader.muted.length === 0);
});

/** Ends reminder letters with one click of the mail program or of our button, and turns them on again. No cookie, no form needed. */
export const unsubscribePages = new Hono<LinkEnv>()
	.use('/:token/*', rightPage)
	.post('/:token/unsubscribe', (c) => turn(c, false))
	.post('/:token/subscribe', (c) => turn(c, true));

async function turn(c: Context<LinkEnv>, reminders: boolean) {
	const { bearer, occasion } = c.var;
	await member.edit(bearer, { muted: reminders ? [] : [...TOPICS] }, occasion);
	return show(c, reminders);
}

async function show(c: Context<LinkEnv>, on: boolean) {
	const { words, bearer, token } = c.var;
	const { name } = await tenant.find(bearer);
	const { unsubscribe } = words;
	const body = html`<h1>${unsubscribe.title}</h1>
		<p role="status">${on ? unsubscribe.on(name) : unsubscribe.off(name)}</p>
		${!on && html`<p class="soft">${unsubscribe.offNote}</p>`}
		<form method="post" action="/l/${token}/${on ? 'unsubscribe' : 'subscribe'}">
			<button ${on && html`class="main"`}>${on ? unsubscribe.stop : unsubscribe.start}</button>
		</form>`;
	return c.html(page({ words, title: unsubscribe.title, body }));
}
