import { redirect } from '@sveltejs/kit';
import { dateIn } from '#shared/domain/calendar.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import { Question } from '#shared/domain/question.ts';
import type { Asks } from '#shared/domain/questionnaire.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { askAt, tried, type Problem } from '#lib/api.ts';
import { invitations } from '#lib/messages/invitations.ts';
import { questionIn, sheetQuestionIn } from '#lib/methods/sheet.ts';
import { act, askOf, trouble, type Ask, type Event } from './act.server.ts';
import { isPreset, lettersIn, PRESETS, ruleIn } from './invitation-form.ts';

const TITLE_MAX = 120;
const NAME_MAX = 80;
const cut = (text: string, most: number): string => [...text.trim()].slice(0, most).join('');
const promptId = (done: { promptId: string }): string => done.promptId;

async function around({ engagement, param }: Ask): Promise<{ engagement: Engagement; today: string }> {
	const { data, now } = await askAt(engagement.$get({ param }));
	return { engagement: data.engagement, today: dateIn(now, data.engagement.zone) };
}

export const invitationCommands = {
	/** One of those that take one tap, in the words of whoever is invited. */
	invite: act(
		'invite',
		async (ask) => {
			const preset = ask.text('preset');
			const { methodId, rule } = PRESETS[isPreset(preset) ? preset : 'checkIn'];
			const { engagement, today } = await around(ask);
			const { title } = invitations(engagement.language).presets[isPreset(preset) ? preset : 'checkIn'];
			const json = { promptId: ask.text('promptId'), title, asks: { methodId }, rule: rule(today) };
			return tried(ask.engagement.prompts.$post({ param: ask.param, json }));
		},
		promptId,
	),
	stopPrompt: act(
		'stopPrompt',
		({ engagement, param, text }) =>
			tried(engagement.prompts[':promptId'].stop.$post({ param: { ...param, promptId: text('promptId') } })),
		promptId,
	),
};

type Asked = { asks: Asks; named: string } | { fields: Record<string, string> };

/** What is asked, and what that is called. */
async function askedIn({ text, tenant, param }: Ask, { language }: Engagement): Promise<Asked> {
	const { missing } = invitations(language).page;
	if (text('asks') === 'question') {
		const question = Question.safeParse(questionIn({ ...sheetQuestionIn(text, 'question'), required: false }));
		if (question.success) {
			const { ask } = question.data;
			const name = cut(text('title') || ask, NAME_MAX);
			return { asks: { questionnaireId: text('questionnaireId'), name, questions: [question.data] }, named: ask };
		}
		return {
			fields: Object.fromEntries(
				question.error.issues.map((one) => [['question', ...one.path].join('.'), one.message]),
			),
		};
	}
	const methodId = text('methodId');
	if (methodId === '') return { fields: { methodId: missing.methodId } };
	const known = starter(methodId, language);
	if (known || text('title').trim() !== '') return { asks: { methodId }, named: known?.name ?? '' };
	const own = await tried(tenant.methods[':methodId'].$get({ param: { tenantId: param.tenantId, methodId } }));
	return own.ok ? { asks: { methodId }, named: own.data.name } : { fields: { methodId: missing.methodId } };
}

/** The whole form, on a page of its own; what is arranged stands on the trajectory’s. */
export async function arrange(event: Event) {
	const form = await event.request.formData();
	const ask = askOf(event, form, 'arrange');
	const { engagement, today } = await around(ask);
	const asked = await askedIn(ask, engagement);
	const rule = ruleIn(ask.text, today);
	if ('fields' in asked || !rule) {
		const fields = { ...('fields' in asked && asked.fields), ...(!rule && { when: 'when' }) };
		return trouble('arrange', { status: 422, code: 'invalid', message: '', fields } satisfies Problem, form);
	}
	const title = ask.text('title').trim() === '' ? cut(asked.named, TITLE_MAX) : ask.text('title');
	const json = {
		promptId: ask.text('promptId'),
		title,
		asks: asked.asks,
		rule,
		reminders: lettersIn(ask.text('reminders')),
	};
	const made = await tried(ask.engagement.prompts.$post({ param: ask.param, json }));
	if (!made.ok) return trouble('arrange', made.problem, form);
	const path = event.url.pathname.replace(/\/invite$/, '');
	redirect(303, `${path}?${new URLSearchParams({ did: 'invite', of: made.data.promptId })}#invitations`);
}
