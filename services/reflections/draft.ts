import type { MemberActor, Person } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/draft.ts';
import type { Draft, DraftSave } from '#shared/domain/draft.ts';
import { Refusal } from '#shared/errors.ts';
import { change, type Occasion, type Write } from '#services/change.ts';
import { attempt, CAUSES_KEPT, transact } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as revision from '#services/revisions/revision.ts';
import { rowOf } from '#services/rows.ts';
import { as, entities, strong } from '#services/table.ts';

export interface DraftKey {
	engagementId: string;
	subject: string;
}

/** What whoever asks is writing about this, if anything. */
export async function peek(actor: Person, { engagementId, subject }: DraftKey): Promise<Draft | undefined> {
	const { data } = await entities.draft
		.get({ tenantId: actor.tenantId, engagementId, ownerId: actor.memberId, subject })
		.go({ ...as(actor), ...strong });
	return (data as Draft | null) ?? undefined;
}

/** The same, or `not-found`. */
export async function find(actor: MemberActor, key: DraftKey): Promise<Draft> {
	const draft = await peek(actor, key);
	if (!draft) throw new Refusal('not-found', 'There is nothing here yet');
	return draft;
}

/**
 * Keeps what was typed so far, in place. `version` is the one this device knows, 0 for none. Where another device wrote
 * meanwhile, what arrives is kept as a revision beside what stands, and the person is asked: throws `stale` with what stands.
 */
export const save = (
	actor: MemberActor,
	key: DraftKey,
	sent: DraftSave,
	version: number,
	occasion: Occasion,
): Promise<Draft> =>
	attempt(async () => {
		const [around, before] = await Promise.all([engagement.find(actor, key), peek(actor, key)]);
		const after = rules.save(around, before, key.subject, sent, actor, occasion.now);
		if (rules.goesOn(before, sent, version)) {
			const saved = { ...after, version: (before?.version ?? 0) + 1 };
			await transact(actor, [rowOf('draft', saved, before?.version)]);
			return saved;
		}
		if (before && !before.sent && !before.causes.includes(occasion.cause)) {
			const aside = written(before, after, actor, occasion);
			const { version: next, chain, causes } = aside.draft;
			await transact(actor, [rowOf('draft', { ...before, version: next, chain, causes }, before.version), aside.row]);
		}
		throw new Refusal('stale', 'You wrote here on another device too. Both texts are kept: choose which one goes on', {
			current: before,
		});
	});

/** The choice between two devices: this text goes on, and both stay as revisions. */
export const resolve = (actor: MemberActor, key: DraftKey, sent: DraftSave, occasion: Occasion): Promise<Draft> =>
	attempt(async () => {
		const [around, before] = await Promise.all([engagement.find(actor, key), find(actor, key)]);
		if (before.causes.includes(occasion.cause)) return before;
		if (before.sent) throw new Refusal('conflict', 'This reflection was sent already');
		const stood = written(before, before, actor, occasion);
		const after = rules.save(around, stood.draft, key.subject, sent, actor, occasion.now);
		const chosen = written(stood.draft, after, actor, occasion);
		await transact(actor, [rowOf('draft', chosen.draft, before.version), stood.row, chosen.row]);
		return chosen.draft;
	});

/** A text as a revision of its draft, and the draft with it. */
function written(before: Draft, after: Draft, actor: MemberActor, occasion: Occasion): { draft: Draft; row: Write } {
	const { item, row } = revision.next(change('draft', before, after), actor, occasion, CAUSES_KEPT);
	return { draft: item as Draft, row };
}
