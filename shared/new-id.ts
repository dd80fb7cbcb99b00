import { ulid } from 'ulid';

export type IdPrefix =
	'tnt' | 'mbr' | 'eng' | 'gol' | 'rtg' | 'ses' | 'act' | 'rem' | 'nte' | 'let' | 'inv' | 'acc' | 'sgn' | 'req';

/**
 * A new id. Made wherever the thing is first thought of, so that a repeated request names the same thing. In a file of its
 * own, so that a browser which makes ids does not load what checks them.
 */
export const newId = (prefix: IdPrefix, at?: number): string => `${prefix}_${ulid(at).toLowerCase()}`;
