import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Actor } from '#shared/domain/actor.ts';
import { Refusal } from '#shared/errors.ts';

/** Reads one setting of this function. Throws at start rather than in the middle of a request. */
export function setting(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`The setting ${name} is missing`);
	return value;
}

const TIMEOUT = { requestTimeout: 5_000, connectionTimeout: 2_000, throwOnRequestTimeout: true };
const MARSHAL = { marshallOptions: { removeUndefinedValues: true } };
/** A function serves many firms over its life; the least recently used clients are let go. */
const TENANTS_HELD = 200;

/** The function's own role: key families of its own, never a tenant's content. */
export const ownClient = once(() =>
	DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: TIMEOUT }), MARSHAL),
);
const sts = once(() => new STSClient({ requestHandler: TIMEOUT }));

const tenantClients = new Map<string, DynamoDBDocumentClient>();

/** A client whose credentials were assumed for one tenant: whatever the code above it asks for, other tenants stay shut. */
function tenantClient(tenantId: string): DynamoDBDocumentClient {
	const known = tenantClients.get(tenantId);
	tenantClients.delete(tenantId);
	const client =
		known ??
		DynamoDBDocumentClient.from(
			new DynamoDBClient({ requestHandler: TIMEOUT, credentials: () => credentialsFor(tenantId) }),
			MARSHAL,
		);
	tenantClients.set(tenantId, client);
	if (tenantClients.size > TENANTS_HELD) tenantClients.delete(tenantClients.keys().next().value!);
	return client;
}

async function credentialsFor(tenantId: string) {
	const roleArn = process.env.CONSOLE_ROLE_ARN ?? setting('TENANT_ROLE_ARN');
	const { Credentials } = await sts().send(
		new AssumeRoleCommand({
			RoleArn: roleArn,
			RoleSessionName: tenantId,
			Tags: [{ Key: 'tenantId', Value: tenantId }],
		}),
	);
	if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) {
		throw new Refusal('unavailable', 'We cannot reach your workspace just now. Nothing was changed');
	}
	return {
		accessKeyId: Credentials.AccessKeyId,
		secretAccessKey: Credentials.SecretAccessKey,
		sessionToken: Credentials.SessionToken,
		expiration: Credentials.Expiration,
	};
}

/** The client this actor's requests go through. Workers of ours keep the small role of their function. */
export const clientOf = (actor: Actor): DynamoDBDocumentClient =>
	actor.kind === 'system' ? ownClient() : tenantClient(actor.tenantId);

function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
