import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { consoleApi } from '#services/console/console.routes.ts';
import { onError } from '#services/http/errors.ts';
import { occasion, throughFrontDoor } from '#services/http/guard.ts';
import type { Env } from '#services/http/route.ts';

/** The firm's console. Its rights end at the tenant's own partition: it cannot read what coaching is about. */
const app = new Hono<Env>().use(throughFrontDoor, occasion).route('/', consoleApi);
app.onError(onError);

export const handler = handle(app);
export type { ConsoleApi } from '#services/console/console.routes.ts';
