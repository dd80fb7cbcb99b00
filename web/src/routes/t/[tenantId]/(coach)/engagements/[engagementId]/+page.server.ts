import { captureCommands } from '#lib/coach/capture-commands.server.ts';
import { sessionCommands } from '#lib/coach/session-commands.server.ts';
import { actionCommands, goalCommands, turnCommands } from '#lib/coach/trajectory-commands.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	...actionCommands,
	...captureCommands,
	...goalCommands,
	...sessionCommands,
	...turnCommands,
};
