import type { Errand } from './boundary.ts';
import type { Chance } from './chance.ts';
import type { Answer } from './wire.ts';

const answer = (statusCode: number, body: string, headers: Record<string, string> = {}): Answer => ({
	statusCode,
	headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'refused', ...headers },
	body: new Uint8Array(Buffer.from(body)),
});

/** How each service says on its wire that it is too busy. */
export function refusal({ service, operation, body }: Errand, chance: Chance): Answer {
	switch (service) {
		case 'table':
			return operation === 'TransactWriteItems' && chance.yes(0.5) ? conflict(body, chance) : busyTable(operation);
		case 'scheduler':
			return answer(429, '{"Message":"Rate exceeded"}', { 'x-amzn-errortype': 'ThrottlingException' });
		case 'lambda':
			return answer(429, '{"Message":"Rate exceeded"}', { 'x-amzn-errortype': 'TooManyRequestsException' });
		case 'ses': {
			const name = chance.one(['TooManyRequestsException', 'ThrottlingException']);
			return answer(429, '{"message":"Rate exceeded"}', { 'x-amzn-errortype': name });
		}
		case 'sts':
			return answer(400, '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>', { 'content-type': 'text/xml' }); // prettier-ignore
	}
}

const busyTable = (operation: string): Answer => {
	const name = operation === 'Query' ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
	const type = `com.amazonaws.dynamodb.v20120810#${name}`;
	return answer(400, JSON.stringify({ __type: type, message: 'Rate exceeded' }));
};

/** Another transaction holds one of its rows. */
function conflict(body: string, chance: Chance): Answer {
	const items = (JSON.parse(body) as { TransactItems: unknown[] }).TransactItems;
	const hit = chance.below(items.length);
	const CancellationReasons = items.map((_, at) =>
		at === hit ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' },
	);
	return answer(
		400,
		JSON.stringify({
			__type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
			message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
			CancellationReasons,
		}),
	);
}
