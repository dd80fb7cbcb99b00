import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { BUDGET, PAUSE_MAX_DAYS, type Budget } from '#shared/domain/budget.ts';
import type { Member } from '#shared/domain/member.ts';
import { addToDate, DateOnly, today } from '#shared/domain/time.ts';
import { Topic, TOPICS } from '#shared/domain/topic.ts';
import { Refusal } from '#shared/errors.ts';
import { dayAlone } from '#shared/messages/day.ts';
import { sentForm, type LinkEnv } from '#services/letters/link.ts';
import { inWords, unsubscribePage } from '#services/letters/unsubscribe-page.ts';
import * as member from '#services/members/member.ts';
import * as tenant from '#services/tenants/tenant.ts';

const VERBS = ['unsubscribe', 'subscribe', 'mute', 'unmute', 'pause', 'resume'];

/** A link opens either an item or this page; the wrong one of the two is not there. A GET shows how things stand. */
const rightPage = createMiddleware<LinkEnv>(async (c, next) => {
	const verb = c.req.path.split('/')[3];
	const wanted = c.var.opens.purpose === 'unsubscribe';
	if (verb !== undefined && VERBS.includes(verb) !== wanted) throw nothing();
	if (!wanted || c.req.method === 'POST') return next();
	c.res = await show(c, c.var.reader);
});

/** What letters their reader wants, without signing in: one click of the mail program ends those like this one. No cookie, no script. */
export const unsubscribePages = new Hono<LinkEnv>()
	.use('/:token/*', rightPage)
	.post('/:token/unsubscribe', (c) => turn(c, topicsOf(c), false))
	.post('/:token/subscribe', (c) => turn(c, topicsOf(c), true))
	.post('/:token/mute', async (c) => turn(c, await topicIn(c), false))
	.post('/:token/unmute', async (c) => turn(c, await topicIn(c), true))
	.post('/:token/pause', pause)
	.post('/:token/resume', (c) => rest(c, undefined, c.var.words.unsubscribe.resumed));

/** What the letter with this link was about; of an old one that does not say, everything. */
const topicsOf = ({ var: { opens } }: Context<LinkEnv>): readonly Topic[] => opens.topics ?? TOPICS;

async function topicIn(c: Context<LinkEnv>): Promise<Topic[]> {
	const { fields } = await sentForm(c);
	const topic = Topic.safeParse(fields?.topic);
	if (!topic.success) throw nothing();
	return [topic.data];
}

async function turn(c: Context<LinkEnv>, topics: readonly Topic[], on: boolean) {
	const { bearer, occasion, words } = c.var;
	const after = await member.mute(bearer, topics, on, occasion);
	const said = words.unsubscribe[on ? 'started' : 'stopped'](inWords(topics, words));
	return show(c, after, { said, back: on ? undefined : topics });
}

async function pause(c: Context<LinkEnv>) {
	const { fields } = await sentForm(c);
	const { words, reader, occasion } = c.var;
	const { until = '' } = fields ?? {};
	const here = today(occasion.now, reader.zone);
	const ahead = until > here && until <= addToDate(here, { days: PAUSE_MAX_DAYS });
	if (!DateOnly.safeParse(until).success || !ahead)
		return show(c, reader, { problem: words.unsubscribe.badDay, typed: until }, 422);
	return rest(c, until, undefined);
}

/** Letters rest until that day, or come again. */
async function rest(c: Context<LinkEnv>, pausedUntil: string | undefined, said: string | undefined) {
	const { bearer, occasion, reader } = c.var;
	const { pausedUntil: _, ...others } = reader.budget ?? BUDGET;
	const budget: Budget = { ...others, ...(pausedUntil && { pausedUntil }) };
	return show(c, await member.edit(bearer, { budget }, occasion), { said });
}

type Shown = { said?: string | undefined; back?: readonly Topic[] | undefined; problem?: string; typed?: string };

async function show(c: Context<LinkEnv>, reader: Member, shown: Shown = {}, status: 200 | 422 = 200) {
	const { words, bearer, token, occasion } = c.var;
	const here = today(occasion.now, reader.zone);
	const { name: organization } = await tenant.find(bearer);
	const { pausedUntil } = reader.budget ?? BUDGET;
	const paused = pausedUntil && pausedUntil > here ? dayAlone(pausedUntil, here, words) : undefined;
	return c.html(unsubscribePage({ words, token, organization, here, paused, muted: reader.muted, ...shown }), status);
}

const nothing = () => new Refusal('not-found', 'There is nothing at this address');
