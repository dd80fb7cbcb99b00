import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalClock } from './clock.ts';
import type { FaultRequest, Faults, Service } from './faults.ts';

/** Who signed a request, as its Authorization header names them. Signatures are not checked on this machine. */
export type Signer = { accessKeyId: string; sessionToken: string | undefined; region: string };

/** Whether the policies of whoever signed allow an action; `context` holds the condition keys that it brings. */
export type May = (
	signer: Signer,
	action: string,
	resource: string,
	context?: Record<string, string | string[]>,
) => boolean;

export type Call = {
	method: string;
	/** The decoded segments of the path. */
	path: string[];
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: string;
	signer: Signer;
};

/** A body alone is an answer with status 200. */
export type Answer = string | { status: number; headers?: Record<string, string>; body: string };

/** What a request turned out to ask for. `run` does it, durably, and answers. */
export type Operation = { name: string; request: FaultRequest; run: () => Answer | Promise<Answer> };

/** How a protocol writes what goes wrong, and what its service calls throttling. */
export type Dialect = {
	contentType: string;
	throttling: { error: string; status: number };
	failure(error: WireError, requestId: string): string;
};

/** An error of the service itself, as its caller sees it. */
export class WireError extends Error {
	override name: string;
	status: number;
	constructor(name: string, status: number, message: string) {
		super(message);
		this.name = name;
		this.status = status;
	}
}

export type Wire = {
	service: Service;
	clock: LocalClock;
	faults: Faults;
	dialect: Dialect;
	operation(call: Call): Operation;
};

/** Speaks HTTP for one service on a port of its own, with the faults that tests queued for it. */
export async function listen(wire: Wire): Promise<{ endpoint: string; stop(): Promise<void> }> {
	const server = createServer((request, response) => void answer(wire, request, response));
	// Longer than any client keeps an idle connection: a reset must only ever be a fault that a test asked for.
	server.keepAliveTimeout = 600_000;
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	server.once('error', reject).listen(0, '127.0.0.1', resolve);
	await promise;
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise((stopped) => {
				server.close(() => stopped());
				server.closeAllConnections();
			}),
	};
}

async function answer(wire: Wire, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { service, clock, dialect } = wire;
	const requestId = randomUUID();
	let lost = false;
	const send = (status: number, body: string, headers: Record<string, string> = {}) => {
		if (lost) return void request.socket.resetAndDestroy();
		const common = { 'content-type': dialect.contentType, 'x-amzn-requestid': requestId };
		response.writeHead(status, { ...common, date: clock.now().toUTCString(), ...headers }).end(body);
	};
	try {
		const operation = wire.operation(await read(request));
		const fault = wayside(wire, operation);
		lost = fault?.kind === 'loseAnswer';
		const done = await operation.run();
		if (fault?.kind === 'delay') await pause(fault.ms);
		if (typeof done === 'string') send(200, done);
		else send(done.status, done.body, done.headers);
	} catch (error) {
		if (request.errored) return;
		if (!(error instanceof WireError)) console.error(`The ${service} stand-in failed:`, error);
		const known =
			error instanceof WireError ? error : new WireError('InternalServerException', 500, 'Internal failure');
		send(known.status, dialect.failure(known, requestId), { 'x-amzn-errortype': known.name });
	}
}

/** The fault that meets this request on its way; throws the ones that refuse it. */
function wayside({ service, faults, dialect }: Wire, { name, request }: Operation) {
	const fault = faults.take(service, name, request, 'refuse', 'throttle', 'loseAnswer', 'delay');
	if (fault?.kind === 'refuse') throw new WireError(fault.error, fault.status, fault.message ?? fault.error);
	if (fault?.kind === 'throttle') {
		const { error, status } = dialect.throttling;
		throw new WireError(fault.error ?? error, status, 'Rate exceeded');
	}
	return fault;
}

async function read(request: IncomingMessage): Promise<Call> {
	const url = new URL(request.url ?? '/', 'http://local');
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return {
		method: request.method ?? 'GET',
		path: segments(url.pathname),
		query: url.searchParams,
		headers: request.headers,
		body: Buffer.concat(chunks).toString('utf8'),
		signer: signerOf(request.headers),
	};
}

function segments(pathname: string): string[] {
	try {
		return pathname.split('/').filter(Boolean).map(decodeURIComponent);
	} catch {
		throw new WireError('UnknownOperationException', 404, 'The path cannot be read');
	}
}

function signerOf(headers: IncomingHttpHeaders): Signer {
	const [, accessKeyId, region] = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
	if (!accessKeyId || !region) {
		throw new WireError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
	}
	const sessionToken = headers['x-amz-security-token'];
	return { accessKeyId, region, sessionToken: typeof sessionToken === 'string' ? sessionToken : undefined };
}
