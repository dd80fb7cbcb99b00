import { Entity } from 'electrodb';
import { count, itemAttributes, key, model, optional, required, trajectoryKey, word } from '#services/entity.ts';

export const sessionEntity = new Entity({
	model: model('session'),
	attributes: {
		...itemAttributes,
		sessionId: word('s'),
		number: count,
		startsAt: word('on'),
		zone: required,
		minutes: count,
		place: required,
		status: { type: ['planned', 'held', 'cancelled'] as const, required: true },
		heldAt: optional,
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['sessionId']) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			condition: ({ status }) => status === 'planned',
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['startsAt', 'sessionId']),
		},
		caseload: {
			index: 'gsi2',
			collection: 'caseload',
			type: 'clustered',
			condition: ({ status }) => status === 'planned',
			pk: key('gsi2pk', ['tenantId', 'coachId']),
			sk: key('gsi2sk', ['startsAt', 'sessionId']),
		},
	},
});
