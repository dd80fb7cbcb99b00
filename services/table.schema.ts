/** The one table, as CDK and the local system both create it. Change it here and nowhere else. */
export interface TableSchema {
	partitionKey: string;
	sortKey: string;
	/** Epoch seconds; rows past it may be read for days still, so readers check it themselves. */
	expiry: string;
	stream: 'KEYS_ONLY';
	indexes: readonly IndexSchema[];
}

export interface IndexSchema {
	name: string;
	partitionKey: string;
	sortKey: string;
	/** Attributes copied into the index beside all keys; empty means keys only. */
	include: readonly string[];
}

/** How ElectroDB knows whose row it is: without these two a row in an index is nobody's. */
const entity = ['__edb_e__', '__edb_v__'];
const parties = ['engagementId', 'coachId', 'coacheeId'];
const actionLine = ['actionId', 'ownerId', 'title', 'dueOn', 'zone', 'status', 'sessionId', 'version'];
const sessionLine = ['startsAt', 'minutes', 'place'];
const listed = [...entity, ...parties, ...actionLine, ...sessionLine];
/** What each list shows. DynamoDB copies at most twenty attributes into an index: anything more is read by key,
 * and what fits no more by another's name: an id from the row's own key, a moment as `startsAt`. */
const agenda = [...listed, 'coachName', 'nudgeId', 'text', 'createdAt'];
const caseload = [...listed, 'coacheeName', 'startedOn', 'nextAt'];

export const tableSchema: TableSchema = {
	partitionKey: 'pk',
	sortKey: 'sk',
	expiry: 'expiresAt',
	stream: 'KEYS_ONLY',
	indexes: [
		{
			// A coachee's agenda, and the life of one item (its revisions by number).
			name: 'gsi1',
			partitionKey: 'gsi1pk',
			sortKey: 'gsi1sk',
			include: agenda,
		},
		{
			// A coach's caseload.
			name: 'gsi2',
			partitionKey: 'gsi2pk',
			sortKey: 'gsi2sk',
			include: caseload,
		},
		{
			// What is due, whoever's it is.
			name: 'gsi3',
			partitionKey: 'gsi3pk',
			sortKey: 'gsi3sk',
			include: [],
		},
	],
};
