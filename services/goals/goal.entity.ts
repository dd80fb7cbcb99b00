import { Entity } from 'electrodb';
import { count, itemAttributes, key, model, optional, required, trajectoryKey, word } from '#services/entity.ts';

export const goalEntity = new Entity({
	model: model('goal'),
	attributes: {
		...itemAttributes,
		goalId: word('g'),
		title: required,
		why: required,
		status: { type: ['open', 'reached', 'dropped'] as const, required: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['goalId']) },
	},
});

export const ratingEntity = new Entity({
	model: model('rating'),
	attributes: {
		...itemAttributes,
		ratingId: word('r'),
		goalId: word('g'),
		value: count,
		sentence: required,
		sessionId: optional,
		ratedBy: required,
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['goalId', 'ratingId']) },
	},
});
