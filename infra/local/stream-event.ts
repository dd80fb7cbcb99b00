import type { AttributeValue, _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';

/** Lambda's own form of a stream's records; keys only, as the table's stream is. */
export interface StreamEvent {
	Records: EventRecord[];
}
export interface EventRecord {
	eventID: string | undefined;
	eventName: string | undefined;
	eventVersion: string | undefined;
	eventSource: 'aws:dynamodb';
	eventSourceARN: string;
	awsRegion: string;
	dynamodb: {
		/** Epoch seconds. */
		ApproximateCreationDateTime: number;
		Keys: Record<string, AttributeValue>;
		SequenceNumber: string;
		SizeBytes: number | undefined;
		StreamViewType: 'KEYS_ONLY';
	};
}

/** The mapping's filter: rows of tenants; nobody waits for what sign-in writes. */
const WANTED = '$fc#t_';

/** Those of the records that pass the filter. */
export const batchOf = (records: readonly StreamRecord[], table: string): StreamEvent => ({
	Records: records
		.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S?.startsWith(WANTED))
		.map((one) => eventOf(one, table)),
});

const eventOf = ({ eventID, eventName, eventVersion, dynamodb }: StreamRecord, table: string): EventRecord => ({
	eventID,
	eventName,
	eventVersion,
	eventSource: 'aws:dynamodb',
	eventSourceARN: `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}/stream/local`,
	awsRegion: 'eu-west-1',
	dynamodb: {
		ApproximateCreationDateTime: Number(dynamodb?.ApproximateCreationDateTime) / 1000,
		Keys: dynamodb?.Keys ?? {},
		SequenceNumber: dynamodb?.SequenceNumber ?? '',
		SizeBytes: dynamodb?.SizeBytes,
		StreamViewType: 'KEYS_ONLY',
	},
});
