import { type LocalClock, openClock } from './clock.ts';
import { builtFunctions, builtPolicies, FILES } from './built.ts';
import { DEAD_LETTER_QUEUES, DEAD_LETTERS, type DeadLetters, deadLettersIn } from './dead-letters.ts';
import { claimDataDir } from './data-dir.ts';
import { clientEnvironment, type Endpoints, environmentOf } from './environment.ts';
import { Faults } from './faults.ts';
import { openFrontDoor } from './front-door.ts';
import { startLambda } from './lambda.ts';
import type { Mail } from './mail.ts';
import type { MailServer } from './mail-server.ts';
import { Meter, type MeterReading } from './meter.ts';
import { permissionsOf, type Policies } from './permissions.ts';
import { PATIENCE_MS, passUntil } from './passing.ts';
import type { PendingWakeUp } from './scheduler.ts';
import type { MailQuota } from './ses.ts';
import { layKey, OPERATOR_FILE, withOperator } from './operator.ts';
import { openSecrets } from './secrets.ts';
import { settle } from './settled.ts';
import { startSources } from './sources.ts';
import { startSqs } from './sqs.ts';
import { type Credentials, startSts } from './sts.ts';
import { openTable } from './table-open.ts';
import { startTable } from './table.ts';
import type { May } from './wire.ts';
import { sinceZoneData } from './zone-data.ts';

export interface SystemOptions {
	/** Everything it keeps. */
	dataDir: string;
	/** 0 takes any free port. */
	port: number;
	faults?: Faults;
	/** How long indexes trail the table; 0 is not at all. */
	indexLagMs?: number;
	/** Modules in place of built functions, by name, as file URLs. */
	functions?: Record<string, string>;
	/** Roles in place of the synthesised ones. */
	policies?: Policies;
	/** More settings for every function. */
	env?: Record<string, string>;
	/** What the mail service says it takes; plenty unless told. */
	quota?: MailQuota;
	/** Where the clock of a new directory begins; without it, at the real time. */
	startAt?: Date;
	/** Says nothing on the terminal, errors included. */
	quiet?: boolean;
	/** Lets other machines in. */
	open?: boolean;
	/** Where letters leave through, by SMTP; without one they stay here. */
	mailServer?: MailServer | undefined;
}

export interface System {
	/** `http://localhost:<port>` */
	origin: string;
	clock: LocalClock;
	faults: Faults;
	endpoints: Endpoints;
	mails(): Mail[];
	/** From now on letters leave through this server. */
	relayThrough(server: MailServer): void;
	meter(): MeterReading;
	/** Schedules still to fire, soonest first. */
	pending(): PendingWakeUp[];
	/** What could not be carried out, by queue. */
	deadLetters(): DeadLetters;
	/** Invokes a function and waits for what it returns. */
	invoke(name: string, event: unknown): Promise<unknown>;
	/** Credentials of a role, or of the role of a function, with session tags when it is one that is assumed. */
	credentials(roleOrFunction: string, tags?: Record<string, string>): Credentials;
	/** Everything that stands in a function's own `process.env`. */
	functionEnvironment(name: string): Record<string, string>;
	/** Settings that point an SDK client, in another process too, at this system under these credentials. */
	environment(credentials: Credentials): Record<string, string>;
	/** Every row there is, past all policies. */
	rows(): Promise<Record<string, unknown>[]>;
	/** Resolves when nothing is on its way any more: stream drained, no schedule due, no function at work. */
	settled(): Promise<void>;
	/** Lets time pass until then, every wake-up at its own moment, and settles. */
	pass(until: Date): Promise<void>;
	stop(): Promise<void>;
}

