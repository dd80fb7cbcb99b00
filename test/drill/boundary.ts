import type { HttpRequest } from '@aws-sdk/types';

/** A request of a function as it leaves the SDK. */
export type Request = Pick<HttpRequest, 'method' | 'path' | 'headers'> & {
	hostname: string;
	port?: number;
	query?: Record<string, string | string[] | null>;
	body?: string | Uint8Array;
};

export type Service = 'table' | 'scheduler' | 'lambda' | 'ses' | 'sts';

/** What a request is about, as far as its fate needs to know. */
export interface Errand {
	service: Service;
	operation: string;
	/** Operation and kind of thing, in a few words. */
	what: string;
	reads: boolean;
	body: string;
}

const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
	Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

export function errandOf(service: Service, { method, path, headers, body }: Request): Errand {
	const text = typeof body === 'string' ? body : body ? textOf(body) : '';
	const errand = (operation: string, what = operation, reads = false): Errand => ({
		service,
		operation,
		what,
		reads,
		body: text,
	});
	switch (service) {
		case 'table': {
			const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
			return errand(operation, `${operation} ${thingOf(operation, text)}`, /Get|Query/.test(operation));
		}
		case 'scheduler':
			return errand({ POST: 'CreateSchedule', DELETE: 'DeleteSchedule', GET: 'GetSchedule' }[method] ?? method);
		case 'lambda':
			return errand('Invoke');
		case 'ses':
			if (path.endsWith('/outbound-emails')) return errand('SendEmail');
			return errand(
				path.endsWith('/account') ? 'GetAccount' : `${method} ${path.split('/')[3] ?? ''}`,
				undefined,
				method === 'GET',
			);
		case 'sts':
			return errand('AssumeRole');
	}
}

type Keys = Record<string, { S?: string }>;

/** The kind of row: every sort key names it. */
const kindOf = ({ sk }: Keys): string => /(\w+?)_1(?:#|$)/.exec(sk?.S ?? '')?.[1] ?? 'row';

function thingOf(operation: string, text: string): string {
	const body = JSON.parse(text) as Record<string, unknown>;
	if (operation === 'Query') {
		const values = Object.values((body.ExpressionAttributeValues ?? {}) as Record<string, { S?: string }>);
		const sort = values
			.map(({ S = '' }) => /^\$(\w+?)(?:_1)?(?:#|$)/.exec(S)?.[1])
			.find((name) => name && name !== 'fc');
		return body.IndexName ? `of ${sort ?? String(body.IndexName)}` : `of ${kindsIn(values) ?? sort ?? 'rows'}`;
	}
	if (operation === 'TransactWriteItems') return transactionOf(body.TransactItems as Transacted[]);
	if (operation === 'BatchGetItem') {
		const [first] = Object.values(body.RequestItems as Record<string, { Keys: Keys[] }>);
		return kindOf(first?.Keys[0] ?? {});
	}
	return kindOf((body.Key ?? body.Item ?? {}) as Keys);
}

const kindsIn = (values: { S?: string }[]): string | undefined =>
	values.map(({ S = '' }) => /#(\w+?)_1(?:#|$)/.exec(S)?.[1]).find(Boolean);

type Transacted = Record<string, { Key?: Keys; Item?: Keys }>;

/** A letter's claim and its end by their own names; otherwise the things that are written, without what always goes along. */
function transactionOf(items: Transacted[]): string {
	const kinds = new Set(
		items.flatMap((item) =>
			Object.entries(item)
				.filter(([verb]) => verb !== 'ConditionCheck')
				.map(([, { Key, Item }]) => kindOf(Key ?? Item ?? {})),
		),
	);
	if (kinds.has('letterbox') && kinds.has('letter')) return 'claim';
	if (kinds.has('letterbox')) return 'letterbox';
	if (kinds.has('letter')) return 'outcome of a letter';
	for (const besides of ['revision', 'participation', 'token', 'privateRevision']) kinds.delete(besides);
	// A session is planned in its trajectory, and takes its actions along.
	if (kinds.has('session')) return 'session';
	return [...kinds].sort().join(' and ') || 'rows';
}
