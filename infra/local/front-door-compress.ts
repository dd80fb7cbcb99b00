import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Answer } from './front-door-event.ts';

/** What CloudFront compresses: text, from a thousand bytes to ten million. */
const TEXT = /^(text\/|image\/svg|application\/(json|javascript|manifest\+json|problem\+json|xml|vnd\.oai))/;
const [SMALLEST, LARGEST] = [1000, 10_000_000];
/** Built files come again and again; what a function answers is somebody's own and is not kept. */
const KEPT = 500;
const kept = new Map<string, Buffer>();

/** The answer in the best encoding that the visitor takes. */
export function compressed(answer: Answer, accepted: string | string[] | undefined): Answer {
	const { status, headers, body } = answer;
	const type = String(headers['content-type'] ?? '');
	if (status === 206 || headers['content-encoding'] || !TEXT.test(type)) return answer;
	if (body.length < SMALLEST || body.length > LARGEST) return answer;
	const vary = { vary: [headers.vary ?? [], 'accept-encoding'].flat().join(', ') };
	const encoding = encodingOf([accepted ?? ''].flat().join(','));
	if (!encoding) return { ...answer, headers: { ...headers, ...vary } };
	return {
		status,
		headers: {
			...headers,
			...vary,
			'content-encoding': encoding,
			...(headers.etag && { etag: `W/${String(headers.etag).replace(/^W\//, '')}` }),
		},
		body: encode(body, encoding, headers.etag && `${encoding} ${String(headers.etag)}`),
	};
}

function encodingOf(accepted: string): 'br' | 'gzip' | undefined {
	const named = accepted.split(',').map((part) => part.trim().split(/\s*;\s*/));
	const takes = (name: string) => named.some(([it, quality]) => it === name && !/^q=0(\.0*)?$/.test(quality ?? ''));
	return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined;
}

function encode(body: Buffer, encoding: 'br' | 'gzip', name: string | undefined | ''): Buffer {
	const known = name && kept.get(name);
	if (known) return known;
	const made =
		encoding === 'gzip'
			? gzipSync(body)
			: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: name ? 9 : 5 } });
	if (!name) return made;
	if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
	kept.set(name, made);
	return made;
}
