import { Entity } from 'electrodb';
import type { LetterItem } from '#shared/domain/letter.ts';
import { count, key, model, nested, optional, required, word } from '#services/entity.ts';

/** One row per recipient and window. Holds which items a letter speaks of, never what they say. */
export const letterEntity = new Entity({
	model: model('letter'),
	attributes: {
		tenantId: word('t'),
		memberId: word('m'),
		letterId: word('l'),
		kind: { type: ['reminder', 'invitation'] as const, required: true },
		window: required,
		items: nested<LetterItem[]>(),
		status: { type: ['claimed', 'sent', 'freed', 'unsure', 'uncertain', 'failed'] as const, required: true },
		attempt: count,
		leaseUntil: required,
		messageId: optional,
		sentAt: optional,
		outcome: { type: ['delivered', 'bounced', 'complained'] as const },
		version: count,
		createdAt: required,
	},
	indexes: {
		main: { pk: key('pk', ['tenantId', 'memberId']), sk: key('sk', ['letterId']) },
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
		invitationId: optional,
		letterId: required,
		createdAt: required,
		/** Epoch seconds; also the table's time to live. */
		expiresAt: count,
		withdrawnAt: optional,
	},
	indexes: {
		main: { pk: key('pk', ['hash']), sk: key('sk', []) },
	},
});
