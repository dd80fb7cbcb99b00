import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { assets, immutable } from '#infra/edge.ts';
import type { Answer } from './front-door-event.ts';

const TYPES: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.mjs': 'text/javascript; charset=utf-8',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2',
};

const patterns = assets.map(patternOf);
const hashed = patternOf(`/${immutable}`);

/** Whether the bucket answers this path, and no function does. */
export const isFile = (path: string): boolean => patterns.some((pattern) => pattern.test(path));

/** A built file as the bucket serves it; undefined when there is none of that name. */
export function fileOf(root: string, path: string): Answer | undefined {
	const name = nameOf(path);
	const found = name && statSync(join(root, name), { throwIfNoEntry: false });
	if (!found || !found.isFile()) return undefined;
	const body = readFileSync(join(root, name));
	return {
		status: 200,
		headers: {
			'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
			'cache-control': hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
			etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
		},
		body,
	};
}

/** A bucket's keys know no folders above them, so a path that climbs names nothing. */
function nameOf(path: string): string | undefined {
	try {
		const name = decodeURIComponent(path);
		return name.split('/').some((part) => part === '..' || part === '.' || /[\\\0]/.test(part)) ? undefined : name;
	} catch {
		return undefined;
	}
}

function patternOf(path: string): RegExp {
	return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
}
