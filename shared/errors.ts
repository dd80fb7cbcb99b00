/** Every reason for which the product says no. A closed list: `services/http/errors.ts` maps each to one HTTP status. */
export type RefusalCode =
	| 'invalid' // what was sent cannot be right; `fields` says where
	| 'signed-out'
	| 'forbidden' // you see it, but this is not yours to do
	| 'not-found' // also the answer for what belongs to somebody else
	| 'conflict' // the thing has moved on and the intent no longer makes sense
	| 'stale' // an edit of text that somebody changed meanwhile; `current` is the newer one
	| 'expired' // a link that has run out, was used, or was withdrawn
	| 'too-large'
	| 'wrong-type'
	| 'too-many'
	| 'unavailable'; // a part we need is not answering; nothing was changed

export interface RefusalDetail {
	/** Field path → what is wrong with it, in words. */
	fields?: Record<string, string>;
	/** With `stale`: the state that stands. */
	current?: unknown;
}

/** A "no" with a reason that a person can read. Thrown by rules, shown as it is. */
export class Refusal extends Error {
	readonly code: RefusalCode;
	readonly detail: RefusalDetail;

	constructor(code: RefusalCode, message: string, detail: RefusalDetail = {}) {
		super(message);
		this.name = 'Refusal';
		this.code = code;
		this.detail = detail;
	}
}
