import { NIGHTLY } from '#services/reminders/nightly.ts';
import type { LocalClock } from './clock.ts';
import type { DataDir } from './data-dir.ts';
import { DEAD_LETTERS } from './dead-letters.ts';
import { every } from './every.ts';
import type { Faults } from './faults.ts';
import type { LambdaHost } from './lambda.ts';
import type { Policies } from './permissions.ts';
import { type LocalScheduler, startScheduler } from './scheduler.ts';
import type { MailServer } from './mail-server.ts';
import { type LocalSes, type MailQuota, startSes } from './ses.ts';
import type { LocalSqs } from './sqs.ts';
import { startStream, type StreamPoller } from './stream.ts';
import { sweepEvent } from './sweep-event.ts';
import { type OpenTable, TABLE } from './table-open.ts';
import type { May } from './wire.ts';

export interface SourcesOptions {
	data: DataDir;
	clock: LocalClock;
	faults: Faults;
	may: May;
	policies: Policies;
	lambda: LambdaHost;
	table: OpenTable;
	sqs: LocalSqs;
	quota: MailQuota | undefined;
	/** Where letters leave through; without one they stay. */
	mailServer: MailServer | undefined;
	report(line: string): void;
}

/** Everything that invokes functions while no person waits. */
export interface Sources {
	ses: LocalSes;
	scheduler: LocalScheduler;
	/** Undefined while there is no function to hand changes to. */
	stream: StreamPoller | undefined;
	stop(): Promise<void>;
}

/** Mail events → outcome; schedules → send; changes of the table → arm; every minute and every day → sweep. */
export async function startSources(options: SourcesOptions): Promise<Sources> {
	const { data, clock, faults, may, policies, lambda, table, sqs, quota, mailServer, report } = options;
	await using cleanup = new AsyncDisposableStack();

	const ses = cleanup.adopt(
		await startSes({
			path: data.file('mail.db'),
			clock,
			faults,
			may,
			report,
			onEvent: async (event) => {
				if (lambda.has('outcome')) lambda.send('outcome', event);
			},
			...identityOf(policies),
			...(quota && { quota }),
		}),
		stop,
	);
	if (mailServer) ses.relayThrough(mailServer);
	const scheduler = cleanup.adopt(
		await startScheduler({
			path: data.file('scheduler.db'),
			clock,
			faults,
			may,
			invoke: async (functionArn, input) => lambda.send(functionArn, input),
			bury: ({ queueArn, body, attributes }) => sqs.put(queueArn, body, attributes),
			...groupsOf(policies),
		}),
		stop,
	);
	const stream = lambda.has('arm')
		? cleanup.adopt(
				await startStream({
					endpoint: table.endpoint,
					table: TABLE,
					path: data.file('stream.db'),
					faults,
					invoke: (event) => lambda.invoke('arm', event),
					bury: (record) => sqs.put(DEAD_LETTERS.changes, record),
					onDone: (position) => table.trim(position),
				}),
				stop,
			)
		: undefined;
	if (lambda.has('sweep')) {
		const sweep = () => lambda.send('sweep', sweepEvent(clock.now()));
		const rearm = () => lambda.send('sweep', NIGHTLY);
		for (const rule of [every(1, sweep, clock), every(24 * 60, rearm, clock)]) cleanup.adopt(rule, stop);
	}

	const running = cleanup.move();
	return { ses, scheduler, stream, stop: () => running.disposeAsync() };
}

const stop = (part: { stop(): void | Promise<void> }) => part.stop();

/** Who letters come from, as the templates say; without any, everybody may send. */
function identityOf({ functions }: Policies): { identity?: { name: string; configurationSet: string } } {
	const { MAIL_FROM = '', MAIL_CONFIGURATION_SET: configurationSet } = functions.send?.environment ?? {};
	const name = MAIL_FROM.split('@').at(-1);
	return name && configurationSet ? { identity: { name, configurationSet } } : {};
}

function groupsOf({ functions }: Policies): { groups?: string[] } {
	const group = functions.arm?.environment.SCHEDULE_GROUP;
	return group ? { groups: [group] } : {};
}
