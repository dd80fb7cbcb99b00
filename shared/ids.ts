import { z } from 'zod';

export { newId, type IdPrefix } from './new-id.ts';

const BODY = '[0-7][0-9a-hjkmnp-tv-z]{25}';

/** A schema of ids `<prefix>_<lower-case ULID>`. Single-case on purpose: keys are compared byte by byte. */
const id = <const P extends string>(prefix: P) =>
	z.string().regex(new RegExp(`^${prefix}_${BODY}$`), `Not an id of the form ${prefix}_…`);

export const TenantId = id('tnt');
export const MemberId = id('mbr');
export const EngagementId = id('eng');
export const GoalId = id('gol');
export const RatingId = id('rtg');
export const SessionId = id('ses');
export const ActionId = id('act');
export const ReminderId = id('rem');
export const NoteId = id('nte');
export const NudgeId = id('nud');
export const MethodId = id('mth');
/** Of questions that belong to no method. */
export const OwnQuestionsId = id('qnr');
export const PromptId = id('prm');
export const ReflectionId = id('rfl');
export const DraftId = id('drf');
export const LetterId = id('let');
export const InvitationId = id('inv');
export const AccountId = id('acc');
export const SignInId = id('sgn');
/** Idempotency key of one request: made by the client, kept by the revision that answers it. */
export const Cause = id('req');
/** Anything that has revisions. */
export const ItemId = z
	.string()
	.regex(new RegExp(`^(eng|gol|rtg|ses|act|nte|nud|prm|rfl|drf)_${BODY}$`), 'Not an item id');
