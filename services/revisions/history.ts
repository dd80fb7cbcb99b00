import type { MemberActor } from '#shared/domain/actor.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Revision } from '#shared/domain/revision.ts';
import type { HistoryPage, Told } from '#shared/domain/trajectory.ts';
import { Refusal } from '#shared/errors.ts';
import { openCursor, sealCursor } from '#services/http/cursor.ts';
import * as engagement from '#services/engagements/engagement.ts';
import type { EngagementKey } from '#services/engagements/engagement.ts';
import * as revision from '#services/revisions/revision.ts';
import { as, entities, strong } from '#services/table.ts';

const PAGE = 50;
/** More than anybody writes while an index catches up. */
const JUST_NOW = 10;
type Row = Pick<Revision, 'itemId' | 'kind' | 'number' | 'at' | 'actor' | 'state'>;

/** What happened in an engagement, newest first, from the instant `from` until just before `to`. */
export async function page(
	actor: MemberActor,
	key: EngagementKey,
	{ cursor, ...span }: { cursor?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<HistoryPage> {
	const around = await engagement.find(actor, key);
	const { engagementId } = around;
	const { from, to } = spanned(span);
	// A cursor continues the list it was given for: the table refuses one that lies outside of what is asked.
	const route = `history ${engagementId} ${from} ${to}`;
	const start = cursor ? openCursor(cursor, actor, route) : null;
	const query = entities.revision.query.main({ tenantId: actor.tenantId, engagementId });
	const { data, cursor: next } = await query
		.between({ at: from }, { at: to })
		.go({ ...as(actor), order: 'desc', limit: PAGE, cursor: start });
	const rows = data as unknown as Row[];
	const earlier = await before(actor, engagementId, rows);
	return {
		revisions: rows.map((row) => tell(around, row, earlier.get(`${row.itemId} ${row.number - 1}`))),
		cursor: next ? sealCursor(next, actor, route) : undefined,
	};
}

/** Instants as revisions bear them, so that they compare as text. Throws `invalid` for a span that ends before it begins. */
function spanned({ from, to }: { from?: string | undefined; to?: string | undefined }) {
	const written = (at: string) => new Date(at).toISOString();
	const span = { from: from ? written(from) : '0', to: to ? written(to) : '9999' };
	if (span.from < span.to) return span;
	throw new Refusal('invalid', 'This ends before it begins', { fields: { to: 'Later than from' } });
}

/** One item's life, oldest first. Throws `not-found` for an item of another engagement. */
export async function life(
	actor: MemberActor,
	key: EngagementKey & { itemId: string },
): Promise<{ revisions: Told[] }> {
	const around = await engagement.find(actor, key);
	const { engagementId } = around;
	const [indexed, newest] = await Promise.all([
		revision.life(actor, key.itemId, engagementId),
		justNow(actor, engagementId, key.itemId),
	]);
	const known = new Set(indexed.map(({ number }) => number));
	const rows = [...indexed, ...newest.filter(({ number }) => !known.has(number))];
	if (rows.length === 0) throw new Refusal('not-found', 'There is nothing here for you');
	const byNumber = new Map(rows.map((row) => [row.number, row.state]));
	return {
		revisions: rows.sort((a, b) => a.number - b.number).map((row) => tell(around, row, byNumber.get(row.number - 1))),
	};
}

/** What was written a moment ago, as the table has it: the index may not know of it yet. */
async function justNow(actor: MemberActor, engagementId: string, itemId: string): Promise<Row[]> {
	const query = entities.revision.query.main({ tenantId: actor.tenantId, engagementId });
	const { data } = await query.go({ ...as(actor), ...strong, order: 'desc', limit: JUST_NOW });
	return (data as unknown as Row[]).filter((row) => row.itemId === itemId);
}

/** The states these revisions replaced: mostly on the same page, the others through their item's life. */
async function before(
	actor: MemberActor,
	engagementId: string,
	rows: Row[],
): Promise<Map<string, Record<string, unknown>>> {
	const states = new Map(rows.map((row) => [`${row.itemId} ${row.number}`, row.state]));
	const missing = rows.filter(({ itemId, number }) => number > 1 && !states.has(`${itemId} ${number - 1}`));
	const found = await Promise.all(
		missing.map(({ itemId, number }) => revision.life(actor, itemId, engagementId, number - 1)),
	);
	for (const row of found.flat()) states.set(`${row.itemId} ${row.number}`, row.state);
	return states;
}

function tell(around: Engagement, { itemId, kind, number, at, actor, state }: Row, earlier: Told['before']): Told {
	const name = actor.memberId === around.coachId ? around.coachName : around.coacheeName;
	return {
		revisionId: `${itemId}.${number}`,
		itemId,
		kind,
		number,
		at,
		actor: { ...actor, name: actor.name ?? name },
		state,
		before: earlier,
	};
}
