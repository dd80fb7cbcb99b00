/** Which function answers a path; the first that matches, and `app` for the rest. */
export const routes = [
	{ path: '/api/auth', function: 'sign-in' },
	{ path: '/api/console', function: 'console' },
] as const;

/** Paths of built files, from the bucket. Everything else is answered by a function and never kept by CloudFront. */
export const assets = [
	'/_app/*',
	'/icons/*',
	'/favicon.*',
	'/manifest.webmanifest',
	'/robots.txt',
	'/service-worker.js',
] as const;

/** Files whose name holds a hash of what stands in them. */
export const immutable = '_app/immutable/*';

export const originHeader = 'x-origin-secret';
/** The visitor's address, set at the edge over whatever the visitor sent under that name. */
export const viewerHeader = 'x-viewer-address';

/**
 * Headers of every answer. A policy of the answer's own wins: rendered pages carry one with nonces, and two policies
 * would intersect. `same-origin`, because with `no-referrer` a browser posts a plain form with `Origin: null`, and
 * every route with a cookie checks Origin.
 */
export const headers = {
	'content-security-policy': "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;
