import {
	authFlowTestSuite,
	caseInsensitiveTestSuite,
	joinsTestSuite,
	normalTestSuite,
	testAdapter,
	transactionsTestSuite,
	uuidTestSuite,
} from '@better-auth/test-utils/adapter';
import { afterAll, vi } from 'vitest';
import { tableAdapter } from '#services/sign-in/adapter.ts';
import { startTable } from './sign-in.table.ts';

// The suites tell at length what they do.
for (const level of ['log', 'warn'] as const) vi.spyOn(console, level).mockReturnValue();

const { client, table, stop } = await startTable();
afterAll(stop);

const { execute } = await testAdapter({
	// The suites make sessions that end the moment they begin: a clock that stands at 1970 keeps them readable.
	adapter: () => tableAdapter({ client, table, now: () => 0, catalog: true }),
	runMigrations: () => {},
	tests: [
		normalTestSuite(),
		transactionsTestSuite(),
		authFlowTestSuite(),
		caseInsensitiveTestSuite(),
		joinsTestSuite(),
		uuidTestSuite(),
	],
});
execute();
