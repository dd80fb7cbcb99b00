import type { SystemActor } from '#shared/domain/actor.ts';
import { mayGet } from '#shared/domain/due.ts';
import type { LetterItem } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { nextAt } from '#shared/domain/reminder.ts';
import { wantsTelling, notToldTo } from '#shared/domain/telling.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Party } from '#shared/domain/telling.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { Raced, revise, transact } from '#services/commit.ts';
import { findSession } from '#services/letters/around.ts';
import { decided } from '#services/letters/decided.ts';
import { rowOf } from '#services/rows.ts';
import { as, entities, whole } from '#services/table.ts';

/** A session that somebody's calendar does not know, or not as it stands now. */
export interface DueTelling {
	kind: 'telling';
	item: LetterItem;
	session: Session;
	party: Party;
}

/** Somebody who has not come yet is told when they do; until then it is looked at again every day. */
const LOOK_AGAIN_HOURS = 24;

/** Which of these sessions this person's calendar is to be told of now, as they stand. */
export async function tellingsDue(
	actor: SystemActor,
	person: Member,
	known: readonly LetterItem[],
	now: string,
): Promise<DueTelling[]> {
	const keys = known.map(({ itemId, engagementId = '' }) => ({ itemId, engagementId }));
	const found = await Promise.all(keys.map((key) => findSession(actor, key)));
	const due: DueTelling[] = [];
	for (const session of found.filter((one) => one !== undefined)) {
		const party = partyOf(session, person.memberId);
		if (!party || !wantsTelling(session, party)) continue;
		const { engagementId, sessionId: itemId, sequence } = session;
		const item: LetterItem = { kind: 'session', itemId, engagementId, sequence };
		const isOver = session.startsAt <= now && session.status === 'planned';
		if (mayGet(person, 'calendar') && !isOver) due.push({ kind: 'telling', item, session, party });
		else if (person.status === 'invited' && !isOver) await lookAgain(actor, session, now);
		else await pass(actor, session, party, now);
	}
	return due;
}

/** Sessions ahead that this coachee's calendar may not know yet, by their own list: they have only just come. */
export async function untold(actor: SystemActor, { memberId }: Member, now: string): Promise<LetterItem[]> {
	const { data } = await entities.session.query
		.agenda({ tenantId: actor.tenantId, coacheeId: memberId })
		.gte({ startsAt: now })
		.go({ ...as(actor), ...whole });
	const found = await Promise.all(
		data.map(({ engagementId, sessionId: itemId }) => findSession(actor, { engagementId, itemId })),
	);
	return found
		.filter((session) => session !== undefined && wantsTelling(session, 'coachee'))
		.map((session) => ({ kind: 'session', itemId: session!.sessionId, engagementId: session!.engagementId }));
}

export const partyOf = ({ coachId, coacheeId }: Session, memberId: string): Party | undefined =>
	memberId === coacheeId ? 'coachee' : memberId === coachId ? 'coach' : undefined;

/** They want no such letter, or it would not arrive: of this much they are not told. */
async function pass(actor: SystemActor, { engagementId, sessionId: itemId }: Session, party: Party, now: string) {
	const load = async () => (await findSession(actor, { engagementId, itemId }))!;
	await revise(actor, 'session', { now, cause: newId('req') }, load, (session) =>
		wantsTelling(session, party) ? notToldTo(session, party, session.sequence, now) : session,
	);
	decided('reminder suppressed', { tenantId: actor.tenantId, itemId, party });
}

/** No change that anybody sees, so no revision. Who changed it meanwhile has decided it anew. */
async function lookAgain(actor: SystemActor, session: Session, now: string): Promise<void> {
	const reminders = nextAt(session.reminders);
	const later = addToInstant(now, { hours: LOOK_AGAIN_HOURS });
	const next = { ...session, nextAt: reminders > now && reminders < later ? reminders : later };
	try {
		await transact(actor, [rowOf('session', next, session.version)]);
	} catch (error) {
		if (!(error instanceof Raced)) throw error;
	}
}
