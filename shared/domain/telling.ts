import { NEVER, nextAt } from './reminder.ts';
import type { Session } from './session.ts';

/** What calendars are told of a session: a time, a place, that it is off. Each of the two hears of it in a letter of their own. */
export type Party = keyof Session['told'];
const PARTIES: readonly Party[] = ['coach', 'coachee'];

/** Whether a calendar letter to one of the two is due. Who was told of no session is not told that it is off. */
export function wantsTelling({ sequence, told, untold, tellAt, status }: Session, party: Party): boolean {
	if (tellAt === NEVER || Math.max(told[party], untold?.[party] ?? -1) >= sequence) return false;
	return status === 'planned' || (status === 'cancelled' && told[party] >= 0);
}

/** One of the two was told how it stood at a sequence. Only the sender of letters does this. */
export const toldTo = (session: Session, party: Party, sequence: number, now: string): Session =>
	heard({ ...session, told: { ...session.told, [party]: Math.max(session.told[party], sequence) } }, now);

/** One of the two is not told of a sequence: they want no such letter, or it would not arrive. */
export function notToldTo(session: Session, party: Party, sequence: number, now: string): Session {
	const untold = session.untold ?? { coach: -1, coachee: -1 };
	return heard({ ...session, untold: { ...untold, [party]: Math.max(untold[party], sequence) } }, now);
}

/** Calendars have something to be told again. */
export function changed(session: Session, now: string): Session {
	const next = { ...session, sequence: session.sequence + 1 };
	return { ...next, tellAt: wantedAt(next, now) };
}

/** When calendars want to be told of it as it stands: now, or never where it is over and they knew nothing of it. */
export function wantedAt(session: Session, now: string): string {
	const isNews = session.startsAt > now || PARTIES.some((party) => session.told[party] >= 0);
	return isNews && PARTIES.some((party) => wantsTelling({ ...session, tellAt: now }, party)) ? now : NEVER;
}

/** After somebody was told: nothing more to tell, or what changed while that letter was under way. */
function heard(session: Session, now: string): Session {
	const wanted = wantedAt(session, now);
	const tellAt = wanted === NEVER || session.tellAt === NEVER ? wanted : session.tellAt;
	return withMoments({ ...session, tellAt });
}

/** It wants a letter when calendars are to be told, or when it is to be reminded of: whichever comes first. */
export function withMoments(session: Session): Session {
	const next = nextAt(session.reminders);
	return { ...session, nextAt: session.tellAt < next ? session.tellAt : next };
}
