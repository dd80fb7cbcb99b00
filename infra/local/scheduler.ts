import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { bodyOf, restJson, unknownOperation } from './rest-json.ts';
import { type Bury, type InvokeTarget, startFiring } from './schedule-firing.ts';
import * as schedules from './schedule-operations.ts';
import { openScheduleStore } from './schedule-store.ts';
import { type Call, listen, type May, type Operation } from './wire.ts';

export type SchedulerOptions = {
	/** The SQLite file that holds the schedules. */
	path: string;
	clock: LocalClock;
	faults: Faults;
	invoke: InvokeTarget;
	bury: Bury;
	/** The schedule groups that exist beside `default`; without it every group does. */
	groups?: readonly string[];
	/** Asked for every request and for `iam:PassRole`; without it everybody may. */
	may?: May;
	/** The account in the ARNs. */
	account?: string;
};

/** A wake-up still to come, or one under way; `attempts` counts how often its target refused it. */
export type PendingWakeUp = {
	name: string;
	arn: string;
	at: Date;
	functionArn: string;
	input?: string;
	attempts: number;
};

export type LocalScheduler = {
	endpoint: string;
	/** What will fire unless somebody deletes it, soonest first. */
	pending(): PendingWakeUp[];
	stop(): Promise<void>;
};

/**
 * EventBridge Scheduler on one machine: one-off schedules with Lambda targets. Every change is on disk before it is
 * answered, and what fell due while nothing ran fires as this starts: have the functions ready first.
 */
export async function startScheduler(options: SchedulerOptions): Promise<LocalScheduler> {
	const { path, clock, faults, invoke, bury, groups, may = () => true, account = '000000000000' } = options;
	const store = openScheduleStore(path);
	const service: schedules.Operations = {
		store,
		faults,
		may,
		account,
		now: () => clock.now().getTime(),
		knows: (group) => !groups || group === 'default' || groups.includes(group),
		armed: () => firing.wake(),
	};
	const dialect = restJson('Message', { error: 'ThrottlingException', status: 429 });
	const server = await listen({
		service: 'scheduler',
		clock,
		faults,
		dialect,
		operation: (call) => route(service, call),
	});
	const firing = startFiring({ store, clock, faults, invoke, bury });

	return {
		endpoint: server.endpoint,
		pending: () => pending(store),
		async stop() {
			firing.stop();
			await server.stop();
			store.close();
		},
	};
}

function route(service: schedules.Operations, call: Call): Operation {
	const { method, path, query, signer } = call;
	const [root, name, ...rest] = path;
	if (root !== 'schedules' || rest.length > 0) throw unknownOperation();
	const does = (operation: Verb, request: Readonly<Record<string, unknown>>): Operation => ({
		name: operation,
		request,
		run: () => VERBS[operation](service, signer, request),
	});
	if (name === undefined) {
		if (method !== 'GET') throw unknownOperation();
		return does('ListSchedules', Object.fromEntries(query));
	}
	const key = { Name: name, GroupName: query.get('groupName') ?? undefined };
	if (method === 'POST') return does('CreateSchedule', { ...bodyOf(call), Name: name });
	if (method === 'PUT') return does('UpdateSchedule', { ...bodyOf(call), Name: name });
	if (method === 'GET') return does('GetSchedule', key);
	if (method === 'DELETE')
		return does('DeleteSchedule', { ...key, clientToken: query.get('clientToken') ?? undefined });
	throw unknownOperation();
}

const VERBS = {
	CreateSchedule: schedules.createSchedule,
	UpdateSchedule: schedules.updateSchedule,
	DeleteSchedule: schedules.deleteSchedule,
	GetSchedule: schedules.getSchedule,
	ListSchedules: schedules.listSchedules,
};
type Verb = keyof typeof VERBS;

function pending(store: ReturnType<typeof openScheduleStore>): PendingWakeUp[] {
	const waiting = store
		.waiting()
		.map(({ arn, fires, input: { Target } }) => ({ arn, at: fires ?? 0, Target, attempts: 0 }));
	const underway = store
		.deliveries()
		.map(({ arn, next, target, attempts }) => ({ arn, at: next, Target: target, attempts }));
	return [...waiting, ...underway]
		.sort((one, other) => one.at - other.at)
		.map(({ arn, at, Target, attempts }) => ({
			name: arn.slice(arn.lastIndexOf('/') + 1),
			arn,
			at: new Date(at),
			functionArn: Target.Arn,
			input: Target.Input,
			attempts,
		}));
}
