import { Entity } from 'electrodb';
import { itemAttributes, key, model, optional, required, trajectoryKey, word } from '#services/entity.ts';

export const nudgeEntity = new Entity({
	model: model('nudge'),
	attributes: {
		...itemAttributes,
		nudgeId: word('u'),
		actionId: optional,
		text: required,
		status: { type: ['waiting', 'sent', 'withdrawn', 'passed'] as const, required: true },
		letterId: optional,
		shown: { type: 'boolean', required: true },
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['nudgeId']) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			condition: ({ shown, status }) => shown === true && status !== 'withdrawn',
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['createdAt', 'nudgeId']),
		},
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'nudgeId']),
		},
	},
});
