import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { Refusal } from '#shared/errors.ts';
import { type Env, onError } from '#services/sign-in/answer.ts';
import { letters } from '#services/sign-in/entering.routes.ts';
import { foundings } from '#services/sign-in/founding.routes.ts';
import { fromOurPages, frontDoor, notTooOften, numbered, small } from '#services/sign-in/guards.ts';
import { joinings } from '#services/sign-in/joining.routes.ts';
import { passkeys } from '#services/sign-in/passkey.routes.ts';
import { signIns } from '#services/sign-in/sign-in.routes.ts';

/** Everything that lets people in, or out. What has no route here has no answer, whatever better-auth could do. */
export const app = new Hono<Env>()
	.basePath('/api/auth')
	.use(numbered, frontDoor, fromOurPages, small, notTooOften)
	.route('/', letters)
	.route('/', foundings)
	.route('/', joinings)
	.route('/', signIns)
	.route('/', passkeys)
	.onError(onError)
	.notFound(() => {
		throw new Refusal('not-found', 'There is nothing here');
	});

export const handler = handle(app);
