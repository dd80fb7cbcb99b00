import { Hono, type Context } from 'hono';
import type { Action } from '#shared/domain/action.ts';
import { Refusal } from '#shared/errors.ts';
import * as action from '#services/actions/action.ts';
import { complete, drop, move, undo, type Verb } from '#services/letters/answers.ts';
import { ANSWERS, itemPage } from '#services/letters/item-page.ts';
import { onError, opened, sealed, sentForm, shortForms, type LinkEnv } from '#services/letters/link.ts';
import { notice } from '#services/letters/page.ts';
import { promptPages } from '#services/letters/prompt.routes.ts';
import * as token from '#services/letters/token.ts';
import { unsubscribePages } from '#services/letters/unsubscribe.routes.ts';

/** `/l/:token`: what a letter's links open, without signing in. A GET changes nothing: scanners follow links. */
export const letterPages = new Hono<LinkEnv>()
	.basePath('/l')
	.use(sealed, shortForms)
	.use('/:token/*', opened)
	.route('/', unsubscribePages)
	.route('/', promptPages)
	.get('/:token', async (c) => {
		const first = ANSWERS.find((answer) => answer === c.req.query('answer'));
		return c.html(itemPage({ ...view(c), action: await find(c), first }));
	})
	.get('/:token/:verb', (c) => c.redirect(`/l/${c.var.token}`, 303))
	.post('/:token/complete', (c) => answer(c, complete))
	.post('/:token/undo', (c) => answer(c, undo))
	.post('/:token/move', (c) => answer(c, move))
	.post('/:token/drop', (c) => answer(c, drop))
	.post('/:token/withdraw', async (c) => {
		const { words, bearer, occasion } = c.var;
		await token.withdraw(bearer, c.var.token, occasion.now);
		return c.html(notice(words, words.page.withdrawn, words.page.withdrawnNote));
	})
	.all('/:token/*', () => {
		throw new Refusal('not-found', 'There is nothing at this address');
	});
letterPages.onError(onError);

/**
 * Carries out one answer and shows how the thing stands then. What cannot be right comes back as the same page with the
 * problem in words and what was typed; what has changed meanwhile, as it stands now.
 */
async function answer(c: Context<LinkEnv>, { form, field, wrong, carryOut, says }: Verb) {
	const { fields, occasion } = await sentForm(c);
	const { words, bearer } = c.var;
	const before = await find(c);
	const again = (problem: string, standing = before) => {
		const typed = field && { [field]: fields?.[field] };
		return c.html(itemPage({ ...view(c), action: standing, first: form, problem, typed }), 422);
	};
	if (!fields) return again(words.page.unreadable);
	const problem = wrong?.(fields, before, words, occasion.now);
	if (problem) return again(problem);
	try {
		const after = await carryOut(bearer, keyOf(c), fields, occasion);
		const movedFrom = after.dueOn === before.dueOn ? undefined : before.dueOn;
		return c.html(itemPage({ ...view(c), action: after, said: says?.(after, words, occasion.now), movedFrom }));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		// What is left for the rule to find wrong is a date too far away.
		if (error.code === 'invalid') return again(words.page.tooFar, await find(c));
		if (error.code !== 'conflict') throw error;
		return c.html(itemPage({ ...view(c), action: await find(c), said: words.page.already }), 409);
	}
}

const keyOf = ({ var: { opens } }: Context<LinkEnv>): action.ActionKey => ({
	engagementId: opens.engagementId ?? '',
	actionId: opens.itemId ?? '',
});

const find = (c: Context<LinkEnv>): Promise<Action> => action.find(c.var.bearer, keyOf(c));

const view = ({ var: { words, token: link, occasion } }: Context<LinkEnv>) => ({
	words,
	token: link,
	now: occasion.now,
});
