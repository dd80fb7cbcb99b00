import { createHash, randomBytes } from 'node:crypto';
import type { Actor, BearerActor } from '#shared/domain/actor.ts';
import { LINK_DAYS } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Topic } from '#shared/domain/topic.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import type { Write } from '#services/change.ts';
import * as member from '#services/members/member.ts';
import { as, asFunction, entities, strong } from '#services/table.ts';

/** What a link of a letter opens, and for whom. */
export interface Token {
	purpose: 'item' | 'unsubscribe' | 'invitation';
	tenantId: string;
	memberId: string;
	letterId: string;
	engagementId?: string | undefined;
	itemId?: string | undefined;
	/** What unsubscribing by it ends; without, everything. */
	topics?: Topic[] | undefined;
	invitationId?: string | undefined;
	createdAt: string;
	/** When it opens nothing any more. */
	until: string;
	withdrawnAt?: string | undefined;
}

const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, as they stand in a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Whether it could be one of ours at all. */
export const isToken = (token: string): boolean => SHAPE.test(token);

/** All that the table ever knows of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Until when a link made now opens its item. */
export const linkUntil = (now: string): string => addToInstant(now, { hours: LINK_DAYS * 24 });

/** A link that has run out is known for as long again. */
const KEPT_SECONDS = LINK_DAYS * 86_400;

export const tokenRow = (token: string, row: Token): Write => ({
	Put: entities.token
		.create({ ...row, hash: hashOf(token), expiresAt: Math.floor(Date.parse(row.until) / 1000) + KEPT_SECONDS })
		.params({ table: setting('TABLE_NAME') }) as unknown as NonNullable<Write['Put']>,
});

/** The token's row. Throws `not-found` for one we never gave out, `expired` for one that ran out or was withdrawn. */
export async function open(token: string, now: string): Promise<Token & { expiresAt: number }> {
	if (!isToken(token)) throw nothing();
	const { data } = await entities.token.get({ hash: hashOf(token) }).go({ ...asFunction(), ...strong });
	if (!data) throw nothing();
	if (data.until <= now || data.withdrawnAt) throw over();
	return data;
}

/**
 * The holder of the link as an actor: that member, for that one item. Throws `expired` when they shut their links or left;
 * a letter's unsubscribing works even so.
 */
export async function bearerOf(token: Token): Promise<{ actor: BearerActor; member: Member }> {
	const { tenantId, memberId, letterId, itemId = '' } = token;
	const stranger: BearerActor = { kind: 'bearer', tenantId, memberId, letterId, itemId, name: '', roles: [] };
	const person = await member.find(stranger, memberId);
	const shut = token.purpose === 'item' && token.createdAt < person.linksFrom;
	if (person.status === 'left' || shut) throw over();
	return { actor: { ...stranger, name: person.name, roles: person.roles }, member: person };
}

/** Closes a link for good. Closing it twice changes nothing. */
export async function withdraw(actor: Actor, token: string, now: string): Promise<void> {
	await entities.token
		.patch({ hash: hashOf(token) })
		.set({ withdrawnAt: now })
		.go(as(actor));
}

const nothing = () => new Refusal('not-found', 'There is nothing at this address');
const over = () => new Refusal('expired', 'This link does not open anything any more');
