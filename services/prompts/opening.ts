import type { SystemActor } from '#shared/domain/actor.ts';
import type { Around } from '#shared/domain/due.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import { open, opensNow } from '#shared/domain/prompt-openings.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { newId } from '#shared/ids.ts';
import { revise } from '#services/commit.ts';
import { findEngagement, findPrompt } from '#services/letters/around.ts';
import { decided } from '#services/letters/decided.ts';
import { as, entities, strong, whole } from '#services/table.ts';

/** Opens a prompt whose moment has come, and arms what follows; otherwise it is as it stands. */
export async function openNow(
	actor: SystemActor,
	{ engagementId, itemId }: Pick<Extract<Wake, { kind: 'prompt' }>, 'engagementId' | 'itemId'>,
	now: string,
): Promise<Prompt | undefined> {
	const prompt = await findPrompt(actor, { engagementId, itemId });
	if (!prompt || !opensNow(prompt, now)) return prompt;
	const engagement = await findEngagement(actor, engagementId);
	if (!engagement) return undefined;
	const load = async () => (await findPrompt(actor, { engagementId, itemId })) ?? prompt;
	const occasion = { now, cause: newId('req') };
	const opened = await revise(actor, 'prompt', occasion, load, async (before) => {
		// Read with each try: who planned a session meanwhile decides when it opens next.
		const sessions = await sessionsOf(actor, engagementId);
		return { after: open(before, engagement, sessions, now), upon: [] };
	});
	decided('prompt opened', { tenantId: actor.tenantId, itemId, at: opened.openedAt });
	return opened;
}

/** A trajectory with every prompt open whose moment has come. */
export async function opened(actor: SystemActor, around: Around, now: string): Promise<Around> {
	const prompts = await Promise.all(
		around.prompts.map(async (prompt) =>
			opensNow(prompt, now)
				? ((await openNow(actor, { engagementId: prompt.engagementId, itemId: prompt.promptId }, now)) ?? prompt)
				: prompt,
		),
	);
	return { ...around, prompts };
}

async function sessionsOf(actor: SystemActor, engagementId: string): Promise<Session[]> {
	const { data } = await entities.session.query
		.main({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong, ...whole });
	return data as unknown as Session[];
}
