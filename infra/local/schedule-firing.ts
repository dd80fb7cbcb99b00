import { randomUUID } from 'node:crypto';
import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { DeadSchedule } from './dead-letters.ts';
import type { Delivery, Schedule, ScheduleStore } from './schedule-store.ts';

/** What the service knows of one invocation, beside the target's input. */
export type InvocationMeta = { scheduleArn: string; scheduledTime: Date; executionId: string; attempt: number };

/** Hands an event to a function without waiting for its work, as an asynchronous invocation does; rejects if refused. */
export type InvokeTarget = (functionArn: string, input: unknown, meta: InvocationMeta) => Promise<void>;

/** Puts a wake-up aside that was given up; durable when it returns. */
export type Bury = (dead: DeadSchedule) => void;

export type Firing = { store: ScheduleStore; clock: LocalClock; faults: Faults; invoke: InvokeTarget; bury: Bury };

const AT_ONCE = 20;
const LONGEST_TIMER = 2_147_483_647;

/** Fires what is due by the local clock, first of all what fell due while nothing ran. One timer, for the next moment. */
export function startFiring(firing: Firing): { wake(): void; stop(): void } {
	const { store, clock } = firing;
	const underway = new Set<number>();
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;

	function wake(): void {
		if (stopped) return;
		clearTimeout(timer);
		const now = clock.now().getTime();
		store.atomically(() => store.due(now).forEach((schedule) => fire(firing, schedule, now)));
		for (const delivery of store.dueDeliveries(now, AT_ONCE + underway.size)) {
			if (underway.size < AT_ONCE && !underway.has(delivery.id)) void deliver(delivery);
		}
		const next = store.nextAfter(now);
		if (next !== undefined) timer = setTimeout(wake, Math.min(next - now, LONGEST_TIMER));
	}

	async function deliver(delivery: Delivery): Promise<void> {
		underway.add(delivery.id);
		const conclude = await attempt(firing, delivery);
		underway.delete(delivery.id);
		// Stopped meanwhile: the delivery is still on disk and is made again by the next start.
		if (stopped) return;
		store.atomically(conclude);
		wake();
	}

	const leave = clock.onMove(wake);
	wake();
	return {
		wake,
		stop() {
			stopped = true;
			leave();
			clearTimeout(timer);
		},
	};
}

/** A due schedule becomes one delivery; tests may ask for two, or for a late one. */
function fire({ store, faults }: Firing, schedule: Schedule, now: number): void {
	const { GroupName, Name, Target } = schedule.input;
	const request = { GroupName, Name, Input: Target.Input };
	const late = faults.take('scheduler', 'Fire', request, 'fireLate')?.ms ?? 0;
	const times = faults.take('scheduler', 'Fire', request, 'fireTwice') ? 2 : 1;
	store.spend(schedule.id);
	for (let time = 0; time < times; time += 1) store.deliver(schedule, schedule.fires ?? now, now + late);
}

/** Invokes the target; answers how the outcome is to be written down. */
async function attempt(firing: Firing, delivery: Delivery): Promise<() => void> {
	const { store, clock, invoke } = firing;
	const began = clock.now().getTime();
	const meta: InvocationMeta = {
		scheduleArn: delivery.arn,
		scheduledTime: new Date(delivery.scheduled),
		executionId: randomUUID(),
		attempt: delivery.attempts + 1,
	};
	const body = bodyOf(delivery, meta);
	try {
		const fault = firing.faults.take('scheduler', 'Invoke', { Target: delivery.target, Input: body }, 'refuse');
		if (fault) throw Object.assign(new Error(fault.message ?? fault.error), { name: fault.error });
		await invoke(delivery.target.Arn, JSON.parse(body), meta);
		return () => void store.finish(delivery);
	} catch (error) {
		const failure = error instanceof Error ? error : new Error('The invocation was refused');
		return () => refused(firing, delivery, { meta, body, failure, began, now: clock.now().getTime() });
	}
}

type Refused = { meta: InvocationMeta; body: string; failure: Error; began: number; now: number };

function refused({ store, bury }: Firing, delivery: Delivery, { meta, body, failure, began, now }: Refused): void {
	const { RetryPolicy, DeadLetterConfig, Arn } = delivery.target;
	const first = delivery.first ?? began;
	const next = now + Math.min(1000 * 2 ** delivery.attempts, 600_000);
	const exhausted =
		meta.attempt > RetryPolicy.MaximumRetryAttempts
			? 'MaximumRetryAttempts'
			: next - first > RetryPolicy.MaximumEventAgeInSeconds * 1000
				? 'MaximumEventAgeInSeconds'
				: undefined;
	if (!exhausted) return void store.retry(delivery, meta.attempt, first, next);
	store.finish(delivery);
	// Within this transaction: killed before its end, the wake-up is tried and put aside once more.
	if (!DeadLetterConfig?.Arn) return;
	const attributes = {
		SCHEDULE_ARN: meta.scheduleArn,
		TARGET_ARN: Arn,
		SCHEDULED_TIME: meta.scheduledTime.toISOString().replace('.000Z', 'Z'),
		EXECUTION_ID: meta.executionId,
		RETRY_ATTEMPTS: String(meta.attempt - 1),
		EXHAUSTED_RETRY_CONDITION: exhausted,
		ERROR_CODE: failure.name,
		ERROR_MESSAGE: failure.message,
		IS_PAYLOAD_TRUNCATED: 'false',
	};
	bury({ queueArn: DeadLetterConfig.Arn, body, attributes });
}

/** The target's input with the service's own keywords filled in; without an input, the service's own event. */
function bodyOf({ target }: Delivery, { scheduleArn, scheduledTime, executionId, attempt }: InvocationMeta): string {
	const time = scheduledTime.toISOString().replace('.000Z', 'Z');
	if (target.Input === undefined) {
		const [, , , region, account] = scheduleArn.split(':');
		const event = { version: '0', id: executionId, 'detail-type': 'Scheduled Event', source: 'aws.scheduler' };
		return JSON.stringify({ ...event, account, time, region, resources: [scheduleArn], detail: '{}' });
	}
	return target.Input.replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
		.replaceAll('<aws.scheduler.scheduled-time>', time)
		.replaceAll('<aws.scheduler.execution-id>', executionId)
		.replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}
