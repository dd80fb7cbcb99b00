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
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['nudgeId']) },
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
