import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { type Mail, mailOf, type Outcome } from './mail.ts';
import { eventsOf, type MailEvent, type Place } from './mail-events.ts';
import { messageOf } from './mail-message.ts';
import { startOutbox } from './mail-outbox.ts';
import { type Relay, startRelay } from './mail-relay.ts';
import { type Letter, readLetter, recipientsOf } from './mail-request.ts';
import type { MailServer } from './mail-server.ts';
import { type MailStore, openMailStore, type Outgoing } from './mail-store.ts';
import { suppressionOf } from './mail-suppression.ts';
import { bodyOf, restJson, unknownOperation } from './rest-json.ts';
import { type Call, listen, type May, type Operation, type Signer, WireError } from './wire.ts';

export type SesOptions = {
	/** The SQLite file that holds the letters. */
	path: string;
	clock: LocalClock;
	faults: Faults;
	/** Hears what becomes of each letter, at least once and after `SendEmail` has answered; a rejection is told again. */
	onEvent: (event: MailEvent) => Promise<void>;
	/**
	 * The verified identity, an address or a domain, and its configuration set, which is then the only one there is and
	 * counts where a request names none. Without it every sender is verified and every set exists.
	 */
	identity?: { name: string; configurationSet: string };
	/** Asked for every request, for `SendEmail` of the identity and the configuration set; without it everybody may. */
	may?: May;
	/** The account in the ARNs. */
	account?: string;
	/** What it says it takes; it takes more, as the service mostly does. Plenty unless told. */
	quota?: MailQuota;
	/** Hears in a line when a mail server takes no letters. */
	report?: (line: string) => void;
};

export type MailQuota = { perSecond: number; perDay: number };
const PLENTY: MailQuota = { perSecond: 1000, perDay: 10_000_000 };

export type LocalSes = {
	endpoint: string;
	/** Every letter taken, the newest last. */
	mails(): Mail[];
	/** From now on letters leave through this server; those to invented people stay here. */
	relayThrough(server: MailServer): void;
	/** The server they leave through. */
	server(): MailServer | undefined;
	/** How many events nobody has heard yet. */
	untold(): number;
	stop(): Promise<void>;
};

/** SES v2 on one machine: takes letters, keeps them on disk before it answers, and tells what becomes of them. */
export async function startSes(options: SesOptions): Promise<LocalSes> {
	const { path, clock, faults, onEvent, report = () => {} } = options;
	const store = openMailStore(path);
	const outbox = startOutbox({ store, faults, onEvent });
	let relay: Relay | undefined;
	const dialect = restJson('message', { error: 'TooManyRequestsException', status: 429 });
	const operation = (call: Call) => route({ options, store, outbox, relay: () => relay }, call);
	const server = await listen({ service: 'ses', clock, faults, dialect, operation });
	return {
		endpoint: server.endpoint,
		mails: store.mails,
		relayThrough(through) {
			relay ??= startRelay({ store, server: through, now: clock.now, report, onAnswer: outbox.wake });
		},
		server: () => relay?.server,
		untold: () => store.untold().length,
		async stop() {
			outbox.stop();
			await server.stop();
			await relay?.stop();
			store.close();
		},
	};
}

type Ses = { options: SesOptions; store: MailStore; outbox: { wake(): void }; relay: () => Relay | undefined };

function route(ses: Ses, call: Call): Operation {
	const { options, store } = ses;
	const { method, path, query, signer } = call;
	const [version, email, noun, list, address, ...rest] = path;
	if (version !== 'v2' || email !== 'email' || rest.length > 0) throw unknownOperation();
	const suppression = suppressionOf(store, options.clock.now);
	const does = (name: string, request: Operation['request'], run: () => string): Operation => ({
		name,
		request,
		run() {
			allow(options, signer, `ses:${name}`, '*');
			return run();
		},
	});

	if (noun === 'outbound-emails' && method === 'POST' && list === undefined) {
		const request = bodyOf(call);
		return { name: 'SendEmail', request, run: () => send(ses, signer, request) };
	}
	if (noun === 'account' && method === 'GET' && list === undefined) {
		return does('GetAccount', {}, () => account(store, options));
	}
	if (noun !== 'suppression' || list !== 'addresses') throw unknownOperation();
	if (address === undefined) {
		if (method === 'GET') return does('ListSuppressedDestinations', {}, () => suppression.list(query));
		if (method !== 'PUT') throw unknownOperation();
		const request = bodyOf(call);
		return does('PutSuppressedDestination', request, () => suppression.put(request));
	}
	const request = { EmailAddress: address };
	if (method === 'GET') return does('GetSuppressedDestination', request, () => suppression.get(address));
	if (method === 'DELETE') return does('DeleteSuppressedDestination', request, () => suppression.remove(address));
	throw unknownOperation();
}

