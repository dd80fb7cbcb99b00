import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startTableServer } from '#infra/local/dynoxide.ts';
import { createTable } from '#infra/local/table-create.ts';

/** A table of its own in memory, on a real server, with nobody's rights in between. */
export async function startTable() {
	const server = await startTableServer();
	const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
	const raw = new DynamoDBClient({ endpoint: server.endpoint, region: 'eu-west-1', credentials });
	await createTable(raw, 'focuscoachee', false);
	return {
		endpoint: server.endpoint,
		table: 'focuscoachee',
		client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
		stop: async () => {
			raw.destroy();
			await server.stop();
		},
	};
}
