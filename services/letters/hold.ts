import type { SystemActor } from '#shared/domain/actor.ts';
import type { Leave } from '#shared/domain/budget.ts';
import type { Due } from '#shared/domain/due.ts';
import { heldUntil, type Letterbox } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import type { Write } from '#services/change.ts';
import { transact } from '#services/commit.ts';
import { decided } from '#services/letters/decided.ts';
import { boxRow, boxStands } from '#services/letters/letterbox.ts';
import { rowOf, still } from '#services/rows.ts';

/** Things in one transaction; a table takes a hundred rows, and the letterbox and its owner are two of them. */
const HELD_AT_ONCE = 90;

/**
 * Has everything that is due wait for its reader's budget: the letterbox says until when and why, and each thing is looked at
 * again then. No revision comes of it, and nothing that has changed since it was read is touched, least of all by a budget
 * that has changed: who lets more come finds what is held, or nothing is held. What one transaction does not hold follows in
 * others, which stand only while nobody has come to another decision; a sender that dies between them leaves things due, and
 * whoever finds those decides again.
 */
export async function hold(
	actor: SystemActor,
	person: Member,
	box: Letterbox,
	due: readonly Due[],
	leave: Leave,
): Promise<void> {
	const rows = due.flatMap((one) => rowHeld(one, leave.at));
	if (rows.length === 0 && box.heldUntil === leave.at) return;
	const after = heldUntil(box, leave.at, leave.why);
	const first = [still('member', person), boxRow(after, box.version), ...rows.slice(0, HELD_AT_ONCE)];
	await transact(actor, first);
	for (let from = HELD_AT_ONCE; from < rows.length; from += HELD_AT_ONCE)
		await transact(actor, [boxStands(after), ...rows.slice(from, from + HELD_AT_ONCE)]);
	const { tenantId, memberId } = box;
	decided('letter held', { tenantId, memberId, items: due.length, why: after.heldWhy, at: leave.at });
}

/** The row of a thing that waits, under the version it has; none where it waits already. */
function rowHeld(due: Due, until: string): Write[] {
	switch (due.kind) {
		case 'action':
			return due.action.nextAt === until ? [] : [rowOf('action', { ...due.action, nextAt: until }, due.action.version)];
		case 'session': {
			// Calendars wait for nothing.
			const { tellAt, nextAt, version } = due.session;
			const at = tellAt !== NEVER && tellAt < until ? tellAt : until;
			return nextAt === at ? [] : [rowOf('session', { ...due.session, nextAt: at }, version)];
		}
		case 'nudge':
			return due.nudge.nextAt === until ? [] : [rowOf('nudge', { ...due.nudge, nextAt: until }, due.nudge.version)];
		case 'prompt': {
			// Its next opening waits for nothing.
			const { opensAt, nextAt, version } = due.prompt;
			const at = opensAt < until ? opensAt : until;
			return nextAt === at ? [] : [rowOf('prompt', { ...due.prompt, nextAt: at }, version)];
		}
		case 'engagement': {
			const { engagement } = due;
			return engagement.nextAt === until
				? []
				: [rowOf('engagement', { ...engagement, nextAt: until }, engagement.version)];
		}
		default:
			return due satisfies never;
	}
}
