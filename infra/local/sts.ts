import { randomBytes, randomUUID } from 'node:crypto';
import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { readAssumeRole } from './sts-request.ts';
import { type Call, type Dialect, listen, type Operation, type Signer, WireError } from './wire.ts';

export type StsOptions = {
	clock: LocalClock;
	faults: Faults;
	/** The target's trust and the caller's own policies: both `sts:AssumeRole` and, with tags, `sts:TagSession`. */
	mayAssume(callerRoleArn: string, targetRoleArn: string, tags: Readonly<Record<string, string>>): boolean;
};

/** As the SDK's clients take them. Without `expiration` they hold until the stand-in stops. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration?: Date };

export type Role = { roleArn: string; tags: Readonly<Record<string, string>> };

export type LocalSts = {
	endpoint: string;
	/** Whose credentials these are; undefined when they are unknown, do not belong together, or have run out. */
	roleOf(accessKeyId: string, sessionToken: string | undefined): Role | undefined;
	/** Credentials of a role that do not run out, as a function finds them in its environment. */
	mint(roleArn: string, tags?: Record<string, string>): Credentials;
	stop(): Promise<void>;
};

/**
 * STS on one machine: who holds which role. It keeps nothing on disk: after a restart every handler starts anew with
 * credentials minted for it, and credentials of before are unknown.
 */
export async function startSts({ clock, faults, mayAssume }: StsOptions): Promise<LocalSts> {
	const sessions = new Sessions(clock);

	function assume({ accessKeyId, sessionToken }: Signer, form: URLSearchParams): string {
		const caller = sessions.find(accessKeyId, sessionToken);
		if (caller === 'unknown')
			throw new WireError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
		if (caller === 'expired')
			throw new WireError('ExpiredToken', 403, 'The security token included in the request is expired');
		const { roleArn, sessionName, seconds, tags } = readAssumeRole(form);
		if (!mayAssume(caller.roleArn, roleArn, tags)) {
			const message = `${caller.roleArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
			throw new WireError('AccessDenied', 403, message);
		}
		const expiration = new Date(Math.floor(clock.now().getTime() / 1000 + seconds) * 1000);
		return assumed(sessions.open({ roleArn, tags }, expiration), roleArn, sessionName);
	}

	function operation(call: Call): Operation {
		const form = new URLSearchParams(call.body);
		const name = form.get('Action') ?? '';
		if (name !== 'AssumeRole') throw new WireError('InvalidAction', 400, 'Could not find this operation here');
		return { name, request: Object.fromEntries(form), run: () => assume(call.signer, form) };
	}

	const server = await listen({ service: 'sts', clock, faults, dialect: DIALECT, operation });
	return {
		endpoint: server.endpoint,
		roleOf(accessKeyId, sessionToken) {
			const found = sessions.find(accessKeyId, sessionToken);
			return typeof found === 'string' ? undefined : found;
		},
		mint: (roleArn, tags = {}) => sessions.open({ roleArn, tags }),
		stop: server.stop,
	};
}

type Session = Role & Credentials;

class Sessions {
	#clock: LocalClock;
	#byKey = new Map<string, Session>();
	#sweepAt = 1000;

	constructor(clock: LocalClock) {
		this.#clock = clock;
	}

	open({ roleArn, tags }: Role, expiration?: Date): Credentials {
		const credentials: Credentials = {
			accessKeyId: `ASIA${[...randomBytes(16)].map((byte) => BASE32[byte % 32]).join('')}`,
			secretAccessKey: randomBytes(30).toString('base64'),
			sessionToken: randomBytes(96).toString('base64'),
			expiration,
		};
		this.#byKey.set(credentials.accessKeyId, { roleArn, tags, ...credentials });
		this.#sweep();
		return credentials;
	}

	find(accessKeyId: string, sessionToken: string | undefined): Role | 'unknown' | 'expired' {
		const session = this.#byKey.get(accessKeyId);
		if (!session || session.sessionToken !== sessionToken) return 'unknown';
		if (this.#isOver(session)) return 'expired';
		return { roleArn: session.roleArn, tags: session.tags };
	}

	#isOver({ expiration }: Session): boolean {
		return expiration !== undefined && expiration <= this.#clock.now();
	}

	// Each time the number has doubled, so that a long day of short sessions costs neither memory nor time.
	#sweep(): void {
		if (this.#byKey.size < this.#sweepAt) return;
		for (const [key, session] of this.#byKey) if (this.#isOver(session)) this.#byKey.delete(key);
		this.#sweepAt = Math.max(1000, this.#byKey.size * 2);
	}
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

const DIALECT: Dialect = {
	contentType: 'text/xml',
	throttling: { error: 'Throttling', status: 400 },
	failure({ name, status, message }, requestId) {
		const code = name.replace(/^(MissingAuthenticationToken)Exception$/, '$1');
		const type = status < 500 ? 'Sender' : 'Receiver';
		return `<ErrorResponse ${NAMESPACE}><Error><Type>${type}</Type><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
	},
};

function assumed(credentials: Credentials, roleArn: string, sessionName: string): string {
	const [, , , , account, role = ''] = roleArn.split(':');
	const arn = `arn:aws:sts::${account}:assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/${sessionName}`;
	return `<AssumeRoleResponse ${NAMESPACE}><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROALOCALROLE:${xml(sessionName)}</AssumedRoleId><Arn>${xml(arn)}</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>${credentials.accessKeyId}</AccessKeyId><SecretAccessKey>${xml(credentials.secretAccessKey)}</SecretAccessKey><SessionToken>${xml(credentials.sessionToken)}</SessionToken><Expiration>${credentials.expiration?.toISOString()}</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></AssumeRoleResponse>`;
}

const xml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
