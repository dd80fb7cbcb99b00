import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { api } from '#services/api.ts';
import { calendarPages } from '#services/calendar/calendar.routes.ts';
import { onError } from '#services/http/errors.ts';
import { occasion, throughFrontDoor } from '#services/http/guard.ts';
import type { Env } from '#services/http/route.ts';
import { letterPages } from '#services/letters/letter.routes.ts';
import { pages } from '#services/pages.ts';

/** Pages, `/api`, `/l` and `/calendar`: everything a person sees but the console and the doors of sign-in. */
const app = new Hono<Env>()
	.use(throughFrontDoor, occasion)
	.route('/', api)
	.route('/', letterPages)
	.route('/', calendarPages)
	.all('*', pages);
app.onError(onError);

export const handler = handle(app);
export type { Api } from '#services/api.ts';
