import { Entity } from 'electrodb';
import { itemAttributes, key, model, required, trajectoryKey, word } from '#services/entity.ts';

const noteAttributes = {
	...itemAttributes,
	noteId: required,
	sessionId: word('s'),
	text: required,
	writtenBy: required,
} as const;

export const noteEntity = new Entity({
	model: model('note'),
	attributes: noteAttributes,
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['sessionId']) },
	},
});

/** Stands in its owner's own partition, so no query of another person can reach it. */
export const privateNoteEntity = new Entity({
	model: model('privateNote'),
	attributes: { ...noteAttributes, ownerId: word('o') },
	indexes: {
		main: {
			collection: 'private',
			pk: key('pk', [...trajectoryKey, 'ownerId'] as const),
			sk: key('sk', ['sessionId']),
		},
	},
});
