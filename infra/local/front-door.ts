import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headers as edgeHeaders, routes } from '#infra/edge.ts';
import { compressed } from './front-door-compress.ts';
import { type Answer, answerOf, eventOf } from './front-door-event.ts';
import { fileOf, isFile } from './front-door-files.ts';
import { localAnswer, type LocalPages } from './front-door-local.ts';
import { sayNo } from './front-door-words.ts';

export interface FrontDoorOptions extends LocalPages {
	/** 0 takes any free port. */
	port: number;
	/** Whether other machines may come in; they would see every letter in the mailbox. */
	open: boolean;
	/** Hears what went wrong, in a line that holds nothing anybody wrote. */
	report(line: string): void;
	/** Folder of the built files. */
	files: string;
	/** What only the edge and the functions know. */
	secret: string;
	/** Invokes a function and waits; rejects when it failed. */
	invoke(name: string, event: unknown): Promise<unknown>;
	/** Whether there is such a function. */
	has(name: string): boolean;
}

export interface FrontDoor {
	port: number;
	/** Takes no more visits; those under way are answered, for a second at most. */
	stop(): Promise<void>;
}

/** A function is given no more than this. */
const BODY_MAX = 6 * 1024 * 1024;

/** CloudFront and the HTTP API behind it, on one port: built files, pages, the API, and what is only local. */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
	const server = createServer((request, response) => void visit(options, request, response));
	server.requestTimeout = 30_000;
	if (!options.open) server.on('connection', (socket) => isOurs(socket.remoteAddress) || socket.destroy());
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	server.once('error', reject).listen(options.port, resolve);
	await promise.catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'EADDRINUSE')
			throw new Error(`Port ${options.port} is taken by another program. Stop it, or set PORT to another number.`);
		if (error.code === 'EACCES')
			throw new Error(`Port ${options.port} is not ours to open. Set PORT to one above 1024.`);
		throw error;
	});
	return {
		port: (server.address() as AddressInfo).port,
		stop: () =>
			new Promise((stopped) => {
				const late = setTimeout(() => server.closeAllConnections(), 1000);
				server.close(() => {
					clearTimeout(late);
					stopped();
				});
				server.closeIdleConnections();
			}),
	};
}

const isOurs = (address = ''): boolean => /^(::1|(::ffff:)?127\..*)$/.test(address);

async function visit(options: FrontDoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
	let answer: Answer;
	try {
		answer = await answerTo(options, request);
	} catch (error) {
		// The function's own log says what; its message may quote what somebody wrote.
		options.report(`${request.method} failed: ${error instanceof Error ? error.name : 'unknown'}`);
		answer = sayNo(request, 500, 'Something went wrong on our side. Nothing of yours is lost; please try again.');
	}
	if (response.destroyed) return;
	const { status, headers, body } = unchanged(request, compressed(answer, request.headers['accept-encoding']));
	const own = Object.entries(edgeHeaders).filter(([name]) => !(name in headers && OVERRIDABLE.has(name)));
	const length = status === 204 || status === 304 ? {} : { 'content-length': String(body.length) };
	response.writeHead(status, { ...headers, ...Object.fromEntries(own), ...length });
	response.end(request.method === 'HEAD' || status === 304 ? undefined : body);
}

/** Of these an answer's own wins, as `infra/web.ts` says. */
const OVERRIDABLE = new Set(['content-security-policy', 'referrer-policy']);

async function answerTo(options: FrontDoorOptions, request: IncomingMessage): Promise<Answer> {
	const path = (request.url ?? '/').split('?', 1)[0]!;
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	if (isFile(path)) {
		if (!isRead) return sayNo(request, 405, 'A file can only be read.');
		return fileOf(options.files, path) ?? sayNo(request, 404, 'There is no such file.');
	}
	const body = await read(request);
	if (!body) return sayNo(request, 413, 'This is more than we can take at once: at most 6 MB. Nothing was changed.');
	if (path === '/local' || path.startsWith('/local/')) {
		const { method = 'GET', headers } = request;
		return localAnswer(options, { method, path, headers, body: body.toString('utf8') });
	}
	const name = routes.find((route) => path === route.path || path.startsWith(`${route.path}/`))?.function ?? 'app';
	if (!options.has(name)) return sayNo(request, 503, 'This part is not built. Run npm run build, then start again.');
	const event = eventOf({ request, body, secret: options.secret, now: options.clock.now() });
	return answerOf(await options.invoke(name, event));
}

/**
 * The whole body; undefined when it is too large. Even then it is read to a point: who still sends does not listen for an
 * answer.
 */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= BODY_MAX) chunks.push(chunk);
		if (size > 10 * BODY_MAX) break;
	}
	return size > BODY_MAX ? undefined : Buffer.concat(chunks);
}

function unchanged(request: IncomingMessage, answer: Answer): Answer {
	const plain = (tag: string) => tag.trim().replace(/^W\//, '');
	const { etag } = answer.headers;
	const known = request.headers['if-none-match']?.split(',').map(plain) ?? [];
	const isSame = answer.status === 200 && typeof etag === 'string' && known.includes(plain(etag));
	return isSame ? { ...answer, status: 304, body: Buffer.alloc(0) } : answer;
}
