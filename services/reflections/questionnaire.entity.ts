import { Entity } from 'electrodb';
import type { Questionnaire } from '#shared/domain/questionnaire.ts';
import { key, model, nested, optional, required, trajectoryKey, word } from '#services/entity.ts';

/** Under the trajectory's key, but outside its collection: only who answers or reads an answer needs the questions. */
export const questionnaireEntity = new Entity({
	model: model('questionnaire'),
	attributes: {
		tenantId: word('t'),
		engagementId: word('e'),
		questionnaireId: word('q'),
		name: required,
		language: { type: ['en', 'nl'] as const, required: true },
		methodId: optional,
		methodVersion: { type: 'number' },
		questions: nested<Questionnaire['questions']>(),
	},
	indexes: {
		main: { pk: key('pk', trajectoryKey), sk: key('sk', ['questionnaireId']) },
	},
});
