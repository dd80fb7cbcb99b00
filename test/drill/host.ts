import { join } from 'node:path';
import { Faults } from '#infra/local/faults.ts';
import { startScheduler } from '#infra/local/scheduler.ts';
import { startSes } from '#infra/local/ses.ts';
import { startStream, type StreamPoller } from '#infra/local/stream.ts';
import { sweepEvent } from '#infra/local/sweep-event.ts';
import { appOf } from './app.ts';
import type { Service } from './boundary.ts';
import type { Chance } from './chance.ts';
import { Conductor } from './conductor.ts';
import { credentialsBy } from './credentials.ts';
import type { FaultPlan } from './faults.ts';
import { hush } from './hush.ts';
import { startLambda } from './lambda.ts';
import type { Letters } from './letters.ts';
import { IDENTITY, SCHEDULE_GROUP, settings } from './settings.ts';
import type { HeldTime } from './time.ts';
import { guard } from './wire.ts';

export interface HostOptions {
	/** Where the stand-ins keep what they hold. */
	directory: string;
	/** The table server, and the table in it. */
	endpoint: string;
	table: string;
	time: HeldTime;
	plan: FaultPlan;
	chance: Chance;
	letters: Letters;
	/** Has every schedule fire twice. */
	twice?: boolean;
}

type Handler = (event: never) => Promise<unknown>;

/** The real functions, from their sources. */
const FUNCTIONS: Record<string, () => Promise<{ handler: unknown }>> = {
	arm: () => import('#services/reminders/arm.handler.ts'),
	send: () => import('#services/reminders/send.handler.ts'),
	sweep: () => import('#services/reminders/sweep.handler.ts'),
	outcome: () => import('#services/letters/outcome.handler.ts'),
};

export type Host = Awaited<ReturnType<typeof startHost>>;

/** The whole product in this process: its functions, real SDK clients, the stand-ins' real wire, one conductor over all of it. */
export async function startHost(options: HostOptions) {
	const { directory, endpoint, table, time, plan, chance, letters } = options;
	await using cleanup = new AsyncDisposableStack();
	const faults = new Faults();
	let written = false;
	let handing = 0;
	/** What lies in a dead-letter queue is for people to see: the net must catch what it was about. */
	const bury = () => {};
	const ports = new Map<Service, number>();
	let stream: StreamPoller | undefined;

	const conductor = new Conductor(time, plan, chance, {
		portOf: (service) => ports.get(service)!,
		unread: () => written && handing === 0,
		wrote: () => void (written = true),
		readStream() {
			written = false;
			stream?.wake();
		},
		busy: () => handing === 0 && stream?.idle() === false && time.pausing === 0,
	});
	let [transactions, firings] = [0, 0];
	if (options.twice) faults.queue('scheduler', 'Fire', { kind: 'fireTwice' }, { times: Infinity });
	conductor.onCarry = ({ claim, role }, { operation, what }) => {
		if (!claim) return;
		if (operation === 'SendEmail') letters.handOver(claim, time.ms);
		else if (role === 'send' && what.endsWith(' claim')) letters.claim(claim);
	};
	conductor.onServed = ({ claim, role }, { operation, what }, { statusCode }) => {
		if (operation === 'TransactWriteItems') transactions += 1;
		if (claim && role === 'send' && statusCode === 200 && what.endsWith(' claim'))
			claim.servedAt = Math.min(claim.servedAt, time.ms);
	};
	cleanup.defer(guard(conductor, conductor.passing));
	cleanup.defer(hush());

	const functions = new Map<string, Handler>();
	for (const [name, load] of Object.entries(FUNCTIONS)) functions.set(name, (await load()).handler as Handler);
	/** Hands an event to its function: sometimes late, sometimes twice at once. */
	const handOver = (name: string, boundary: string, event: unknown): Promise<unknown>[] => {
		const fault = plan.meets(boundary, ['duplicate', 'delay']);
		const late = fault === 'delay' ? chance.between(5, 60) : 0;
		const times = fault === 'duplicate' ? 2 : 1;
		return Array.from({ length: times }, () => conductor.start(name, () => functions.get(name)!(event as never), late));
	};

	const lambda = cleanup.adopt(
		await startLambda({
			time,
			faults,
			path: join(directory, 'lambda.db'),
			bury,
			async run(name, event) {
				await Promise.all(handOver(name, `queue → ${name}`, event));
			},
		}),
		stop,
	);
	const scheduler = cleanup.adopt(
		await startScheduler({
			path: join(directory, 'scheduler.db'),
			bury,
			clock: time,
			faults,
			groups: [SCHEDULE_GROUP],
			async invoke(functionArn, input) {
				const fault = plan.meets('schedule → send', ['duplicate', 'drop']);
				if (fault === 'drop') return;
				firings += 1;
				lambda.send(functionArn, input);
				if (fault === 'duplicate') lambda.send(functionArn, input);
			},
		}),
		stop,
	);
	const ses = cleanup.adopt(
		await startSes({
			path: join(directory, 'mail.db'),
			clock: time,
			faults,
			identity: IDENTITY,
			async onEvent(event) {
				const fault = plan.meets('mail event → outcome', ['duplicate']);
				lambda.send('outcome', event);
				if (fault === 'duplicate') lambda.send('outcome', event);
			},
		}),
		stop,
	);
	const sts = await credentialsBy(time);
	const endpoints = { table: endpoint, scheduler, lambda, ses, sts };
	for (const [service, at] of Object.entries(endpoints))
		ports.set(service as Service, Number(new URL(typeof at === 'string' ? at : at.endpoint).port));
	Object.assign(process.env, settings(table, sts.own));

	stream = cleanup.adopt(
		await startStream({
			endpoint,
			table,
			path: join(directory, 'stream.db'),
			bury,
			faults,
			async invoke(event) {
				handing += 1;
				try {
					return (await Promise.all(handOver('arm', 'stream → arm', event)))[0];
				} finally {
					handing -= 1;
				}
			},
		}),
		stop,
	);

	const app = appOf();
	const running = cleanup.move();
	return {
		conductor,
		/** A request of a client, in a process of its own; rejects when that dies with it. */
		ask: (request: Request): Promise<Response> => conductor.start('app', async () => app.fetch(request)),
		sweep: () => lambda.send('sweep', sweepEvent(time.now())),
		/** The next schedule to fire. */
		nextFiring: () =>
			scheduler
				.pending()
				.find(({ at }) => at.getTime() > time.ms)
				?.at.getTime(),
		mails: () => ses.mails(),
		transactions: () => transactions,
		firings: () => firings,
		stop: () => running.disposeAsync(),
	};
}

const stop = (part: { stop(): void | Promise<void> }) => part.stop();
