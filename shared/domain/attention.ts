import { dateIn, daysFrom } from './calendar.ts';
import type { Participation } from './participation.ts';
import { nextSession } from './today.ts';
import type { Caseload, ListedAction, ListedEngagement, ListedSession } from './trajectory.ts';

// Runs in browsers too: no schema and no Temporal at run time.

/** A coachee who has not been seen for this many days is worth a word. */
export const QUIET_DAYS = 7;
/** A session within this many days makes whatever else there is more pressing. */
const SOON_DAYS = 2;

/** Why somebody needs the coach, as data. Dates are days in the coachee's zone, except a session's, which is an instant. */
export type Reason =
	/** No letter reaches them: what goes out to them from here is not read. */
	| { kind: 'bounced' | 'complained' }
	| { kind: 'late'; count: number; since: string }
	/** The coach's own promises. */
	| { kind: 'mine'; count: number; since: string }
	/** Its time is over, and nobody has said that it took place. */
	| { kind: 'unheld'; sessionId: string; startsAt: string }
	| { kind: 'quiet'; days: number; since: string }
	/** Never here since the trajectory began. */
	| { kind: 'unseen'; days: number; since: string }
	| { kind: 'unplanned' };

export interface Attention {
	engagement: ListedEngagement;
	/** What presses most comes first; empty when all is well, and for who is paused or has ended. */
	reasons: Reason[];
	open: number;
	late: number;
	next: ListedSession | undefined;
	/** How much the coach is needed: 0 is not at all. */
	need: number;
}

/** Everyone a coach works with, who needs them most first. Nothing is read but the list and the clock. */
export function attention(caseload: Caseload, now: string): Attention[] {
	const actions = Map.groupBy(caseload.actions, ({ engagementId }) => engagementId);
	const sessions = Map.groupBy(caseload.sessions, ({ engagementId }) => engagementId);
	const counts = new Map(caseload.participation.map((one) => [one.engagementId, one]));
	return caseload.engagements
		.map((engagement) => {
			const { engagementId } = engagement;
			const own = { actions: actions.get(engagementId) ?? [], sessions: sessions.get(engagementId) ?? [] };
			return of(engagement, own, counts.get(engagementId) ?? {}, now);
		})
		.toSorted(byNeed);
}

function of(
	engagement: ListedEngagement,
	{ actions, sessions }: { actions: readonly ListedAction[]; sessions: readonly ListedSession[] },
	{ coacheeActiveAt: seenAt, unreached }: Partial<Participation>,
	now: string,
): Attention {
	const today = dateIn(now, engagement.zone);
	const open = actions.filter(({ status }) => status === 'open').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	const late = open.filter(({ dueOn, zone }) => dueOn < dateIn(now, zone));
	const [theirs, mine] = [late.filter(isCoachees), late.filter((action) => !isCoachees(action))];
	const next = nextSession(sessions, now);
	const over = sessions.find(({ sessionId, status, startsAt }) => {
		return status === 'planned' && sessionId !== next?.sessionId && startsAt < now;
	});
	const since = seenAt ? dateIn(seenAt, engagement.zone) : engagement.startedOn;
	const days = daysFrom(since, today);
	const reasons: Reason[] = [];
	if (unreached) reasons.push({ kind: unreached });
	if (theirs[0]) reasons.push({ kind: 'late', count: theirs.length, since: theirs[0].dueOn });
	if (mine[0]) reasons.push({ kind: 'mine', count: mine.length, since: mine[0].dueOn });
	if (over) reasons.push({ kind: 'unheld', sessionId: over.sessionId, startsAt: over.startsAt });
	if (days >= QUIET_DAYS) reasons.push({ kind: seenAt ? 'quiet' : 'unseen', days, since });
	if (!next) reasons.push({ kind: 'unplanned' });
	const active = engagement.status === 'active';
	return {
		engagement,
		open: open.length,
		late: late.length,
		next,
		reasons: active ? reasons : [],
		need: active ? needOf(reasons, today, next && dateIn(next.startsAt, engagement.zone)) : 0,
	};
}

const isCoachees = ({ ownerId, coacheeId }: ListedAction): boolean => ownerId === coacheeId;

/** Late work weighs most, then a session nobody closed, then silence; a session at hand makes all of it more pressing. */
function needOf(reasons: readonly Reason[], today: string, nextOn: string | undefined): number {
	const need = reasons.reduce((sum, reason) => sum + weightOf(reason, today), 0);
	const soon = nextOn !== undefined && daysFrom(today, nextOn) <= SOON_DAYS;
	return need > 0 && soon ? need + 15 : need;
}

function weightOf(reason: Reason, today: string): number {
	switch (reason.kind) {
		case 'late':
			return 20 + 8 * reason.count + Math.min(daysFrom(reason.since, today), 30);
		case 'mine':
			return 10 + 4 * reason.count + Math.min(daysFrom(reason.since, today), 30);
		case 'unheld':
		case 'bounced':
			return 25;
		case 'quiet':
		case 'unseen':
			return 10 + Math.min(reason.days, 30);
		case 'complained':
		case 'unplanned':
			return 5;
		default:
			return reason satisfies never;
	}
}

const STANDING = { active: 0, paused: 1, ended: 2 } as const;

/** Who runs before who pauses before who ended; then by need, then who is seen soonest, then by name. */
const byNeed = (a: Attention, b: Attention): number =>
	STANDING[a.engagement.status] - STANDING[b.engagement.status] ||
	b.need - a.need ||
	(a.next?.startsAt ?? '9').localeCompare(b.next?.startsAt ?? '9') ||
	a.engagement.coacheeName.localeCompare(b.engagement.coacheeName);
