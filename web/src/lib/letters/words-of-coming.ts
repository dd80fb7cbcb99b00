import type { Budget } from '#shared/domain/budget.ts';
import type { ComingItem, ComingLetter } from '#shared/domain/coming.ts';
import { dateIn, daysAway, longMoment, moment, weekday, type Reader } from '#lib/dates.ts';
import type { defaults } from '#lib/messages/en/defaults.ts';
import type { letters } from '#lib/messages/en/letters.ts';

/** Who tells of letters, and in which words. */
export interface Teller {
	say: typeof letters;
	rules: typeof defaults;
	by: Reader;
}

/** A moment within these two weeks: “tomorrow, 09:00”, “Thursday 3 December, 09:00”. */
export const soon = (instant: string, by: Reader): string =>
	Math.abs(daysAway(dateIn(instant, by.zone), by)) < 7 ? moment(instant, by) : longMoment(instant, by);

/** By which rule a letter speaks of a thing. */
export function ruleOf(
	{ kind, rule, silenceDays }: Pick<ComingItem, 'kind' | 'rule' | 'silenceDays'>,
	{ rules }: Pick<Teller, 'rules'>,
): string {
	if (rule) return rules.rule(rule);
	return kind === 'engagement' && silenceDays ? rules.silence(silenceDays) : rules.nudge;
}

/** Why a thing waits; undefined when it comes as soon as it is due. */
export const reasonOf = (
	{ why, due }: Pick<ComingItem, 'why' | 'due'>,
	budget: Budget,
	{ say, by }: Teller,
): string | undefined => why && say.reason(why, budget, weekday(dateIn(due, by.zone), by));

/** What is due already and waits, said in one sentence; undefined when nothing is. */
export function heldNow(coming: readonly ComingLetter[], budget: Budget, teller: Teller): string | undefined {
	const { say, by } = teller;
	const waiting = coming.flatMap(({ at, items }) =>
		at > by.now ? items.filter(({ due, why }) => why && due <= by.now) : [],
	);
	const next = coming.find(({ items }) => waiting.some((item) => items.includes(item)));
	if (!next) return undefined;
	return say.coming.held(waiting.length, soon(next.at, by), reasonOf(waiting[0]!, budget, teller) ?? '');
}
