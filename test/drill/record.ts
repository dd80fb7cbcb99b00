import { Life } from './history.ts';
import type { Rule } from './moments.ts';

/** How an action stood, as an answer of the API told it. */
export interface ActionState {
	title: string;
	status: 'open' | 'done' | 'dropped';
	dueOn: string;
	zone: string;
	sessionAt?: string | undefined;
	ownerId: string;
	engagementId: string;
	reminders: { reminderId: string; rule: Rule }[];
}

export interface EngagementState {
	status: 'active' | 'paused' | 'ended';
}

export interface MemberState {
	status: string;
	zone: string;
	muted: string[];
	budget?: unknown;
}

/** A letter that the mail service took. */
export interface Taken {
	letterId: string;
	memberId: string;
	at: number;
	/** What was due then is what it speaks of. */
	dueBy: number;
	/** When its claim was in the table. */
	claimedAt: number;
	text: string;
}

/** Everything the drill knows of one seed's life. */
export class Record {
	readonly actions = new Map<string, Life<ActionState>>();
	readonly engagements = new Map<string, Life<EngagementState>>();
	readonly members = new Map<string, Life<MemberState>>();
	/** Letters that may have been left half-way: how often a fault fell between claim and answer. */
	readonly doubts = new Map<string, number>();
	/** Moments at which nothing was under way, nothing overdue, and faults were off. */
	readonly rests: number[] = [];
	taken: Taken[] = [];

	hearAction(body: Body, from: number, to: number): void {
		const { title, status, dueOn, zone, sessionAt, ownerId, engagementId } = body as unknown as ActionState;
		const reminders = (body.reminders as ActionState['reminders'])
			.map(({ reminderId, rule }) => ({ reminderId, rule }))
			.sort((a, b) => (a.reminderId < b.reminderId ? -1 : 1));
		const state = { title, status, dueOn, zone, sessionAt, ownerId, engagementId, reminders };
		lifeIn(this.actions, String(body.actionId)).hear({ from, to, version: Number(body.version), state });
	}

	hearEngagement(body: Body, from: number, to: number): void {
		const { status } = body as unknown as EngagementState;
		const version = Number(body.version);
		lifeIn(this.engagements, String(body.engagementId)).hear({ from, to, version, state: { status } });
	}

	hearMember(body: Body, from: number, to: number): void {
		const { status, zone, muted = [], budget } = body as unknown as MemberState;
		const state = { status, zone, muted, budget };
		lifeIn(this.members, String(body.memberId)).hear({ from, to, version: Number(body.version), state });
	}

	doubt(letterId: string): void {
		this.doubts.set(letterId, (this.doubts.get(letterId) ?? 0) + 1);
	}
}

export type Body = { [name: string]: unknown };

function lifeIn<T>(lives: Map<string, Life<T>>, id: string): Life<T> {
	const life = lives.get(id) ?? new Life<T>();
	lives.set(id, life);
	return life;
}
