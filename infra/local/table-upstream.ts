import { Agent, request } from 'node:http';

/** The table server behind the proxy, spoken to in DynamoDB's own wire with nobody's signature: it checks none. */
export interface Upstream {
	send(operation: string, body: object): Promise<{ status: number; body: string }>;
	/** Sends and parses; throws when the server refuses. For what the system itself asks, never for a caller. */
	ask<T>(operation: string, body: object): Promise<T>;
	close(): void;
}

const headers = {
	'content-type': 'application/x-amz-json-1.0',
	'x-amz-date': '20260101T000000Z',
	authorization:
		'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

export function upstreamOf(endpoint: string): Upstream {
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	const send: Upstream['send'] = (operation, body) =>
		new Promise((resolve, reject) => {
			const text = Buffer.from(JSON.stringify(body));
			const target = `DynamoDB_20120810.${operation}`;
			const asked = request(endpoint, {
				agent,
				method: 'POST',
				headers: { ...headers, 'x-amz-target': target, 'content-length': text.length },
			});
			asked.once('error', reject).once('response', (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
				response.once('end', () =>
					resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks).toString('utf8') }),
				);
			});
			asked.end(text);
		});
	return {
		send,
		async ask<T>(operation: string, body: object) {
			const answer = await send(operation, body);
			if (answer.status !== 200) throw new Error(`The table server refused ${operation}: ${answer.status}`);
			return JSON.parse(answer.body) as T;
		},
		close: () => agent.destroy(),
	};
}
