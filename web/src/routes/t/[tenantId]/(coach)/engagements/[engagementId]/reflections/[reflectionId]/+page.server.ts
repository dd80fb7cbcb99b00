import { readingCommands } from '#lib/coach/reading-commands.server.ts';
import type { Actions } from './$types';

export const actions: Actions = { ...readingCommands };
