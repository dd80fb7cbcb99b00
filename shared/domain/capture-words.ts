import type { Language } from './tenant.ts';

/** What a language needs beside the date library, so that a word in a sentence is not taken for a day. */
export interface Words {
	/** May stand before a deadline and leaves with it: "by Friday". */
	lead: RegExp;
	/** Stands before a day and keeps it in the sentence, which stays its deadline too: "slides for Friday". */
	keeping: RegExp;
	/** A day after one of these belongs to the sentence: "every Friday", "the notes of 3 November". */
	dangling: RegExp;
	/** A number after one of these counts something: "chapter 3 march". */
	counting: RegExp;
	/** A duration names a day only when it begins or ends like this: "in 2 weeks", never "rest 2 weeks". */
	relative: RegExp;
	/** What lies behind: never a deadline. */
	behind: RegExp;
	/** Says that today's own weekday means today. */
	this: RegExp;
	/** Short days that are words as well, with what stands before them when they are. */
	alsoWords: Record<string, RegExp>;
	/** The day after tomorrow, which the library does not know. */
	overmorrow: RegExp;
	/** Day and month in figures, without a year. A range of pages must not look like one. */
	figures: RegExp;
	/** A day of the month alone: "the 12th". */
	ordinal: RegExp;
	/** Stands before a time of day: "at 3pm". */
	at: RegExp;
	months: string[];
}

const either = (words: string) => new RegExp(`^(?:${words})$`, 'i');

export const WORDS: Record<Language, Words> = {
	en: {
		lead: /^(?:due )?(?:(?:not later than|no later than|by|on|before) )?(?:(?:this )?coming )?(?=\S)/i,
		keeping: /^(?:for|until|till) (?=\S)/i,
		dangling: either(
			'the|a|an|about|of|from|since|after|every|each|last|past|and|or|&|with|between|to|for|my|your|his|our|their|its|like|than|through|during|at|is|was|[-–—]',
		),
		counting: either('chapter|page|part|step|version|week|day|room|lesson|level|number|no\\.?|nr\\.?|#'),
		relative: /^(?:in|within|next|this|end of)\b|(?:later|from now|from today)$/i,
		behind: /\b(?:last|past|yesterday|ago)\b/i,
		this: /^this\b/i,
		alsoWords: {
			sun: either('this|more|some|no|in|under|morning|full|enough'),
			sat: either('i|we|he|she|they|you|it|who|that|which|just|where'),
			wed: either('get|got|be|is|are|was|were|newly|just|being|who'),
			weekend: /^/,
		},
		overmorrow: /^(?:the )?day after tomorrow$/i,
		figures: /^(?<day>\d{1,2})\/(?<month>\d{1,2})$/,
		ordinal: /^the (\d{1,2})(?:st|nd|rd|th)$/i,
		at: /^(?:at|around|@) /i,
		months: [
			'jan(?:uary)?',
			'feb(?:ruary)?',
			'mar(?:ch)?',
			'apr(?:il)?',
			'may',
			'june?',
			'july?',
			'aug(?:ust)?',
			'sept?(?:ember)?',
			'oct(?:ober)?',
			'nov(?:ember)?',
			'dec(?:ember)?',
		],
	},
	nl: {
		lead: /^(?:(?:uiterlijk op|niet later dan|uiterlijk|op|voor|vóór|tegen) )?(?:(?:aanstaande|a\.s\.|komende|eerstkomende) )?(?=\S)/i,
		keeping: /^tot (?:en met )?(?=\S)/i,
		dangling: either(
			'de|een|over|van|vanaf|sinds|na|elke|elk|iedere|ieder|vorige|afgelopen|en|of|met|tussen|naar|mijn|jouw|onze|hun|als|dan|per|bij|tijdens|is|was|tot|[-–—]',
		),
		counting: either('hoofdstuk|pagina|blz\\.?|deel|stap|versie|week|dag|kamer|les|niveau|nummer|nr\\.?|#'),
		relative: /^(?:over|binnen|volgende?|komende?|deze|dit|eind)\b|(?:later|vanaf nu)$/i,
		behind: /\b(?:vorige?|afgelopen|gisteren|eergisteren|geleden)\b/i,
		this: /^deze\b/i,
		alsoWords: {
			ma: either('bel|vraag|bezoek|help|pa|oma|opa|lieve|voor'),
			zo: either(
				'dat|dit|ook|niet|gaat|ga|alles|net|doe|doet|doen|maar|al|even|nog|wel|ben|bent|waarom|hoe|blijf|blijft|werkt|het',
			),
			vrij: /^/,
			zon: /^/,
			zat: /^/,
			weekend: /^/,
		},
		overmorrow: /^overmorgen$/i,
		figures: /^(?<day>\d{1,2})[/-](?<month>\d{1,2})$/,
		ordinal: /^de (\d{1,2})(?:e|de|ste)$/i,
		at: /^(?:om|rond) /i,
		months: [
			'jan(?:uari)?',
			'feb(?:ruari)?',
			'maart|mrt',
			'apr(?:il)?',
			'mei',
			'juni?',
			'juli?',
			'aug(?:ustus)?',
			'sept?(?:ember)?',
			'okt(?:ober)?',
			'nov(?:ember)?',
			'dec(?:ember)?',
		],
	},
};
