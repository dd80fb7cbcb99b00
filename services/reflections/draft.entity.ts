import { Entity } from 'electrodb';
import type { Answers } from '#shared/domain/answers.ts';
import { itemAttributes, key, model, nested, required, trajectoryKey, word } from '#services/entity.ts';

/** What is being written, in its writer's own partition. */
export const draftEntity = new Entity({
	model: model('draft'),
	attributes: {
		...itemAttributes,
		draftId: required,
		ownerId: word('o'),
		subject: word('d'),
		reflectionId: required,
		questionnaireId: required,
		answers: nested<Answers>(),
		sharing: { type: ['shared', 'mentioned', 'private'] as const, required: true },
		device: required,
		sent: { type: 'boolean', required: true },
	},
	indexes: {
		main: { pk: key('pk', [...trajectoryKey, 'ownerId'] as const), sk: key('sk', ['subject']) },
	},
});
