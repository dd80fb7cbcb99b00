import { Life } from './history.ts';
import type { Rule } from './moments.ts';

interface Reminder {
	reminderId: string;
	rule: Rule;
}

/** How an action stood, as an answer of the API told it. */
export interface ActionState {
	title: string;
	status: 'open' | 'done' | 'dropped';
	dueOn: string;
	zone: string;
	sessionId?: string;
	sessionAt?: string;
	/** Its session is off, and what counts from it with it. */
	sessionOff?: boolean;
	ownerId: string;
	engagementId: string;
	reminders: Reminder[];
}

export interface SessionState {
	status: 'planned' | 'held' | 'cancelled';
	startsAt: string;
	remindZone: string;
	engagementId: string;
	coacheeId: string;
	reminders: Reminder[];
}

export interface NudgeState {
	text: string;
	withdrawn: boolean;
	actionId?: string;
	engagementId: string;
	coacheeId: string;
}

export interface EngagementState {
	status: 'active' | 'paused' | 'ended';
}

export interface MemberState {
	status: string;
	zone: string;
	muted: string[];
	budget?: Budget;
}

export interface Budget {
	quietFrom: string;
	quietUntil: string;
	daysOff: number[];
	pausedUntil?: string;
	perDay: number;
	perWeek: number;
	at: string;
}

/** A letter that the mail service took. */
export interface Taken {
	letterId: string;
	kind: string;
	memberId: string;
	/** Of the things it speaks of. */
	itemIds: string[];
	at: number;
	/** What was due then is what it speaks of. */
	dueBy: number;
	/** The same of the first time it was claimed: later than that only what was left half-way. */
	firstDueBy: number;
	/** When its claim was in the table. */
	claimedAt: number;
	text: string;
}

/** What the clock of a killed process may have been ahead of what its clients heard last. */
const CLOCK_MS = 120_000;

export type Body = { [name: string]: unknown };

/** Everything the drill knows of one seed's life. */
export class Record {
	readonly actions = new Map<string, Life<ActionState>>();
	readonly sessions = new Map<string, Life<SessionState>>();
	readonly nudges = new Map<string, Life<NudgeState>>();
	readonly engagements = new Map<string, Life<EngagementState>>();
	readonly members = new Map<string, Life<MemberState>>();
	/** Letters that may have been left half-way: how often a fault fell between claim and answer. */
	readonly doubts = new Map<string, number>();
	/** When everything was killed. */
	readonly kills: number[] = [];
	/** Moments at which nothing was under way, nothing overdue, and faults were off. */
	readonly rests: number[] = [];
	/** A stretch without any fault, from the beginning on: whatever falls due in it is to be on time. */
	calmUntil = 0;
	taken: Taken[] = [];

	hearAction(body: Body, from: number, to: number): void {
		const reminders = remindersIn(body);
		const state = { ...pick<ActionState>(body, 'title', 'status', 'dueOn', 'zone', 'sessionId', 'sessionAt', 'sessionOff', 'ownerId', 'engagementId'), reminders }; // prettier-ignore
		hear(this.actions, String(body.actionId), body, state, from, to);
	}

	hearSession(body: Body, from: number, to: number): void {
		const reminders = remindersIn(body);
		const state = { ...pick<SessionState>(body, 'status', 'startsAt', 'remindZone', 'engagementId', 'coacheeId'), reminders }; // prettier-ignore
		hear(this.sessions, String(body.sessionId), body, state, from, to);
	}

	hearNudge(body: Body, from: number, to: number): void {
		const withdrawn = body.status === 'withdrawn';
		const state = { ...pick<NudgeState>(body, 'text', 'actionId', 'engagementId', 'coacheeId'), withdrawn };
		hear(this.nudges, String(body.nudgeId), body, state, from, to);
	}

	hearEngagement(body: Body, from: number, to: number): void {
		hear(this.engagements, String(body.engagementId), body, pick<EngagementState>(body, 'status'), from, to);
	}

	hearMember(body: Body, from: number, to: number): void {
		const state = pick<MemberState>(body, 'status', 'zone', 'muted', 'budget');
		hear(this.members, String(body.memberId), body, state, from, to);
	}

	/** How many faults may each have let a letter leave once more, from when it was first claimed. */
	excuses(letterId: string): number {
		const times = this.taken.filter((one) => one.letterId === letterId);
		const [first, last] = [
			Math.min(...times.map(({ firstDueBy }) => firstDueBy)),
			Math.max(...times.map(({ at }) => at)),
		];
		const killed = this.kills.filter((kill) => kill >= first - CLOCK_MS && kill <= last).length;
		return (this.doubts.get(letterId) ?? 0) + killed;
	}

	doubt(letterId: string): void {
		this.doubts.set(letterId, (this.doubts.get(letterId) ?? 0) + 1);
	}
}

const remindersIn = ({ reminders }: Body): Reminder[] =>
	(reminders as Reminder[])
		.map(({ reminderId, rule }) => ({ reminderId, rule }))
		.sort((a, b) => (a.reminderId < b.reminderId ? -1 : 1));

const pick = <T>(body: Body, ...names: (keyof T & string)[]): T =>
	Object.fromEntries(names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]])) as T;

function hear<T>(lives: Map<string, Life<T>>, id: string, body: Body, state: T, from: number, to: number): void {
	const life = lives.get(id) ?? new Life<T>();
	lives.set(id, life);
	life.hear({ from, to, version: Number(body.version), state });
}
