import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { originHeader, viewerHeader } from '#infra/edge.ts';

/** What a function answers to an HTTP API; every part may be missing. */
export interface FunctionAnswer {
	statusCode?: number;
	headers?: Record<string, string | number | boolean>;
	cookies?: string[];
	body?: string;
	isBase64Encoded?: boolean;
}

export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body: Buffer;
}

export interface Visit {
	request: IncomingMessage;
	body: Buffer;
	secret: string;
	now: Date;
}

/** The API answers to its own name; the visitor's Host header stays at the edge. */
const HOST = 'local.execute-api.eu-west-1.amazonaws.com';
/** What a hop keeps for itself, and what only the edge may say. */
const DROPPED =
	/^(connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|host|cookie|proxy-.*|x-forwarded-.*|forwarded|cloudfront-.*|x-amzn-trace-id)$/;
const TEXT = /^(text\/|application\/(json|xml|javascript)|[^;]*\+(json|xml))/;

/** The event of an HTTP API (payload format 2.0), as it reaches a function behind CloudFront. */
export function eventOf({ request, body, secret, now }: Visit): APIGatewayProxyEventV2 {
	const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
	const address = viewerOf(request);
	const headers = {
		...passed(request.headers),
		host: HOST,
		[originHeader]: secret,
		[viewerHeader]: address,
		...(body.length > 0 && { 'content-length': String(body.length) }),
	};
	const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean);
	const isText = TEXT.test(request.headers['content-type'] ?? '');
	return {
		version: '2.0',
		routeKey: '$default',
		rawPath,
		rawQueryString,
		...(cookies?.length && { cookies }),
		headers,
		...(rawQueryString && { queryStringParameters: parametersOf(rawQueryString) }),
		requestContext: {
			accountId: '000000000000',
			apiId: 'local',
			domainName: HOST,
			domainPrefix: 'local',
			http: {
				method: request.method ?? 'GET',
				path: rawPath,
				protocol: 'HTTP/1.1',
				sourceIp: address,
				userAgent: request.headers['user-agent'] ?? '',
			},
			requestId: randomUUID(),
			routeKey: '$default',
			stage: '$default',
			time: now.toUTCString(),
			timeEpoch: now.getTime(),
		},
		...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
		isBase64Encoded: body.length > 0 && !isText,
	};
}

/** What the visitor gets for what the function returned. */
export function answerOf(returned: unknown): Answer {
	const shaped = typeof returned === 'object' && returned !== null && 'statusCode' in returned;
	// An HTTP API takes anything else for the body itself, in JSON.
	if (!shaped)
		return {
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify(returned ?? null)),
		};
	const { statusCode = 200, headers = {}, cookies = [], body = '', isBase64Encoded } = returned as FunctionAnswer;
	const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return {
		status: statusCode,
		headers: {
			...Object.fromEntries(named.filter(([name]) => !DROPPED.test(name) && name !== 'content-length')),
			...(cookies.length > 0 && { 'set-cookie': cookies }),
		},
		body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
	};
}

function passed(headers: IncomingHttpHeaders): Record<string, string> {
	const kept = Object.entries(headers).filter(([name]) => !DROPPED.test(name) && name !== originHeader);
	return Object.fromEntries(kept.map(([name, value]) => [name, [value].flat().join(',')]));
}

function parametersOf(query: string): Record<string, string> {
	const parameters: Record<string, string> = {};
	for (const [name, value] of new URLSearchParams(query)) {
		parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
	}
	return parameters;
}

const viewerOf = ({ socket }: IncomingMessage): string => (socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '');

function splitOnce(text: string, by: string): string[] {
	const at = text.indexOf(by);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
