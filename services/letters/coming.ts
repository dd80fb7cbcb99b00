import type { MemberActor } from '#shared/domain/actor.ts';
import { BUDGET } from '#shared/domain/budget.ts';
import { COMING_DAYS, type Coming, type ComingItem, type ComingLetter } from '#shared/domain/coming.ts';
import { forecast, type Forecast, type Forecasts } from '#shared/domain/forecast.ts';
import type { Due } from '#shared/domain/due.ts';
import type { Member } from '#shared/domain/member.ts';
import { addToInstant, today } from '#shared/domain/time.ts';
import { wordsIn } from '#shared/messages/words.ts';
import { setting } from '#services/clients.ts';
import { arounds } from '#services/letters/around.ts';
import { letterboxOf } from '#services/letters/letterbox.ts';
import { pagesOf } from '#services/letters/pages.ts';
import * as reminder from '#services/letters/reminder.letter.ts';
import { coachOf, organizationOf } from '#services/letters/write.ts';
import * as member from '#services/members/member.ts';

/** The letters that will come in the next two weeks, word for word as they will be sent if nothing changes. */
export async function ofMember(actor: MemberActor, { now }: { now: string }): Promise<Coming> {
	const person = await member.find(actor, actor.memberId);
	const until = addToInstant(now, { hours: 24 * COMING_DAYS });
	const [box, all, organization] = await Promise.all([
		letterboxOf(actor, actor.memberId),
		arounds(actor, person, [], until),
		organizationOf(actor),
	]);
	const { letters, moot } = forecast(all, person, box, { now, until });
	return {
		budget: person.budget ?? BUDGET,
		muted: person.muted,
		letters: await Promise.all(letters.map((letter) => written(actor, person, organization, letter))),
		moot: moot.map((over) => mootItem(over, person, now)),
	};
}

/** As its sender would write it, with links that open nothing. */
async function written(
	actor: MemberActor,
	person: Member,
	organization: string,
	{ at, due, more, waited, why }: Forecast,
): Promise<ComingLetter> {
	const nothing = `${setting('PUBLIC_ORIGIN')}/l/…`;
	const { subject, from, text } = await reminder.compose({
		person,
		organization,
		due,
		more,
		waited,
		coach: await coachOf(actor, person, due),
		answersAt: () => nothing,
		pages: pagesOf(actor.tenantId),
		unsubscribe: nothing,
		now: at,
	});
	return { at, subject, from, text, items: due.map((one) => itemOf(one, person, at, why)) };
}

function itemOf(due: Due, person: Member, now: string, why: Forecast['why']): ComingItem {
	const { kind, itemId } = due.item;
	const held = why.get(itemId);
	const [rule] = due.rules;
	return {
		kind: kind as ComingItem['kind'],
		itemId,
		engagementId: due.engagement.engagementId,
		title: reminder.titleOf(due, { person, now }, wordsIn(person.language)),
		due: due.since,
		...(rule && { rule }),
		...(due.kind === 'engagement' && { silenceDays: due.days }),
		...(held && { why: held }),
	};
}

function mootItem(over: Forecasts['moot'][number], { zone, language }: Member, now: string): ComingItem {
	const { session, since } = over;
	const { sessionId: itemId, engagementId, startsAt } = session;
	const [rule] = over.rules;
	return {
		kind: 'session',
		itemId,
		engagementId,
		title: reminder.sessionTitle(over, since < startsAt, { zone, here: today(now, zone) }, wordsIn(language)),
		due: since,
		...(rule && { rule }),
	};
}
