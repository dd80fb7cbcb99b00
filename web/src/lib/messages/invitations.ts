import { speak } from '#lib/language.ts';
import { invitations as en } from './en/invitations.ts';
import { invitations as nl } from './nl/invitations.ts';

export const invitations = speak({ en, nl });
