import { captureCommands } from '#lib/coach/capture-commands.server.ts';
import { noteCommands } from '#lib/coach/note-commands.server.ts';
import { sessionCommands } from '#lib/coach/session-commands.server.ts';
import { actionCommands } from '#lib/coach/trajectory-commands.server.ts';
import type { Actions } from './$types';

export const actions: Actions = { ...actionCommands, ...captureCommands, ...noteCommands, ...sessionCommands };
