import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { isCoachOf, requireParty, type MemberActor } from './actor.ts';
import { SilenceDays } from './defaults.ts';
import type { Engagement } from './engagement.ts';
import { NEVER } from './reminder.ts';
import { addToDate, instantOf, wallTime } from './time.ts';

export const SilenceEdit = z.object({ days: SilenceDays.nullable() });

/** After how many days of silence a letter asks. What the coachee said stands: the coach's word gives way, with `forbidden`. */
export function silence(engagement: Engagement, days: number | null, actor: MemberActor, now: string): Engagement {
	requireParty(actor, engagement);
	if (engagement.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended');
	const silenceBy = isCoachOf(actor, engagement) ? 'coach' : 'coachee';
	if (silenceBy === 'coach' && engagement.silenceBy === 'coachee') {
		if (engagement.silenceDays === days) return engagement;
		throw new Refusal(
			'forbidden',
			`${engagement.coacheeName} has chosen this already. Ask them, if it should be otherwise`,
		);
	}
	if (engagement.silenceDays === days && engagement.silenceBy === silenceBy) return engagement;
	const next: Engagement = { ...engagement, silenceDays: days, silenceBy };
	return lookedAgain(next, firstLook(next.zone, days, now));
}

/** The usual time of day to look, where nobody's own is known. */
const LOOK_AT = '09:00';

/** When to look first, as if somebody had done something now. */
export const firstLook = (zone: string, days: number | null, now: string): string =>
	days === null ? NEVER : silenceDueAt(now, days, zone, LOOK_AT);

/** The first time of day `at` in a zone after so many whole days without activity. */
export function silenceDueAt(lastActivity: string, days: number, zone: string, at: string): string {
	const wall = wallTime(lastActivity, zone);
	const due = (more: number) => instantOf(addToDate(wall.slice(0, 10), { days: more }), at, zone);
	return wall.slice(11) < at ? due(days) : due(days + 1);
}

/**
 * Whether a letter should ask now: at or after `due`, and of this silence none has. `lastActivity` is anybody's of the two.
 * Otherwise when to look again.
 */
export function silent(
	{ silenceDays, silenceToldAt, zone }: Engagement,
	lastActivity: string,
	at: string,
	now: string,
): { due: string; isDue: boolean } {
	if (silenceDays === null) return { due: NEVER, isDue: false };
	const due = silenceDueAt(lastActivity, silenceDays, zone, at);
	if (silenceToldAt === undefined || silenceToldAt < lastActivity) return { due, isDue: due <= now };
	return { due: silenceDueAt(now, silenceDays, zone, at), isDue: false };
}

/** A letter has asked. Until somebody does something, no other one does. Only the sender of letters does this. */
export const askedAfterSilence = (engagement: Engagement, at: string, now: string): Engagement =>
	lookedAgain(
		{ ...engagement, silenceToldAt: now },
		engagement.silenceDays === null ? NEVER : silenceDueAt(now, engagement.silenceDays, engagement.zone, at),
	);

/** It was not silent yet: the next look. It is no part of what people see change. */
export const lookedAgain = (engagement: Engagement, silenceAt: string): Engagement => ({
	...engagement,
	silenceAt,
	nextAt: engagement.status === 'active' && engagement.silenceDays !== null ? silenceAt : NEVER,
});
