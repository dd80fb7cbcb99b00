import { Entity } from 'electrodb';
import { model, required } from '#services/entity.ts';

/** Where a row of sign-in lies: its key family's tail, and its place in it. Both are hashes, ids or our own words. */
export interface Place {
	family: string;
	place: string;
}

/**
 * One row of sign-in: a record of better-auth, a marker that points to one, or what a letter's code is worth.
 * `stamp` changes with every write, so a writer can tell "unchanged since I read it" and "that was me".
 */
export const signInEntity = new Entity({
	model: model('signin'),
	attributes: {
		family: required,
		place: required,
		data: { type: 'any', required: true },
		stamp: required,
		/** Epoch seconds; also the table's time to live. */
		expiresAt: { type: 'number' },
	},
	indexes: {
		main: {
			pk: { field: 'pk', composite: ['family'], template: '$fc#signin_${family}', casing: 'none' },
			sk: { field: 'sk', composite: ['place'], template: '${place}', casing: 'none' },
		},
	},
});
