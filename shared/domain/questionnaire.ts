import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { OwnQuestionsId } from '#shared/ids.ts';
import { AnyMethodId, METHOD_NAME_MAX, type MethodContent } from './method.ts';
import { line } from './item.ts';
import { Questions } from './question.ts';
import { Language } from './tenant.ts';

/** Which questions: of a method's newest version, or some of one's own. */
export const Asks = z.union([
	z.object({ methodId: AnyMethodId }),
	z.object({
		questionnaireId: OwnQuestionsId,
		name: line(METHOD_NAME_MAX),
		questions: Questions.min(1, 'Please ask something'),
	}),
]);
export type Asks = z.infer<typeof Asks>;

/**
 * The questions of one version of a method as a trajectory asks them: copied into it once and never changed, so that what
 * was answered stays readable without the library, and after it. `questionnaireId` says which version.
 */
export const Questionnaire = z.object({
	questionnaireId: z.string(),
	name: z.string(),
	language: Language,
	methodId: AnyMethodId.optional(),
	methodVersion: z.number().int().optional(),
	questions: Questions,
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** The questionnaire of a method's version. Throws `invalid` for a method that asks nothing. */
export function ofMethod(
	methodId: string,
	version: number,
	{ name, language, questions }: MethodContent,
): Questionnaire {
	if (questions.length === 0)
		throw new Refusal('invalid', 'This method asks no questions. Add one to it first', {
			fields: { methodId: 'It asks no questions' },
		});
	return {
		questionnaireId: `${methodId}.${version}.${language}`,
		name,
		language,
		methodId,
		methodVersion: version,
		questions,
	};
}

/** Questions somebody wrote for this trajectory alone. */
export const ofOwn = (
	{ questionnaireId, name, questions }: Extract<Asks, { questionnaireId: string }>,
	language: Language,
): Questionnaire => ({ questionnaireId, name, language, questions });
