import type { Life } from './history.ts';
import { momentOfRule } from './moments.ts';
import type { ActionState, NudgeState, Record, SessionState } from './record.ts';

/** One moment of one reminder in one state of its thing. */
interface Point {
	slot: string;
	at: number;
	/** What it counts from, but for the zone. */
	frame: string;
}

/** A moment as it stood for a while. */
export interface Moment {
	key: string;
	at: number;
	/** The stretch in which it was set. */
	bornFrom: number;
	bornTo: number;
	/** It stood at another instant until its reader's zone changed, in this stretch. */
	carried?: { before: Moment; from: number; to: number };
	/** Whatever was heard of that stretch does not tell for certain what came of it. */
	blurred: boolean;
}

/** Something a letter that reminds may speak of. */
export interface Thing {
	id: string;
	name: string;
	topic: 'action' | 'session' | 'nudge';
	engagementId: string;
	readerId: string;
	moments: Moment[];
	/** The moments that stand in each state it may have been in. */
	standing(from: number, to?: number): ReadonlySet<string>[];
	/** What else must have been so for a moment to be said; `certain` asks whether it surely was, all along. */
	sayable(key: string, from: number, to: number, certain: boolean): boolean;
}

export const thingsOf = (record: Record): Thing[] => [
	...[...record.actions].map(([id, life]) => actionThing(id, life)),
	...[...record.sessions].map(([id, life]) => sessionThing(record, id, life)),
	...[...record.nudges].map(([id, life]) => nudgeThing(record, id, life)),
];

function actionThing(id: string, life: Life<ActionState>): Thing {
	const { title: name, engagementId, ownerId: readerId } = life.turns[0]!.states[0]!;
	const points = (state: ActionState): Point[] =>
		state.status !== 'open'
			? []
			: state.reminders.flatMap(({ reminderId: slot, rule }) => {
					if (rule.anchor === 'session' && state.sessionOff) return [];
					const at = momentOfRule(rule, state);
					const frame = JSON.stringify([rule, state.dueOn, state.sessionAt]);
					return at === undefined ? [] : [{ slot, at, frame }];
				});
	const whole = thing(life, points, ({ zone }) => zone);
	return { id, name, topic: 'action', engagementId, readerId, ...whole, sayable: () => true };
}

function sessionThing(record: Record, id: string, life: Life<SessionState>): Thing {
	const { engagementId, coacheeId: readerId } = life.turns[0]!.states[0]!;
	const points = ({ status, startsAt, remindZone: zone, reminders }: SessionState): Point[] =>
		status === 'cancelled'
			? []
			: reminders.flatMap(({ reminderId: slot, rule }) => {
					const at = momentOfRule(rule, { sessionAt: startsAt, zone })!;
					// Once it was held, nothing reminds of it ahead.
					if (status === 'held' && at < Date.parse(startsAt)) return [];
					return [{ slot, at, frame: JSON.stringify([rule, startsAt]) }];
				});
	const agreed = [...record.actions.values()].filter((action) =>
		action.turns.some(({ states }) => states.some(({ sessionId }) => sessionId === id)),
	);
	const hasOpen = (from: number, to: number, certain: boolean): boolean =>
		agreed.some((action) => {
			const states = action.possible(from, to);
			const counts = ({ status, sessionId, ownerId }: ActionState) =>
				status === 'open' && sessionId === id && ownerId === readerId;
			// What was agreed only after it was due comes too late to be spoken of.
			return certain ? action.turns[0]!.to <= from && states.every(counts) : states.some(counts);
		});
	return {
		id,
		name: `session ${id.slice(-4)}`,
		topic: 'session',
		engagementId,
		readerId,
		...thing(life, points, ({ remindZone }) => remindZone),
		/** Ahead of it, that it is; after it, what was agreed there and is still open. */
		sayable(key, from, to, certain) {
			const at = Number(key.split(' ')[1]);
			const states = life.possible(from, to);
			const ahead = ({ status, startsAt }: SessionState) => status === 'planned' && Date.parse(startsAt) > to;
			const isAhead = certain ? states.every(ahead) : states.some(ahead);
			if (states.some(({ startsAt }) => at < Date.parse(startsAt))) return isAhead;
			return isAhead || hasOpen(from, to, certain);
		},
	};
}

function nudgeThing(record: Record, id: string, life: Life<NudgeState>): Thing {
	const { from, states } = life.turns[0]!;
	const { text: name, engagementId, coacheeId: readerId, actionId } = states[0]!;
	const about = actionId ? record.actions.get(actionId) : undefined;
	const points = ({ withdrawn }: NudgeState): Point[] =>
		withdrawn ? [] : [{ slot: 'line', at: from + 0.5, frame: '' }];
	return {
		id,
		name,
		topic: 'nudge',
		engagementId,
		readerId,
		...thing(life, points, () => ''),
		sayable(_, since, to, certain) {
			const open = about?.possible(since, to).map(({ status }) => status === 'open') ?? [true];
			return certain ? open.every(Boolean) : open.some(Boolean);
		},
	};
}

const keyOf = ({ slot, at }: Point): string => `${slot} ${at}`;

/** Every moment that a thing ever stood for, in the order they came to be. */
function thing<T>(
	life: Life<T>,
	points: (state: T) => Point[],
	zoneOf: (state: T) => string,
): Pick<Thing, 'moments' | 'standing'> {
	const moments: Moment[] = [];
	let standing = new Map<string, { point: Point; moment: Moment; zone: string }>();
	for (const { from, to, states } of life.turns) {
		const blurred = states.length > 1;
		const unbroken = states.every((state) => points(state).length > 0);
		const next: typeof standing = new Map();
		// Its reader may have travelled in the same stretch in which it was made.
		const before = new Map(standing);
		for (const state of states) {
			for (const point of points(state)) {
				const key = keyOf(point);
				const was = before.get(point.slot);
				const same = was && keyOf(was.point) === key;
				const moved = was && !same && was.zone !== zoneOf(state) && was.point.frame === point.frame;
				const known = next.get(`${key}`)?.moment;
				const moment: Moment =
					known ??
					(same && unbroken
						? was.moment
						: {
								key,
								at: point.at,
								bornFrom: same || moved ? Math.min(was.moment.bornFrom, from) : from,
								bornTo: to,
								...(moved && { carried: { before: was.moment, from, to } }),
								blurred,
							});
				if (moment !== was?.moment && !known) moments.push(moment);
				const now = { point, moment, zone: zoneOf(state) };
				next.set(key, now);
				before.set(point.slot, now);
			}
		}
		const after = states.at(-1)!;
		standing = new Map(points(after).map((point) => [point.slot, next.get(keyOf(point))!]));
	}
	return {
		moments,
		standing: (from, to) => life.possible(from, to).map((state) => new Set(points(state).map(keyOf))),
	};
}
