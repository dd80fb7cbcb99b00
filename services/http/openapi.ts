import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { html, raw } from 'hono/html';
import { setting } from '#services/clients.ts';
import type { Env } from '#services/http/route.ts';
import { COOKIE_PREFIX } from '#services/sign-in/options.ts';

/** Adds `openapi.json`, made from the schemas that validate, and a page of it for people. */
export function describe<App extends Pick<Hono<Env>, 'get'>>(
	app: App,
	{ title, path }: { title: string; path: string },
): App {
	const specs = () =>
		generateSpecs(app as unknown as Hono<Env>, {
			documentation: {
				openapi: '3.1.0',
				info: {
					title,
					version: '1',
					description:
						'Signed in by cookie. Every request that changes something names its origin, and may carry an Idempotency-Key (req_<ulid>) by which a repeated one is recognised.',
				},
				components: {
					securitySchemes: { signIn: { type: 'apiKey', in: 'cookie', name: cookieName() } },
				},
				security: [{ signIn: [] }],
			},
		});
	app.get(`${path}/openapi.json`, async (c) => c.json(await specs()));
	app.get(`${path}/docs`, async (c) => {
		c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
		return c.html(page((await specs()) as unknown as Spec));
	});
	return app;
}

/** As better-auth calls it: where we speak https, browsers keep it to that. */
const cookieName = (): string =>
	`${setting('PUBLIC_ORIGIN').startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;

interface Operation {
	summary?: string;
	tags?: string[];
	requestBody?: unknown;
	responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}
interface Spec {
	info: { title: string; description: string };
	paths: Record<string, Record<string, Operation>>;
}

/** The description as one plain page: no script, readable on a phone, links to every route. */
function page({ info, paths }: Spec) {
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
	);
	const tags = [...new Set(operations.map(({ tags: [tag = 'Other'] = [] }) => tag))];
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${info.title} API</title>
				<style>
					body {
						font:
							16px/1.5 system-ui,
							sans-serif;
						max-width: 60rem;
						margin: 0 auto;
						padding: 1rem;
						color: #24302c;
						background: #fbf8f1;
					}
					code,
					pre {
						font:
							14px/1.45 ui-monospace,
							monospace;
						overflow-wrap: anywhere;
					}
					pre {
						overflow: auto;
						background: #f1ece0;
						padding: 0.75rem;
						max-height: 24rem;
					}
					summary {
						cursor: pointer;
						padding: 0.6rem 0;
						min-height: 44px;
						box-sizing: border-box;
					}
					@media (prefers-color-scheme: dark) {
						body {
							color: #e9e4d8;
							background: #1b211f;
						}
						pre {
							background: #252d2a;
						}
					}
				</style>
			</head>
			<body>
				<main>
					<h1>${info.title} API</h1>
					<p>${info.description}</p>
					${tags.map(
						(tag) =>
							html`<section>
								<h2>${tag}</h2>
								${operations
									.filter(({ tags: [own = 'Other'] = [] }) => own === tag)
									.map(
										({ path, method, summary, requestBody, responses }) =>
											html`<details>
												<summary><code>${method} ${path}</code> · ${summary ?? ''}</summary>
												${
													requestBody
														? html`<h3>Send</h3>
																${shown(requestBody)}`
														: ''
												}
												<h3>Answer</h3>
												${shown(responses?.['200']?.content?.['application/json']?.schema ?? {})}
											</details>`,
									)}
							</section>`,
					)}
				</main>
			</body>
		</html>`;
}

const shown = (value: unknown) =>
	html`<pre tabindex="0">
${raw(JSON.stringify(value, null, 2).replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`))}</pre>`;
