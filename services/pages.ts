import type { Context } from 'hono';
import { Hono } from 'hono';
import { api } from '#services/api.ts';
import { setting } from '#services/clients.ts';
import { occasion } from '#services/http/guard.ts';
import type { Env } from '#services/http/route.ts';

/** What SvelteKit's built server offers (its adapter writes it beside this bundle). */
interface PageServer {
	init(options: { env: Record<string, string | undefined> }): Promise<void>;
	respond(request: Request, options: { getClientAddress(): string; platform: Platform }): Promise<Response>;
}

/** What pages find in `event.platform`: the API in the same process, under the caller's own cookie. */
export interface Platform {
	api(request: Request): Promise<Response>;
	stage: string;
}

let server: Promise<PageServer> | undefined;

/** Loaded on the first page, so that the API never pays for it. */
async function load(): Promise<PageServer> {
	const path = new URL('./web/server.js', import.meta.url).href;
	const built = (await import(path)) as { server: PageServer };
	await built.server.init({ env: {} });
	return built.server;
}

/** The API as pages call it: behind the front door already. */
const inProcess = new Hono<Env>().use(occasion).route('/', api);

/** Every page that SvelteKit renders. URLs are built from our own origin, never from a header. */
export async function pages(c: Context<Env>): Promise<Response> {
	server ??= load();
	const { pathname, search } = new URL(c.req.url);
	const request = new Request(setting('PUBLIC_ORIGIN') + pathname + search, c.req.raw);
	const built = await server.catch((error: unknown) => {
		server = undefined;
		throw error;
	});
	return built.respond(request, {
		getClientAddress: () => c.req.header('x-viewer-address') ?? '',
		platform: { api: async (inner) => inProcess.fetch(inner), stage: setting('STAGE') },
	});
}
