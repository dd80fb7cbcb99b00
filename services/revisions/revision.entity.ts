import { Entity } from 'electrodb';
import type { Reminder } from '#shared/domain/reminder.ts';
import { ItemKind, type Revision } from '#shared/domain/revision.ts';
import { packAll, unpackAll } from '#services/reminders/packed.ts';
import { key, model, nested, optional, required, trajectoryKey, word } from '#services/entity.ts';

type State = Record<string, unknown>;
const packed = (state: State, by: (reminders: Reminder[]) => unknown): State =>
	Array.isArray(state.reminders) ? { ...state, reminders: by(state.reminders as Reminder[]) } : state;

const revisionAttributes = {
	tenantId: word('t'),
	engagementId: word('e'),
	itemId: word('i'),
	kind: {
		type: ItemKind.options,
		required: true,
	},
	number: { type: 'number', required: true, label: 'n', padding: { length: 7, char: '0' } },
	at: word('at'),
	actor: nested<Revision['actor']>(),
	cause: required,
	hash: required,
	salt: required,
	state: {
		...nested<State>(),
		set: (state?: State) => state && packed(state, (reminders) => packAll(reminders)),
		get: (state: State) =>
			state && packed(state, (reminders) => unpackAll(reminders, String(state.remindZone ?? state.zone))),
	},
} as const;

/** Under the trajectory's key, but outside its collection: reading today never pays for yesterday. */
export const revisionEntity = new Entity({
	model: model('revision'),
	attributes: revisionAttributes,
	indexes: {
		main: { pk: key('pk', trajectoryKey), sk: key('sk', ['at', 'itemId', 'number']) },
		life: { index: 'gsi1', pk: key('gsi1pk', ['tenantId', 'itemId']), sk: key('gsi1sk', ['number']) },
	},
});

/** Revisions of what one person keeps private, beside it in their own partition. */
export const privateRevisionEntity = new Entity({
	model: model('privateRevision'),
	attributes: { ...revisionAttributes, ownerId: { ...optional, required: true, label: 'o' } },
	indexes: {
		main: { pk: key('pk', [...trajectoryKey, 'ownerId'] as const), sk: key('sk', ['at', 'itemId', 'number']) },
	},
});
