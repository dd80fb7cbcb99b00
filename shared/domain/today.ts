import { addDays, daysFrom, weekdayOf } from './calendar.ts';
import type { ListedAction, ListedNudge, ListedSession, OwnEngagement } from './trajectory.ts';

// Runs in browsers too: no schema and no Temporal at run time.

/** How long after its day an action still comes before what is ahead. */
const RECENT_DAYS = 7;

export interface Today<A> {
	/** The one thing to do next. */
	next: A | undefined;
	/** Everything else that is open, by date. */
	rest: A[];
	/** What the coach will do, by date: to know, not to tick. */
	ofCoach: A[];
}

type Open = Pick<ListedAction, 'actionId' | 'dueOn' | 'ownerId' | 'coacheeId' | 'status'>;

/** What a coachee opens the day with. `day` is today in their zone. What is closed is left out. */
export function arrange<A extends Open>(actions: readonly A[], day: string): Today<A> {
	const open = actions.filter(({ status }) => status === 'open').toSorted(byDate);
	const mine = open.filter(({ ownerId, coacheeId }) => ownerId === coacheeId);
	const [next] = mine.toSorted((a, b) => rank(a.dueOn, day) - rank(b.dueOn, day));
	return {
		next,
		rest: mine.filter((action) => action !== next),
		ofCoach: open.filter(({ ownerId, coacheeId }) => ownerId !== coacheeId),
	};
}

/** Today's comes first, then what was due these last days (newest first), then what is ahead, then what is long past. */
function rank(dueOn: string, day: string): number {
	const ahead = daysFrom(day, dueOn);
	if (ahead >= 0) return ahead === 0 ? 0 : RECENT_DAYS + ahead;
	return ahead >= -RECENT_DAYS ? -ahead : Number.MAX_SAFE_INTEGER / 2 - ahead;
}

const byDate = (a: Open, b: Open): number =>
	a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.actionId < b.actionId ? -1 : 1;

/** The first session that is not over yet. */
export const nextSession = <S extends Pick<ListedSession, 'startsAt' | 'minutes' | 'status'>>(
	sessions: readonly S[],
	now: string,
): S | undefined =>
	sessions
		.filter(({ status, startsAt, minutes }) => {
			return status === 'planned' && Date.parse(startsAt) + minutes * 60_000 > Date.parse(now);
		})
		.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))[0];

/** The deadline to propose: the next session's day, else in a week. `sessionDay` is that day in the coachee's zone. */
export const proposedDay = (day: string, sessionDay?: string): string =>
	sessionDay !== undefined && sessionDay > day ? sessionDay : addDays(day, 7);

export type OtherDay = 'tomorrow' | 'nextWeek' | 'beforeSession';

/** Days to move an action to with one tap: never its own, never one that is over, never the same twice. */
export function otherDays(dueOn: string, day: string, sessionDay?: string): { name: OtherDay; date: string }[] {
	const monday = addDays(day, (8 - weekdayOf(day)) % 7 || 7);
	const days: { name: OtherDay; date: string | undefined }[] = [
		{ name: 'tomorrow', date: addDays(day, 1) },
		{ name: 'nextWeek', date: monday },
		{ name: 'beforeSession', date: sessionDay && addDays(sessionDay, -1) },
	];
	const taken = new Set([dueOn]);
	return days.filter((one): one is { name: OtherDay; date: string } => {
		if (one.date === undefined || one.date < day || taken.has(one.date)) return false;
		taken.add(one.date);
		return true;
	});
}

/** Engagements that still run, by coach; the ended ones only when nothing else is there. */
export function running<E extends Pick<OwnEngagement, 'status' | 'coachName'>>(engagements: readonly E[]): E[] {
	const live = engagements.filter(({ status }) => status !== 'ended');
	return (live.length > 0 ? live : [...engagements]).toSorted((a, b) => a.coachName.localeCompare(b.coachName));
}

/** How long a line about no action in particular stands on Today. */
const LINE_DAYS = 7;

/** The newest line of a coach about an action; without one, those about nothing in particular that are not old yet. */
export const linesOn = <N extends Pick<ListedNudge, 'actionId' | 'createdAt'>>(
	nudges: readonly N[],
	now: string,
	actionId?: string,
): N[] => {
	const newest = nudges
		.filter((one) => one.actionId === actionId)
		.toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1));
	return actionId ? newest.slice(0, 1) : newest.filter((one) => daysFrom(one.createdAt, now) < LINE_DAYS);
};
