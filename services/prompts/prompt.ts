import type { Actor, MemberActor } from '#shared/domain/actor.ts';
import { requireParty } from '#shared/domain/actor.ts';
import { AS_IT_OPENS, type Prompt, type PromptDraft, type PromptEdit } from '#shared/domain/prompt.ts';
import * as rules from '#shared/domain/prompt-rules.ts';
import { Refusal } from '#shared/errors.ts';
import * as commits from '#services/commit.ts';
import type { Occasion } from '#services/change.ts';
import { drafted } from '#services/defaults/usual.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as questionnaire from '#services/reflections/questionnaire.ts';
import { still } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

export interface PromptKey {
	engagementId: string;
	promptId: string;
}

async function peek(actor: Actor, { engagementId, promptId }: PromptKey): Promise<Prompt | undefined> {
	const { data } = await entities.prompt
		.get({ tenantId: actor.tenantId, engagementId, promptId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Prompt | null) ?? undefined;
}

/** A prompt as it stands now. Throws `not-found`, also for anyone it is not for. */
export async function find(actor: Actor, key: PromptKey): Promise<Prompt> {
	const prompt = await peek(actor, key);
	if (!prompt) throw new Refusal('not-found', 'There is nothing here for you');
	if (actor.kind !== 'system') requireParty(actor, prompt, prompt.promptId);
	return prompt;
}

/** A new prompt, with the questions it asks as they stand now. */
export const create = (
	actor: MemberActor,
	engagementId: string,
	draft: PromptDraft,
	occasion: Occasion,
): Promise<Prompt> =>
	commits.create(
		actor,
		'prompt',
		occasion,
		() => peek(actor, { engagementId, promptId: draft.promptId }),
		async () => {
			const { engagement: around, prompts, sessions } = await engagement.trajectory(actor, { engagementId });
			const running = prompts.filter(({ status }) => status === 'running').length;
			const asked = await questionnaire.chosen(actor, around, draft.asks);
			const reminders = draft.reminders ?? drafted([AS_IT_OPENS]);
			const standing = { running, sessions };
			const after = rules.create(around, draft, asked, standing, actor, occasion.now, reminders);
			// Whoever plans a session changes the trajectory, so no session is missed here.
			return { after, upon: [still('engagement', around), questionnaire.row(actor, engagementId, asked)] };
		},
	);

/** Its words, its times, what reminds of it. */
export const edit = (actor: MemberActor, key: PromptKey, change: PromptEdit, occasion: Occasion): Promise<Prompt> =>
	revise(actor, key, occasion, async (prompt) => {
		const { sessions } = await engagement.trajectory(actor, key);
		return { after: rules.edit(prompt, change, sessions, actor, occasion.now), upon: [] };
	});

export const stop = (actor: MemberActor, key: PromptKey, occasion: Occasion): Promise<Prompt> =>
	revise(actor, key, occasion, (prompt) => rules.stop(prompt, actor, occasion.now));

/** Puts aside what is open. */
export const skip = (actor: Actor, key: PromptKey, occasion: Occasion): Promise<Prompt> =>
	revise(actor, key, occasion, (prompt) => rules.skip(prompt, actor, occasion.now));

export const unskip = (actor: Actor, key: PromptKey, occasion: Occasion): Promise<Prompt> =>
	revise(actor, key, occasion, (prompt) => rules.unskip(prompt, actor));

const revise = (
	actor: Actor,
	key: PromptKey,
	occasion: Occasion,
	decide: (prompt: Prompt) => Prompt | Promise<commits.Decision<Prompt>>,
): Promise<Prompt> => commits.revise(actor, 'prompt', occasion, () => find(actor, key), decide);
