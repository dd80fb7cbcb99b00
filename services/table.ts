import { Service } from 'electrodb';
import type { Actor } from '#shared/domain/actor.ts';
import { clientOf, ownClient, setting } from '#services/clients.ts';
import { actionEntity } from '#services/actions/action.entity.ts';
import { feedAddressEntity, feedEntity } from '#services/calendar/feed.entity.ts';
import { engagementEntity } from '#services/engagements/engagement.entity.ts';
import { goalEntity, ratingEntity } from '#services/goals/goal.entity.ts';
import { letterboxEntity, letterEntity, tokenEntity } from '#services/letters/letter.entity.ts';
import { addressEntity, invitationEntity, memberEntity } from '#services/members/member.entity.ts';
import { methodEntity, methodVersionEntity } from '#services/methods/method.entity.ts';
import { noteEntity, privateNoteEntity } from '#services/notes/note.entity.ts';
import { nudgeEntity } from '#services/nudges/nudge.entity.ts';
import { participationEntity } from '#services/participation/participation.entity.ts';
import { promptEntity } from '#services/prompts/prompt.entity.ts';
import { draftEntity } from '#services/reflections/draft.entity.ts';
import { questionnaireEntity } from '#services/reflections/questionnaire.entity.ts';
import { ownReflectionEntity, reflectionEntity, writingEntity } from '#services/reflections/reflection.entity.ts';
import { privateRevisionEntity, revisionEntity } from '#services/revisions/revision.entity.ts';
import { sessionEntity } from '#services/sessions/session.entity.ts';
import { tenantEntity } from '#services/tenants/tenant.entity.ts';

/** The one table. Entities carry no client: every call names the actor it is for, by `as(actor)`. */
export const table = new Service({
	engagement: engagementEntity,
	goal: goalEntity,
	rating: ratingEntity,
	session: sessionEntity,
	note: noteEntity,
	privateNote: privateNoteEntity,
	action: actionEntity,
	nudge: nudgeEntity,
	prompt: promptEntity,
	questionnaire: questionnaireEntity,
	reflection: reflectionEntity,
	writing: writingEntity,
	ownReflection: ownReflectionEntity,
	draft: draftEntity,
	method: methodEntity,
	methodVersion: methodVersionEntity,
	revision: revisionEntity,
	privateRevision: privateRevisionEntity,
	participation: participationEntity,
	tenant: tenantEntity,
	member: memberEntity,
	address: addressEntity,
	invitation: invitationEntity,
	letter: letterEntity,
	letterbox: letterboxEntity,
	token: tokenEntity,
	feed: feedEntity,
	feedAddress: feedAddressEntity,
});
export const entities = table.entities;

/** Options that send a call with this actor's rights. */
export const as = (actor: Actor) => ({ client: clientOf(actor), table: setting('TABLE_NAME') });

/** Options that send a call with the function's own rights: key families that belong to no tenant. */
export const asFunction = () => ({ client: ownClient(), table: setting('TABLE_NAME') });

/** Reads after one's own writes. Never possible on an index. */
export const strong = { consistent: true } as const;
/** Follows every page: a screen's collection is bounded by the limits of its nouns. */
export const whole = { pages: 'all' } as const;
