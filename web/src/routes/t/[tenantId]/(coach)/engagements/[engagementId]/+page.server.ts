import { betweenCommands } from '#lib/coach/between-commands.server.ts';
import { captureCommands } from '#lib/coach/capture-commands.server.ts';
import { invitationCommands } from '#lib/coach/invitation-commands.server.ts';
import { sessionCommands } from '#lib/coach/session-commands.server.ts';
import { actionCommands, goalCommands, turnCommands } from '#lib/coach/trajectory-commands.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	...actionCommands,
	...betweenCommands,
	...captureCommands,
	...goalCommands,
	...invitationCommands,
	...sessionCommands,
	...turnCommands,
};
