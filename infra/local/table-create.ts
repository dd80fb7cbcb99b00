import {
	CreateTableCommand,
	DescribeTableCommand,
	ResourceNotFoundException,
	UpdateTableCommand,
	UpdateTimeToLiveCommand,
	type DynamoDBClient,
	type GlobalSecondaryIndex,
	type GlobalSecondaryIndexDescription,
	type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { tableSchema, type IndexSchema } from '#services/table.schema.ts';

/** Makes the table as its schema says, or brings an older one's indexes up to it; rows stay. */
export async function createTable(client: DynamoDBClient, TableName: string, stream = true): Promise<void> {
	const found = await describe(client, TableName);
	if (found) return bringUp(client, TableName, found);
	await client.send(
		new CreateTableCommand({
			TableName,
			BillingMode: 'PAY_PER_REQUEST',
			AttributeDefinitions: attributes([tableSchema, ...tableSchema.indexes]),
			KeySchema: keys(tableSchema),
			GlobalSecondaryIndexes: tableSchema.indexes.map(index),
			...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: tableSchema.stream } }),
		}),
	);
	await client.send(
		new UpdateTimeToLiveCommand({
			TableName,
			TimeToLiveSpecification: { Enabled: true, AttributeName: tableSchema.expiry },
		}),
	);
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
	try {
		return (await client.send(new DescribeTableCommand({ TableName }))).Table;
	} catch (error) {
		if (error instanceof ResourceNotFoundException) return undefined;
		throw error;
	}
}

async function bringUp(client: DynamoDBClient, TableName: string, found: TableDescription): Promise<void> {
	const update = (change: Partial<ConstructorParameters<typeof UpdateTableCommand>[0]>) =>
		client.send(new UpdateTableCommand({ TableName, ...change }));
	for (const wanted of tableSchema.indexes) {
		const old = found.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === wanted.name);
		if (old && shape(old) === shape(index(wanted))) continue;
		if (old) await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: wanted.name } }] });
		await update({
			AttributeDefinitions: attributes([wanted]),
			GlobalSecondaryIndexUpdates: [{ Create: index(wanted) }],
		});
	}
}

type Keyed = { partitionKey: string; sortKey: string };

const keys = ({ partitionKey, sortKey }: Keyed) => [
	{ AttributeName: partitionKey, KeyType: 'HASH' as const },
	{ AttributeName: sortKey, KeyType: 'RANGE' as const },
];

const attributes = (of: Keyed[]) =>
	of
		.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])
		.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));

const index = (schema: IndexSchema): GlobalSecondaryIndex => ({
	IndexName: schema.name,
	KeySchema: keys(schema),
	Projection: schema.include.length
		? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...schema.include] }
		: { ProjectionType: 'KEYS_ONLY' },
});

const shape = ({ KeySchema, Projection }: GlobalSecondaryIndexDescription): string =>
	JSON.stringify([
		KeySchema?.map(({ AttributeName }) => AttributeName),
		Projection?.ProjectionType,
		Projection?.NonKeyAttributes?.toSorted(),
	]);
