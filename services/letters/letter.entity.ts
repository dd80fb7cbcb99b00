import { Entity } from 'electrodb';
import { HELD_WHY } from '#shared/domain/budget.ts';
import { LETTER_KINDS, LETTER_STATUSES, OUTCOMES, type LetterItem } from '#shared/domain/letter.ts';
import type { Topic } from '#shared/domain/topic.ts';
import { count, key, maybe, model, nested, optional, required, word } from '#services/entity.ts';

/** One mail to one recipient. Holds which items it speaks of, never what they say. Due while somebody must look at it again. */
export const letterEntity = new Entity({
	model: model('letter'),
	attributes: {
		tenantId: word('t'),
		memberId: word('m'),
		letterId: word('l'),
		kind: { type: LETTER_KINDS, required: true },
		window: required,
		items: nested<LetterItem[]>(),
		status: { type: LETTER_STATUSES, required: true },
		attempt: count,
		doubts: count,
		delays: { type: 'number' },
		holder: required,
		claimedAt: required,
		nextAt: word('at'),
		messageId: optional,
		sentAt: optional,
		outcome: { type: OUTCOMES },
		version: count,
		createdAt: required,
		shard: word('due'),
	},
	indexes: {
		main: { pk: key('pk', ['tenantId', 'memberId']), sk: key('sk', ['letterId']) },
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'letterId']),
		},
	},
});

/** One per recipient. Every claim of a letter changes it, so two senders never claim the same thing in two letters. */
export const letterboxEntity = new Entity({
	model: model('letterbox'),
	attributes: {
		tenantId: word('t'),
		memberId: word('m'),
		open: nested<string[]>(),
		window: required,
		n: count,
		taken: maybe<string[]>(),
		heldUntil: optional,
		heldWhy: { type: HELD_WHY },
		version: count,
	},
	indexes: {
		main: { pk: key('pk', ['tenantId', 'memberId']), sk: key('sk', []) },
	},
});

/** What the holder of a letter's link may do. Found by the token's hash; the token itself stands in the letter alone. */
export const tokenEntity = new Entity({
	model: model('token'),
	attributes: {
		hash: word('token'),
		purpose: { type: ['item', 'unsubscribe', 'invitation'] as const, required: true },
		tenantId: required,
		memberId: required,
		engagementId: optional,
		itemId: optional,
		topics: maybe<Topic[]>(),
		invitationId: optional,
		letterId: required,
		createdAt: required,
		/** When it opens nothing any more. */
		until: required,
		/** Epoch seconds, the table's time to live: later than that, so that an old link can still be told from a wrong one. */
		expiresAt: count,
		withdrawnAt: optional,
	},
	indexes: {
		main: { pk: key('pk', ['hash']), sk: key('sk', []) },
	},
});
