import { Entity } from 'electrodb';
import type { Answers } from '#shared/domain/answers.ts';
import type { Reflection } from '#shared/domain/reflection.ts';
import {
	count,
	itemAttributes,
	key,
	model,
	moment,
	nested,
	optional,
	required,
	trajectoryKey,
	word,
} from '#services/entity.ts';

const belongs = { promptId: optional, sessionId: optional, goalId: optional } as const;

/** What the trajectory knows of a reflection. Its text stands in a `writing`. */
export const reflectionEntity = new Entity({
	model: model('reflection'),
	attributes: {
		...itemAttributes,
		...belongs,
		reflectionId: word('r'),
		// Lists know it by the name that sessions have there: an index copies only so many.
		sharedAt: moment('sa', 'startsAt'),
		status: { type: ['shared', 'mentioned', 'withdrawn'] as const, required: true },
		title: optional,
		questionnaireId: optional,
		methodId: optional,
		writing: count,
		digest: { type: 'string', required: true },
		writtenAt: required,
		editedAt: optional,
		readAt: optional,
		reply: optional,
		repliedAt: optional,
		pins: nested<Reflection['pins']>(),
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['reflectionId']) },
		/** What the coach has not read yet. */
		caseload: {
			index: 'gsi2',
			collection: 'caseload',
			type: 'clustered',
			condition: ({ status, readAt }) => status === 'shared' && readAt === undefined,
			pk: key('gsi2pk', ['tenantId', 'coachId']),
			sk: key('gsi2sk', ['sharedAt', 'reflectionId']),
		},
	},
});

/** One text of a shared reflection. Outside the trajectory's collection: a page that lists a hundred does not pay for their words. */
export const writingEntity = new Entity({
	model: model('writing'),
	attributes: {
		tenantId: word('t'),
		engagementId: word('e'),
		reflectionId: word('r'),
		number: { type: 'number', required: true, label: 'n', padding: { length: 5, char: '0' } },
		salt: required,
		answers: nested<Answers>(),
	},
	indexes: {
		main: { pk: key('pk', trajectoryKey), sk: key('sk', ['reflectionId', 'number']) },
	},
});

/** A reflection as its writer has it, in a partition no query of another person can name. */
export const ownReflectionEntity = new Entity({
	model: model('ownReflection'),
	attributes: {
		...itemAttributes,
		...belongs,
		reflectionId: word('r'),
		ownerId: word('o'),
		title: required,
		questionnaireId: required,
		methodId: optional,
		answers: nested<Answers>(),
		sharing: { type: ['shared', 'mentioned', 'private'] as const, required: true },
	},
	indexes: {
		main: { pk: key('pk', [...trajectoryKey, 'ownerId'] as const), sk: key('sk', ['reflectionId']) },
	},
});