async function send(ses: Ses, signer: Signer, request: Operation['request']): Promise<string> {
	const { options, store, outbox } = ses;
	const relay = ses.relay();
	const letter = await readLetter(request);
	const configurationSet = letter.configurationSet ?? options.identity?.configurationSet;
	const raw = 'Raw' in (request.Content as object);
	const { account: id = ACCOUNT } = options;
	const arn = (resource: string) => `arn:aws:ses:${signer.region}:${id}:${resource}`;
	const context = {
		'ses:FromAddress': letter.from.address,
		'ses:FromDisplayName': letter.from.name,
		'ses:Recipients': recipientsOf(letter),
	};
	const action = raw ? 'ses:SendRawEmail' : 'ses:SendEmail';
	allow(options, signer, action, arn(`identity/${identityOf(options, letter)}`), context);
	if (configurationSet) allow(options, signer, action, arn(`configuration-set/${configurationSet}`), context);
	assertConfigurationSet(options, configurationSet);

	const place = { account: id, region: signer.region };
	const outcomeOf = (address: string): Outcome => {
		if (store.suppressed(address)) return 'suppressed';
		return relay && !isInvented(address) ? 'leaving' : simulated(address);
	};
	const mail = mailOf(letter, { now: options.clock.now(), region: place.region, configurationSet, outcomeOf });
	store.take(mail, eventsOf(mail, place), relay && (await outgoing(mail, letter, relay, place)));
	relay?.wake();
	// The answer goes first, as it mostly does there; nobody may rely on it.
	setImmediate(outbox.wake);
	return JSON.stringify({ MessageId: mail.messageId });
}

/** A letter on its way out; undefined when all it goes to are invented. */
async function outgoing(
	{ messageId, recipients }: Mail,
	letter: Letter,
	{ server }: Relay,
	place: Place,
): Promise<Outgoing | undefined> {
	const addresses = recipients.filter(({ outcome }) => outcome === 'leaving').map(({ address }) => address);
	if (addresses.length === 0) return undefined;
	const sender = server.from ?? letter.from.address;
	// In the world it is today, whatever the local clock says.
	const date = new Date();
	return {
		addresses,
		sender,
		place,
		since: date.getTime(),
		message: await messageOf(letter, { messageId, date, from: sender }),
	};
}

/** Nobody lives at these names (RFC 2606); the people of the demo firm do. */
const isInvented = (address: string): boolean => /(@|\.)(example|example\.(com|net|org))$/i.test(address);

const ACCOUNT = '000000000000';

/** What SES's mailbox simulator does with an address; here at any domain, so that an invented person may bounce. */
function simulated(address: string): Outcome {
	const [, box] = /^(bounce|complaint|suppressionlist)(?:\+[^@]*)?@/i.exec(address) ?? [];
	const outcomes: Record<string, Outcome> = {
		bounce: 'bounced',
		complaint: 'complained',
		suppressionlist: 'suppressed',
	};
	return outcomes[box?.toLowerCase() ?? ''] ?? 'delivered';
}

/** The identity the sender's address belongs to. */
function identityOf({ identity }: SesOptions, { from: { address } }: Letter): string {
	const sender = address.toLowerCase();
	const domain = sender.slice(sender.lastIndexOf('@') + 1);
	if (!identity) return domain;
	const name = identity.name.toLowerCase();
	if (sender === name || domain === name || domain.endsWith(`.${name}`)) return identity.name;
	throw new WireError('MessageRejected', 400, 'Email address is not verified: the sender belongs to no identity.');
}

function assertConfigurationSet({ identity }: SesOptions, name: string | undefined): void {
	if (!identity || name === identity.configurationSet) return;
	throw new WireError('NotFoundException', 404, `Configuration set <${name}> does not exist.`);
}

function allow({ may }: SesOptions, signer: Signer, action: string, resource: string, context = {}): void {
	if (!may || may(signer, action, resource, context)) return;
	throw new WireError('AccessDeniedException', 403, `The caller is not authorized to perform ${action} on ${resource}`);
}

const account = (store: MailStore, { clock, quota: { perSecond, perDay } = PLENTY }: SesOptions) => {
	const sent = store.sentSince(clock.now().getTime() - 86_400_000);
	return JSON.stringify({
		SendingEnabled: true,
		ProductionAccessEnabled: true,
		EnforcementStatus: 'HEALTHY',
		DedicatedIpAutoWarmupEnabled: false,
		SendQuota: { Max24HourSend: perDay, MaxSendRate: perSecond, SentLast24Hours: sent },
		SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
	});
};
