import { Hono, type Context } from 'hono';
import { ActionDrop, DROP_REASON_MAX } from '#shared/domain/action.ts';
import type { Action } from '#shared/domain/action.ts';
import { DateOnly, today } from '#shared/domain/time.ts';
import { Refusal } from '#shared/errors.ts';
import { dayInWords } from '#shared/messages/day.ts';
import type { Words } from '#shared/messages/words.ts';
import * as action from '#services/actions/action.ts';
import type { Occasion } from '#services/commit.ts';
import { ANSWERS, itemPage, type ItemView } from '#services/letters/item-page.ts';
import { onError, opened, sealed, sentForm, shortForms, type LinkEnv } from '#services/letters/link.ts';
import { notice } from '#services/letters/page.ts';
import * as token from '#services/letters/token.ts';
import { unsubscribePages } from '#services/letters/unsubscribe.routes.ts';

type Fields = Record<string, string>;

/** `/l/:token`: what a letter's links open, without signing in. A GET changes nothing: scanners follow links. */
export const letterPages = new Hono<LinkEnv>()
	.basePath('/l')
	.use(sealed, shortForms)
	.use('/:token/*', opened)
	.route('/', unsubscribePages)
	.get('/:token', async (c) => {
		const first = ANSWERS.find((answer) => answer === c.req.query('answer'));
		return c.html(itemPage({ ...view(c), action: await find(c), first }));
	})
	.get('/:token/:verb', (c) => c.redirect(`/l/${c.var.token}`, 303))
	.post('/:token/complete', (c) => answer(c, 'done', (occasion) => action.complete(c.var.bearer, keyOf(c), occasion)))
	.post('/:token/undo', async (c) => {
		const reopen = (occasion: Occasion) => action.reopen(c.var.bearer, keyOf(c), occasion);
		return answer(c, 'done', reopen, () => c.var.words.page.reopened);
	})
	.post('/:token/move', async (c) => {
		const { dueOn: from } = await find(c);
		const move = (occasion: Occasion, { dueOn = '' }: Fields) => action.move(c.var.bearer, keyOf(c), dueOn, occasion);
		return answer(c, 'later', move, movedTo, wrongDate, from);
	})
	.post('/:token/drop', (c) => {
		const drop = (occasion: Occasion, fields: Fields) =>
			action.drop(c.var.bearer, keyOf(c), ActionDrop.parse(fields).reason, occasion);
		return answer(c, 'drop', drop, undefined, wrongReason);
	})
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
async function answer(
	c: Context<LinkEnv>,
	first: ItemView['first'],
	carryOut: (occasion: Occasion, fields: Fields) => Promise<Action>,
	says?: (after: Action, words: Words, now: string) => string,
	wrong?: (fields: Fields, before: Action, words: Words, now: string) => string | undefined,
	movedFrom?: string,
) {
	const { fields, occasion } = await sentForm(c);
	const { words } = c.var;
	const before = await find(c);
	const problem = fields ? wrong?.(fields, before, words, occasion.now) : words.page.unreadable;
	const typed = { [first === 'drop' ? 'reason' : 'dueOn']: fields?.[first === 'drop' ? 'reason' : 'dueOn'] };
	if (problem) return c.html(itemPage({ ...view(c), action: before, first, problem, typed }), 422);
	try {
		const after = await carryOut(occasion, fields ?? {});
		const said = says?.(after, words, occasion.now);
		return c.html(
			itemPage({ ...view(c), action: after, said, movedFrom: after.dueOn === movedFrom ? undefined : movedFrom }),
		);
	} catch (error) {
		if (!(error instanceof Refusal) || (error.code !== 'conflict' && error.code !== 'invalid')) throw error;
		const now = await find(c);
		if (error.code === 'conflict') return c.html(itemPage({ ...view(c), action: now, said: words.page.already }), 409);
		return c.html(itemPage({ ...view(c), action: now, first, problem: words.page.tooFar, typed }), 422);
	}
}

const keyOf = (c: Context<LinkEnv>) => ({
	engagementId: c.var.opens.engagementId ?? '',
	actionId: c.var.opens.itemId ?? '',
});

const find = (c: Context<LinkEnv>): Promise<Action> => action.find(c.var.bearer, keyOf(c));

const view = ({ var: { words, token: link, occasion } }: Context<LinkEnv>) => ({
	words,
	token: link,
	now: occasion.now,
});

const movedTo = ({ dueOn, zone }: Action, words: Words, now: string): string =>
	words.page.moved(dayInWords(dueOn, today(now, zone), words));

function wrongDate({ dueOn = '' }: Fields, { zone }: Action, { page }: Words, now: string): string | undefined {
	if (dueOn.trim() === '') return page.noDate;
	if (!DateOnly.safeParse(dueOn).success) return page.notADate;
	return dueOn < today(now, zone) ? page.past : undefined;
}

function wrongReason(fields: Fields, _: Action, { page }: Words): string | undefined {
	const reason = (fields.reason ?? '').trim();
	if (reason === '') return page.noReason;
	const { length } = [...reason];
	if (length > DROP_REASON_MAX) return page.longReason(DROP_REASON_MAX, length);
	return ActionDrop.safeParse({ reason }).success ? undefined : page.oddReason;
}
