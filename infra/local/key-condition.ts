/** A request that the table would not understand; shown to the caller as `ValidationException`. */
export class Malformed extends Error {}

export interface Keyed {
	KeyConditionExpression?: unknown;
	ExpressionAttributeNames?: unknown;
	ExpressionAttributeValues?: unknown;
}

const TOKEN = /\s*(?:([#:]?[A-Za-z_0-9.-]+)|(<>|<=|>=|[=<>(),]))/y;

/**
 * The partition that a Query reads, whatever it calls the attribute and in whatever order it says it.
 * Throws `Malformed` unless exactly one equality names it: what cannot be judged is not passed on.
 */
export function partitionOf(query: Keyed, partitionKey: string): string {
	const names = (query.ExpressionAttributeNames ?? {}) as Record<string, string>;
	const values = (query.ExpressionAttributeValues ?? {}) as Record<string, { S?: unknown }>;
	const tokens = tokensOf(query.KeyConditionExpression);
	if (tokens.some((token) => /^(or|not)$/i.test(token)))
		throw new Malformed('A key condition knows neither OR nor NOT');

	const isKey = (token: string | undefined) =>
		token !== undefined && (token.startsWith('#') ? ownValue(names, token) : token) === partitionKey;
	const equalities = tokens.flatMap((token, at) => {
		if (token !== '=') return [];
		const [left, right] = [tokens[at - 1], tokens[at + 1]];
		return isKey(left) ? [right] : isKey(right) ? [left] : [];
	});
	const [operand] = equalities;
	if (equalities.length !== 1 || !operand?.startsWith(':'))
		throw new Malformed(`Query condition missed key schema element: ${partitionKey}`);
	const value = ownValue(values, operand)?.S;
	if (typeof value !== 'string') throw new Malformed('The partition key of a query is a string');
	return value;
}

function tokensOf(expression: unknown): string[] {
	if (typeof expression !== 'string') throw new Malformed('A Query needs a KeyConditionExpression');
	const text = expression.trimEnd();
	const tokens: string[] = [];
	for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
		const match = TOKEN.exec(text);
		if (!match) throw new Malformed('This key condition cannot be read');
		tokens.push(match[1] ?? match[2]!);
	}
	return tokens;
}

const ownValue = <T>(from: Record<string, T>, name: string): T | undefined =>
	Object.hasOwn(from, name) ? from[name] : undefined;
