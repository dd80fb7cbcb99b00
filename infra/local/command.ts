import { type DemoPerson, demoOf, fillWithDemo, isEmpty } from './demo.ts';
import { mailServerOf, named } from './mail-server.ts';
import { startSystem, type System, type SystemOptions } from './system.ts';
import { watch } from './watch.ts';

const HELP = `npm start             the whole product on one machine
npm run dev           the same, restarted when a file changes
npm run seed          fills an empty data directory with the demo firm, and stops

PORT (3000)           where it is to be found
DATA_DIR (.data)      everything it keeps
MAIL_PER_SECOND       how many letters a second may leave
DEMO=none             starts empty, without the demo firm
HOST=0.0.0.0          lets other machines in; they see every letter in the mailbox
SMTP_URL              letters also leave through this mail server: smtp://user:password@host:587, or smtps://
SMTP_FROM             the address they come from there; the user's, if that is one
BUILD=skip            takes what is built, however old
VERBOSE=1             shows what the functions write to their logs
DYNAMODB_ENDPOINT     a DynamoDB-compatible server to use instead of our own`;

/** Builds what changed, starts everything, fills an empty table, and says where it all is. */
export async function command(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
	const unknown = args.find((arg) => !['--watch', '--seed-only'].includes(arg));
	if (unknown !== undefined) {
		console.log(HELP);
		process.exitCode = unknown === '--help' ? 0 : 1;
		return;
	}
	try {
		if (args.includes('--watch')) return await watch();
		await run(environment, args.includes('--seed-only'));
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exit(1);
	}
}

async function run(environment: NodeJS.ProcessEnv, seedOnly: boolean): Promise<void> {
	// Functions on AWS know no other zone, and nothing here may rely on one.
	process.env.TZ = 'UTC';
	const mailServer = mailServerOf(environment);
	if (environment.BUILD !== 'skip') await (await import('#infra/build.ts')).build();

	const dataDir = environment.DATA_DIR || '.data';
	const port = seedOnly ? 0 : portOf(environment.PORT);
	const open = environment.HOST !== undefined && !/^(localhost|127\.|::1)/.test(environment.HOST);
	const wantsDemo = (environment.DEMO !== 'none' || seedOnly) && isEmpty(dataDir);
	const options = { dataDir, port, open, ...quotaOf(environment.MAIL_PER_SECOND) };
	const system = await (wantsDemo
		? fillWithDemo(dataDir, (startAt) => startSystem({ ...options, startAt }))
		: startSystem({ ...options, mailServer }));

	if (seedOnly) {
		await system.stop();
		console.log(wantsDemo ? `The demo firm is in ${dataDir}` : `${dataDir} is not empty; nothing was changed`);
		return;
	}
	stopOnSignal(system);
	// What the demo firm wrote in its past is nobody's mail.
	if (mailServer) system.relayThrough(mailServer);
	announce(system, demoOf(dataDir), mailServer && named(mailServer));
}

function portOf(text = '3000'): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`PORT is a number up to 65535, not ${text}`);
	return port;
}

function quotaOf(text?: string): Pick<SystemOptions, 'quota'> {
	if (!text) return {};
	const perSecond = Number(text);
	if (!(perSecond > 0)) throw new Error(`MAIL_PER_SECOND is a number above 0, not ${text}`);
	return { quota: { perSecond, perDay: Math.ceil(perSecond * 86_400) } };
}

/** Ends everything in order. Whatever hangs is left behind after two seconds; a kill harms nothing either. */
function stopOnSignal(system: System): void {
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			// One Ctrl-C comes twice: from the terminal, and from npm.
			if (stopping) return;
			stopping = true;
			setTimeout(() => process.exit(1), 2000).unref();
			void system.stop().then(() => process.exit(0));
		});
	}
}

function announce({ origin }: System, people: DemoPerson[], server: string | undefined): void {
	const width = Math.max(...people.map(({ name }) => name.length), 0);
	const line = ({ name, mail, role }: DemoPerson) => `  ${role.padEnd(8)} ${name.padEnd(width)}  ${mail}`;
	console.log(`
FocusCoachee  ${origin}
Mailbox       ${origin}/local/mailbox  (every letter ${server ? `is kept here, and leaves through ${server}` : 'lands here'})
${people.length > 0 ? `\nSign in as one of these; the link and the code come to the mailbox:\n${people.map(line).join('\n')}\n` : ''}
ready ${origin}`);
}
