import type { Body, Taken } from './record.ts';

/** Where a story is played: the whole product on its own clock, in this process or in another. */
export interface Stage {
	/** The moment it is there. */
	now(): number;
	/** Brings a request to the API; rejects when nobody lives to answer it. */
	ask(asked: Asked): Promise<Answered>;
	/** Puts people into the table as they are. */
	found(founding: Founding): Promise<void>;
	/** Lets things happen until this has come about. */
	until<T>(outcome: Promise<T>): Promise<T>;
	/** Lets things happen until nothing is under way any more. */
	quiet(): Promise<void>;
	/** The clock goes on to a moment. */
	to(moment: number): Promise<void>;
	sweep(): Promise<void>;
	/** When the next schedule fires. */
	nextFiring(): Promise<number | undefined>;
	/** From here on nothing goes wrong, or things may. */
	calm(is: boolean): Promise<void>;
	/** The letters that the mail service took. */
	taken(): Promise<Taken[]>;
}

export interface Asked {
	method: string;
	path: string;
	memberId: string;
	cause: string;
	body?: object | undefined;
}

export interface Answered {
	status: number;
	body: Body;
	/** The moment it was answered. */
	now: number;
}

/** Rows of a firm whose people have come in already. */
export interface Founding {
	tenant: { tenantId: string };
	members: object[];
}
