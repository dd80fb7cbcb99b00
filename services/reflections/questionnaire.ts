import type { Actor, MemberActor } from '#shared/domain/actor.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import { ofMethod, ofOwn, type Asks, type Questionnaire } from '#shared/domain/questionnaire.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { setting } from '#services/clients.ts';
import type { Write } from '#services/change.ts';
import * as method from '#services/methods/method.ts';
import { as, entities, strong } from '#services/table.ts';

/** The questions that something in this trajectory asks, or could: one of the starter pack. Throws `not-found`. */
export async function find(actor: Actor, engagementId: string, questionnaireId: string): Promise<Questionnaire> {
	const { data } = await entities.questionnaire
		.get({ tenantId: actor.tenantId, engagementId, questionnaireId })
		.go({ ...as(actor), ...strong });
	const found = (data as unknown as Questionnaire | null) ?? ofPack(questionnaireId);
	if (!found) throw new Refusal('not-found', 'There is nothing here for you');
	return found;
}

/** What a method of the starter pack asks, by the name such a questionnaire has. */
function ofPack(questionnaireId: string): Questionnaire | undefined {
	const [, methodId = '', version, language] = /^(starter-[a-z-]+)\.(\d+)\.(en|nl)$/.exec(questionnaireId) ?? [];
	const method = language && starter(methodId, language as Language);
	return method && String(method.version) === version ? ofMethod(methodId, method.version, method) : undefined;
}

/** The row that keeps these questions in the trajectory, so that what was answered stays readable. */
export const row = (actor: Actor, engagementId: string, questionnaire: Questionnaire): Write => ({
	Put: entities.questionnaire
		.put({ tenantId: actor.tenantId, engagementId, ...questionnaire })
		.params({ table: setting('TABLE_NAME') }) as unknown as NonNullable<Write['Put']>,
});

/** The questions somebody chose: of a method as it stands, in the coachee's language where it speaks both, or their own. */
export async function chosen(
	actor: MemberActor,
	{ engagementId, language }: Engagement,
	asks: Asks,
): Promise<Questionnaire> {
	if ('methodId' in asks) {
		const { version, ...content } = await method.content(actor, asks.methodId, language);
		return ofMethod(asks.methodId, version, content);
	}
	const own = ofOwn(asks, language);
	const { data } = await entities.questionnaire
		.get({ tenantId: actor.tenantId, engagementId, questionnaireId: own.questionnaireId })
		.go({ ...as(actor), ...strong });
	if (data) throw new Refusal('conflict', 'Something with this id exists already');
	return own;
}
