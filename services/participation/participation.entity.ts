import { Entity } from 'electrodb';
import { count, key, model, optional, required, word } from '#services/entity.ts';

export const participationEntity = new Entity({
	model: model('participation'),
	attributes: {
		tenantId: word('t'),
		coachId: word('co'),
		engagementId: word('e'),
		coacheeId: required,
		openActions: count,
		doneActions: count,
		droppedActions: count,
		heldSessions: count,
		ratings: count,
		coacheeActiveAt: optional,
		coachActiveAt: optional,
	},
	indexes: {
		main: { pk: key('pk', ['tenantId']), sk: key('sk', ['coachId', 'engagementId']) },
	},
});
