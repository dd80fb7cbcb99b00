import { ActionDrop, DROP_REASON_MAX, type Action } from '#shared/domain/action.ts';
import type { BearerActor } from '#shared/domain/actor.ts';
import { DateOnly, today } from '#shared/domain/time.ts';
import { dayInWords } from '#shared/messages/day.ts';
import type { Words } from '#shared/messages/words.ts';
import * as action from '#services/actions/action.ts';
import type { Occasion } from '#services/change.ts';
import type { Answer } from '#services/letters/item-page.ts';

type Fields = Record<string, string>;

/** One thing the holder of a link may do with its item. */
export interface Verb {
	/** Whose form is shown first when something is wrong, and which field of it then keeps what was typed. */
	form: Answer;
	field?: 'dueOn' | 'reason';
	/** What is wrong with what was sent, in the reader's words. */
	wrong?(fields: Fields, before: Action, words: Words, now: string): string | undefined;
	carryOut(actor: BearerActor, key: action.ActionKey, fields: Fields, occasion: Occasion): Promise<Action>;
	/** What to say of it beside how the item stands. */
	says?(after: Action, words: Words, now: string): string;
}

export const complete: Verb = {
	form: 'done',
	carryOut: (actor, key, _, occasion) => action.complete(actor, key, occasion),
};

export const undo: Verb = {
	form: 'done',
	carryOut: (actor, key, _, occasion) => action.reopen(actor, key, occasion),
	says: (_, { page }) => page.reopened,
};

export const move: Verb = {
	form: 'later',
	field: 'dueOn',
	wrong({ dueOn = '' }, { zone, movedFrom }, { page }, now) {
		if (dueOn.trim() === '') return page.noDate;
		if (!DateOnly.safeParse(dueOn).success) return page.notADate;
		return dueOn < today(now, zone) && dueOn !== movedFrom ? page.past : undefined;
	},
	carryOut: (actor, key, { dueOn = '' }, occasion) => action.move(actor, key, dueOn, occasion),
	says: ({ dueOn, zone }, words, now) => words.page.moved(dayInWords(dueOn, today(now, zone), words)),
};

export const drop: Verb = {
	form: 'drop',
	field: 'reason',
	wrong({ reason = '' }, _, { page }) {
		if (reason.trim() === '') return page.noReason;
		const { length } = [...reason.trim()];
		if (length > DROP_REASON_MAX) return page.longReason(DROP_REASON_MAX, length);
		return ActionDrop.safeParse({ reason }).success ? undefined : page.oddReason;
	},
	carryOut: (actor, key, fields, occasion) => action.drop(actor, key, ActionDrop.parse(fields).reason, occasion),
};
