import { Hono, type Context } from 'hono';
import type { Answers } from '#shared/domain/answers.ts';
import type { Question } from '#shared/domain/question.ts';
import { AnswersSent, Sharing } from '#shared/domain/reflection.ts';
import { ReflectionId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import type { Occasion } from '#services/change.ts';
import * as engagement from '#services/engagements/engagement.ts';
import { sentForm, type LinkEnv } from '#services/letters/link.ts';
import { pagesOf } from '#services/letters/pages.ts';
import { promptPage, type PromptView } from '#services/letters/prompt-page.ts';
import * as prompt from '#services/prompts/prompt.ts';
import * as questionnaire from '#services/reflections/questionnaire.ts';
import * as reflection from '#services/reflections/reflection.ts';

/** Whether a link opens an invitation to reflect. */
export const isPrompt = ({ var: { opens } }: Context<LinkEnv>): boolean =>
	opens.purpose === 'item' && opens.itemId?.startsWith('prm_') === true;

/** What a letter invites to, answered without signing in. A GET changes nothing: scanners follow links. */
export const promptPages = new Hono<LinkEnv>()
	.use('/:token/*', async (c, next) => {
		if (!isPrompt(c) || c.req.method !== 'GET' || c.req.path.split('/').length > 3) return next();
		c.res = await show(c, { skipFirst: c.req.query('answer') === 'skip' });
	})
	.post('/:token/reflect', reflect)
	.post('/:token/skip', async (c) => {
		requirePrompt(c);
		const { occasion } = await sentForm(c);
		await settle(() => prompt.skip(c.var.bearer, keyOf(c), occasion));
		return show(c, { said: c.var.words.reflect.skipped });
	})
	.post('/:token/unskip', async (c) => {
		requirePrompt(c);
		const { occasion } = await sentForm(c);
		await settle(() => prompt.unskip(c.var.bearer, keyOf(c), occasion));
		return show(c);
	});

/** Takes an answer; what cannot be right comes back as the same page with the problem in words and everything typed. */
async function reflect(c: Context<LinkEnv>) {
	requirePrompt(c);
	const { fields, lists, occasion } = await sentForm(c);
	const { words, bearer } = c.var;
	if (!fields || !lists) return show(c, { problem: words.page.unreadable }, 422);
	const found = await prompt.find(bearer, keyOf(c));
	const asked = await questionnaire.find(bearer, found.engagementId, found.questionnaireId);
	const answers = answersIn(lists, asked.questions);
	const sharing = Sharing.safeParse(fields.sharing).data ?? 'private';
	const typed = { answers, sharing };
	const reflectionId = ReflectionId.safeParse(fields.reflectionId);
	const sent = AnswersSent.safeParse(answers);
	if (!sent.success || !reflectionId.success) return show(c, { problem: words.page.unreadable, typed }, 422);
	// The same form twice is answered as it was the first time, though it has closed the opening.
	const again = found.last?.reflectionId === reflectionId.data;
	if (!found.openedAt && !again && !(await reflection.stands(bearer, { ...keyOf(c), reflectionId: reflectionId.data })))
		return show(c, { problem: words.reflect.closed, typed }, 409);
	try {
		await send(c, { reflectionId: reflectionId.data, answers: sent.data, sharing, occasion });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.code === 'too-large') return show(c, { problem: words.reflect.tooLong, typed }, 413);
		if (error.code === 'conflict') return show(c, { problem: words.reflect.closed, typed }, 409);
		if (error.code !== 'invalid') throw error;
		const wrong = Object.keys(error.detail.fields ?? {}).map((name) => [
			name.replace('answers.', ''),
			words.reflect.wrong,
		]);
		const problem = wrong.length > 0 ? words.reflect.wrong : words.reflect.nothing;
		return show(c, { problem, wrong: Object.fromEntries(wrong) as Record<string, string>, typed }, 422);
	}
	return show(c, { said: words.reflect.sent[sharing](await coachOf(c)) });
}

interface Sending {
	reflectionId: string;
	answers: Answers;
	sharing: Sharing;
	occasion: Occasion;
}

async function send(c: Context<LinkEnv>, { reflectionId, answers, sharing, occasion }: Sending): Promise<void> {
	const { bearer } = c.var;
	const { engagementId, promptId } = keyOf(c);
	const { questionnaireId, number, openedAfter: sessionId } = await prompt.find(bearer, { engagementId, promptId });
	const draft = { reflectionId, questionnaireId, answers, sharing, promptId, sessionId };
	await reflection.write(bearer, engagementId, draft, `${promptId}-${number}`, occasion);
}

/** Answers as a form sends them: numbers in figures, several of one name as a list. */
function answersIn(fields: Record<string, string[]>, questions: readonly Question[]): Answers {
	const one = (name: string): string => fields[name]?.[0] ?? '';
	const number = (text: string) => (/^\d{1,2}$/.test(text) ? Number(text) : undefined);
	const given = questions.map((question): [string, Answers[string] | undefined] => {
		const name = `answers.${question.questionId}`;
		switch (question.kind) {
			case 'scale':
			case 'mood':
				return [question.questionId, number(one(name))];
			case 'someOf':
				return [question.questionId, fields[name] ?? []];
			case 'wheel': {
				const spokes = question.spokes.map(({ optionId }) => [optionId, number(one(`${name}.${optionId}`))] as const);
				const set = spokes.filter((spoke): spoke is [string, number] => spoke[1] !== undefined);
				return [question.questionId, Object.fromEntries(set)];
			}
			default:
				return [question.questionId, one(name)];
		}
	});
	return Object.fromEntries(
		given.filter((one): one is [string, Answers[string]] => one[1] !== undefined && one[1] !== ''),
	);
}

/** What stands has been decided by somebody else meanwhile: then the page shows how. */
async function settle(run: () => Promise<unknown>): Promise<void> {
	try {
		await run();
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
	}
}

async function show(c: Context<LinkEnv>, more: Partial<PromptView> = {}, status: 200 | 409 | 413 | 422 = 200) {
	const { bearer, words, token } = c.var;
	const found = await prompt.find(bearer, keyOf(c));
	const asked = await questionnaire.find(bearer, found.engagementId, found.questionnaireId);
	const view = {
		words,
		token,
		prompt: found,
		questionnaire: asked,
		coachName: await coachOf(c),
		app: pagesOf(bearer.tenantId).prompt(found),
		...more,
	};
	return c.html(promptPage(view), status);
}

async function coachOf(c: Context<LinkEnv>): Promise<string> {
	return (await engagement.find(c.var.bearer, keyOf(c), keyOf(c).promptId)).coachName;
}

const keyOf = ({ var: { opens } }: Context<LinkEnv>): prompt.PromptKey => ({
	engagementId: opens.engagementId ?? '',
	promptId: opens.itemId ?? '',
});

function requirePrompt(c: Context<LinkEnv>): void {
	if (!isPrompt(c)) throw new Refusal('not-found', 'There is nothing at this address');
}