/** The whole product on one machine. Throws in plain words when the directory or the port is in use. */
export async function startSystem(options: SystemOptions): Promise<System> {
	const { faults = new Faults(), policies = builtPolicies(), indexLagMs = 0 } = options;
	const report = options.quiet ? () => {} : (line: string) => console.error(line);
	await using cleanup = new AsyncDisposableStack();
	const data = claimDataDir(options.dataDir);
	cleanup.defer(() => data.release());

	const secrets = openSecrets(data.file('secrets.json'));
	const clock = openClock(data.file('clock.json'), options.startAt);
	const permissions = permissionsOf(withOperator(policies));
	const meter = new Meter();
	const table = cleanup.adopt(await openTable({ data, clock, indexLagMs }), stop);

	const sts = cleanup.adopt(await startSts({ clock, faults, mayAssume: permissions.mayAssume }), stop);
	const callerOf: Parameters<typeof startTable>[0]['callerOf'] = ({ accessKeyId, sessionToken }) =>
		sts.roleOf(accessKeyId, sessionToken);
	const may: May = (signer, action, resource, context) => {
		const caller = callerOf(signer);
		return caller !== undefined && permissions.may(caller, action, resource, context);
	};
	const credentials: System['credentials'] = (name, tags) => {
		const arn = permissions.roleArn(name);
		if (!arn) throw new Error(`No role is called ${name}`);
		return sts.mint(arn, tags);
	};

	let written = () => {};
	const proxy = cleanup.adopt(
		await startTable({ ...table, clock, faults, meter, permissions, callerOf, onWrite: () => written() }),
		stop,
	);

	let origin = '';
	const endpoints: Endpoints = {
		dynamodb: proxy.endpoint,
		sts: sts.endpoint,
		lambda: '',
		scheduler: '',
		ses: '',
		sqs: '',
	};
	const sqs = cleanup.adopt(
		await startSqs({ path: data.file('queues.db'), clock, faults, may, queues: DEAD_LETTER_QUEUES }),
		stop,
	);
	endpoints.sqs = sqs.endpoint;
	const modules = { ...builtFunctions(policies), ...options.functions };
	const lambda = cleanup.adopt(
		await startLambda({
			functions: Object.fromEntries(
				Object.entries(modules).map(([name, module]) => [name, { module, environment: () => environmentFor(name) }]),
			),
			clock,
			faults,
			may,
			path: data.file('lambda.db'),
			bury: (record) => sqs.put(DEAD_LETTERS.functions, record),
			logOf: (name) => data.file(`logs/${name}.log`),
		}),
		stop,
	);
	const environmentFor = (name: string) =>
		environmentOf({
			policies,
			name,
			origin,
			secrets,
			endpoints,
			credentials: credentials(name),
			more: options.env ?? {},
		});
	endpoints.lambda = lambda.endpoint;

	const sources = cleanup.adopt(
		await startSources({
			data,
			clock,
			faults,
			may,
			policies,
			lambda,
			table,
			sqs,
			quota: options.quota,
			mailServer: options.mailServer,
			report,
		}),
		stop,
	);
	const { ses, scheduler, stream } = sources;
	endpoints.ses = ses.endpoint;
	endpoints.scheduler = scheduler.endpoint;
	written = () => stream?.wake();

	const mails = () => ses.mails();
	const pending = () => scheduler.pending();
	const settled = () => settle({ clock, lambda, scheduler, ses, stream, lag: table.lag });
	const pass = (until: Date, patience?: number) => passUntil({ clock, pending, settled }, until, patience);
	const door = cleanup.adopt(
		await openFrontDoor({
			port: options.port,
			open: options.open ?? false,
			files: FILES,
			secret: secrets.ORIGIN_SECRET,
			invoke: (name, event) => lambda.invoke(name, event),
			has: (name) => lambda.has(name),
			report,
			clock,
			mails,
			mailServer: () => ses.server(),
			pass: (until) => pass(until, PATIENCE_MS),
			origin: () => origin,
		}),
		stop,
	);
	origin = `http://localhost:${door.port}`;
	lambda.begin();
	await Promise.all(['app', 'sign-in'].map((name) => lambda.has(name) && lambda.warm(name)));

	if (lambda.has('sweep')) {
		sinceZoneData(data.file('zone-data'), () => lambda.send('sweep', { rearm: true, onward: true }));
		cleanup.defer(layKey(data.file(OPERATOR_FILE), lambda.endpoint, credentials('operator')));
	}

	const running = cleanup.move();
	return {
		origin,
		clock,
		faults,
		endpoints,
		mails,
		relayThrough: (server) => ses.relayThrough(server),
		settled,
		pass,
		credentials,
		meter: () => meter.read(),
		pending,
		deadLetters: () => deadLettersIn(sqs),
		invoke: (name, event) => lambda.invoke(name, event),
		functionEnvironment: environmentFor,
		environment: (of) => clientEnvironment(endpoints, of),
		rows: () => table.rows(),
		stop: () => running.disposeAsync(),
	};
}

const stop = (part: { stop(): void | Promise<void> }) => part.stop();
