import { tableSchema } from '#services/table.schema.ts';
import { Malformed, partitionOf, type Keyed } from './key-condition.ts';

/** One thing a request needs leave for, as IAM sees it. */
export interface Access {
	action: string;
	/** `table/<name>` or `table/<name>/index/<index>`. */
	resource: string;
	leadingKeys: string[];
	/** The transaction it is part of. */
	enclosing?: string;
}

export type Body = Record<string, unknown>;
export type Key = { pk: string; sk: string };
type Attributes = Record<string, { S?: unknown } | undefined>;
type Member = Keyed & { TableName?: unknown; Key?: Attributes; Item?: Attributes };

const TRANSACTED: Record<string, string> = {
	Put: 'PutItem',
	Update: 'UpdateItem',
	Delete: 'DeleteItem',
	ConditionCheck: 'ConditionCheckItem',
	Get: 'GetItem',
};

/** Everything a request needs leave for; undefined for an operation that is not offered. Throws `Malformed`. */
export function accessesOf(operation: string, body: Body): Access[] | undefined {
	switch (operation) {
		case 'GetItem':
		case 'PutItem':
		case 'UpdateItem':
		case 'DeleteItem':
			return [access(operation, body as Member, [leading(body as Member)])];
		case 'Query':
			return [query(body)];
		case 'BatchGetItem':
			return batches(operation, body, (batch) => (batch as { Keys?: Attributes[] }).Keys?.map((Key) => ({ Key })));
		case 'BatchWriteItem':
			return batches(operation, body, (batch) => (batch as Record<string, Member>[]).flatMap(Object.values));
		case 'TransactGetItems':
		case 'TransactWriteItems':
			return members(body).map(([kind, member]) => ({
				...access(TRANSACTED[kind] ?? kind, member, [leading(member)]),
				enclosing: operation,
			}));
		case 'DescribeTable':
			return [access(operation, body as Member, [])];
		default:
			return undefined;
	}
}

/** The rows a successful request has changed. */
export function writtenBy(operation: string, body: Body): Key[] {
	switch (operation) {
		case 'PutItem':
		case 'UpdateItem':
		case 'DeleteItem':
			return [keyOf(body as Member)];
		case 'BatchWriteItem':
			return Object.values((body.RequestItems ?? {}) as Record<string, Record<string, Member>[]>).flatMap((batch) =>
				batch.flatMap(Object.values).map(keyOf),
			);
		case 'TransactWriteItems':
			return members(body)
				.filter(([kind]) => kind !== 'ConditionCheck')
				.map(([, member]) => keyOf(member));
		default:
			return [];
	}
}

/** Every row a transaction touches, checks included. */
export const touchedBy = (body: Body): Key[] => members(body).map(([, member]) => keyOf(member));

function query(body: Body): Access {
	if (body.KeyConditions) throw new Malformed('KeyConditions are not offered; use KeyConditionExpression');
	const index = tableSchema.indexes.find(({ name }) => name === body.IndexName);
	if (body.IndexName !== undefined && !index)
		throw new Malformed(`The table does not have the specified index: ${String(body.IndexName)}`);
	const { partitionKey } = index ?? tableSchema;
	const partition = partitionOf(body, partitionKey);
	// dynoxide takes any start; AWS insists that it lies in the partition read.
	const start = (body.ExclusiveStartKey as Attributes | undefined)?.[partitionKey]?.S ?? partition;
	if (start !== partition) throw new Malformed('The provided starting key is outside query boundaries');
	const made = access('Query', body as Member, [partition]);
	return index ? { ...made, resource: `${made.resource}/index/${index.name}` } : made;
}

const access = (operation: string, { TableName }: Member, leadingKeys: string[]): Access => ({
	action: `dynamodb:${operation}`,
	resource: `table/${text(TableName, 'TableName')}`,
	leadingKeys,
});

function batches(operation: string, body: Body, keyed: (batch: unknown) => Member[] | undefined): Access[] {
	return Object.entries((body.RequestItems ?? {}) as Record<string, unknown>).map(([TableName, batch]) =>
		access(operation, { TableName }, (keyed(batch) ?? []).map(leading)),
	);
}

function members(body: Body): [string, Member][] {
	if (!Array.isArray(body.TransactItems)) throw new Malformed('TransactItems is a list');
	return (body.TransactItems as Record<string, Member>[]).flatMap((item) => Object.entries(item));
}

const attributesOf = ({ Key, Item }: Member): Attributes => Key ?? Item ?? {};
const leading = (member: Member): string =>
	text(attributesOf(member)[tableSchema.partitionKey]?.S, tableSchema.partitionKey);
const keyOf = (member: Member): Key => ({
	pk: leading(member),
	sk: text(attributesOf(member)[tableSchema.sortKey]?.S, tableSchema.sortKey),
});

function text(value: unknown, name: string): string {
	if (typeof value !== 'string') throw new Malformed(`${name} is missing, or is no string`);
	return value;
}
