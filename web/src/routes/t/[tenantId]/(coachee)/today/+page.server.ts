import { commands } from '#lib/coachee/commands.server.ts';
import type { Actions } from './$types';

export const actions: Actions = commands;
