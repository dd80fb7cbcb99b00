import type { LocalClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { Malformed } from './key-condition.ts';
import type { Meter } from './meter.ts';
import type { Caller, Permissions } from './permissions.ts';
import type { IndexLag } from './table-index-lag.ts';
import { accessesOf, type Access, type Body, type Key, touchedBy, writtenBy } from './table-request.ts';
import type { Upstream } from './table-upstream.ts';
import { type Call, type Dialect, listen, type Signer, WireError } from './wire.ts';

export interface TableOptions {
	upstream: Upstream;
	clock: LocalClock;
	faults: Faults;
	meter: Meter;
	permissions: Permissions;
	/** Whose credentials these are; undefined for nobody's. */
	callerOf(signer: Signer): Caller | undefined;
	/** What queries of an index are answered from, when indexes lag. */
	lag?: IndexLag | undefined;
	/** After each write. */
	onWrite?: () => void;
}

const ARN = 'arn:aws:dynamodb:eu-west-1:000000000000:';

/**
 * DynamoDB's own wire in front of the table server. It adds what that server does not know and AWS does: who is asking and
 * what their role allows, transaction conflicts, indexes that lag, and whatever faults a test has queued. It counts units.
 */
export async function startTable(options: TableOptions): Promise<{ endpoint: string; stop(): Promise<void> }> {
	const { upstream, clock, faults, meter, permissions, lag } = options;
	const busy = new Set<string>();

	async function forward(role: string, operation: string, body: Body): Promise<string> {
		if (faults.take('table', operation, body, 'conflict')) throw conflict(operation, body, () => true);
		const { ReturnConsumedCapacity: wanted, ClientRequestToken: _, ...rest } = body;
		const stale = operation === 'Query' && body.IndexName !== undefined && body.ConsistentRead !== true && lag;
		const answer = await (stale ? stale.upstream : upstream)
			.send(operation, { ...rest, ...(operation !== 'DescribeTable' && { ReturnConsumedCapacity: 'INDEXES' }) })
			.catch(() => {
				throw new WireError('InternalServerError', 500, 'The table does not answer');
			});
		if (answer.status !== 200) throw new UpstreamError(answer);
		const { ConsumedCapacity: consumed, ...result } = JSON.parse(answer.body) as Body;
		meter.count(role, operation, body.IndexName as string | undefined, consumed as object);
		await lag?.note(writtenBy(operation, body));
		if (!/Get|Query|Describe/.test(operation)) options.onWrite?.();
		return JSON.stringify(wanted && wanted !== 'NONE' ? { ...result, ConsumedCapacity: consumed } : result);
	}

	/** Two transactions on one row at one time: AWS lets neither wait for the other. */
	async function alone(operation: string, body: Body, run: () => Promise<string>): Promise<string> {
		const keys = operation.startsWith('Transact') ? touchedBy(body).map(nameOf) : [];
		const written = new Set(writtenBy(operation, body).map(nameOf));
		if ([...written, ...keys].some((key) => busy.has(key)))
			throw conflict(operation, body, (key) => busy.has(nameOf(key)));
		const held = operation === 'TransactWriteItems' ? keys : [];
		for (const key of held) busy.add(key);
		return run().finally(() => held.forEach((key) => busy.delete(key)));
	}

	function operation(call: Call) {
		const name = /^DynamoDB_20120810\.(\w+)$/.exec(String(call.headers['x-amz-target']))?.[1] ?? '';
		const caller = options.callerOf(call.signer);
		if (!caller)
			throw new WireError('UnrecognizedClientException', 400, 'The security token included in the request is invalid.');
		const body = parse(call.body);
		const accesses = understood(() => accessesOf(name, body));
		if (!accesses && name !== 'Scan')
			throw new WireError('UnknownOperationException', 400, `${name} is not offered here`);
		const asked = accesses ?? [
			{ action: 'dynamodb:Scan', resource: `table/${String(body.TableName)}`, leadingKeys: [] },
		];
		const denied = name === 'Scan' ? asked[0] : refused(permissions, caller, asked);
		if (denied) throw new WireError('AccessDeniedException', 400, denial(caller, denied));
		const role = (caller.roleArn.split('/').at(-1) ?? '').replace('focuscoachee-', '');
		return { name, request: body, run: () => alone(name, body, () => forward(role, name, body)) };
	}

	return listen({ service: 'table', clock, faults, dialect, operation });
}

/**
 * The first access that the caller's role does not allow. Members of one transaction are judged one by one, and also those
 * of one action together, as a batch is: AWS does not say which it does, and what passes both passes there.
 */
function refused(permissions: Permissions, caller: Caller, accesses: Access[]): Access | undefined {
	const together = new Map<string, Access>();
	for (const access of accesses) {
		const { action, resource, leadingKeys } = access;
		const sum = together.get(`${action} ${resource}`);
		together.set(`${action} ${resource}`, { ...access, leadingKeys: [...(sum?.leadingKeys ?? []), ...leadingKeys] });
	}
	return [...accesses, ...together.values()].find(
		({ action, resource, leadingKeys, enclosing }) =>
			!permissions.may(caller, action, ARN + resource, {
				'dynamodb:LeadingKeys': leadingKeys,
				...(enclosing && { 'dynamodb:EnclosingOperation': [enclosing] }),
			}),
	);
}

const denial = ({ roleArn }: Caller, { action, resource }: Access): string =>
	`User: ${roleArn} is not authorized to perform: ${action} on resource: ${ARN}${resource} because no identity-based policy allows the ${action} action`;

function understood<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof Malformed) throw new WireError('ValidationException', 400, error.message);
		throw error;
	}
}

function parse(text: string): Body {
	try {
		return JSON.parse(text) as Body;
	} catch {
		throw new WireError('SerializationException', 400, 'The body is not JSON');
	}
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\0${sk}`;

function conflict(operation: string, body: Body, hit: (key: Key) => boolean): WireError {
	const message = 'Transaction is ongoing for the item';
	if (!operation.startsWith('Transact')) return new WireError('TransactionConflictException', 400, message);
	const reasons = touchedBy(body).map((key) => (hit(key) ? { Code: 'TransactionConflict', Message: message } : { Code: 'None' })); // prettier-ignore
	return new UpstreamError({
		status: 400,
		body: JSON.stringify({
			__type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
			message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
			CancellationReasons: reasons,
		}),
	});
}

/** An error whose body is complete already. */
class UpstreamError extends WireError {
	body: string;
	constructor({ status, body }: { status: number; body: string }) {
		super('UpstreamError', status, 'The table server refused');
		this.body = body;
	}
}

const dialect: Dialect = {
	contentType: 'application/x-amz-json-1.0',
	throttling: { error: 'ThrottlingException', status: 400 },
	failure: (error) =>
		error instanceof UpstreamError
			? error.body
			: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error.name}`, message: error.message }),
};
