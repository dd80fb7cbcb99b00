import { CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { DeadLetters } from './dead-letters.ts';
import { routes } from './edge.ts';
import { Handler } from './handler.ts';
import { Mail } from './mail.ts';
import { Reminders } from './reminders.ts';
import { FirmRole, FunctionRole } from './roles.ts';
import { Secrets } from './secrets.ts';
import { SignIn } from './sign-in.ts';
import type { Stage } from './stage.ts';
import { Table } from './table.ts';
import { Watch } from './watch.ts';
import { Web } from './web.ts';

/** One installation of FocusCoachee. */
export class FocusCoachee extends Stack {
	constructor(scope: Construct, stage: Stage) {
		super(scope, `focuscoachee-${stage.name}`, {
			env: { region: stage.region },
			terminationProtection: stage.name === 'prod',
		});
		Tags.of(this).add('application', 'focuscoachee');
		Tags.of(this).add('stage', stage.name);

		const table = new Table(this);
		const secrets = new Secrets(this);
		const api = new Api(this);
		const web = new Web(this, { stage, api, secrets });
		const mail = new Mail(this, stage.mailDomain);
		const dead = new DeadLetters(this);

		const environment = { STAGE: stage.name, TABLE_NAME: table.tableName, PUBLIC_ORIGIN: web.origin };
		const toPeople = {
			...environment,
			ORIGIN_SECRET: secrets.origin.unsafeUnwrap(),
			SIGN_IN_SECRET: secrets.signIn.unsafeUnwrap(),
		};
		const { trace } = stage;

		const appRole = new FunctionRole(this, 'app', table);
		const app = new Handler(this, 'app', {
			role: appRole,
			environment: { ...toPeople, TENANT_ROLE_ARN: new FirmRole(this, 'tenant', table, appRole).roleArn },
			memory: 1024,
			timeout: Duration.seconds(15),
			trace,
		});
		// Pages name files by hash: the files are there first.
		app.node.addDependency(web.files);

		const consoleRole = new FunctionRole(this, 'console', table);
		const console = new Handler(this, 'console', {
			role: consoleRole,
			environment: { ...toPeople, CONSOLE_ROLE_ARN: new FirmRole(this, 'console-tenant', table, consoleRole).roleArn },
			memory: 512,
			timeout: Duration.seconds(29),
			trace,
		});

		const signIn = new SignIn(this, { table, mail, environment: toPeople, trace }).handler;

		const answering = { 'sign-in': signIn, console };
		for (const route of routes) api.answer(answering[route.function], route.path);
		api.answer(app);

		const outcome = mail.tell({ table, dead, environment, trace });
		const reminders = new Reminders(this, {
			table,
			mail,
			dead,
			outcome,
			environment,
			sendConcurrency: stage.sendConcurrency,
			trace,
		});

		const { arm, send, sweep } = reminders;
		const handlers = [app, signIn, console, arm, send, sweep, outcome];
		new Watch(this, { api, table, reminders, dead, handlers, stage: stage.name, alarmAddress: stage.alarmAddress });

		new CfnOutput(this, 'address', { value: web.origin });
		// Whoever operates it finds it by this (`operate.ts`).
		new CfnOutput(this, 'sweep', { value: sweep.functionName });
		new CfnOutput(this, 'distribution', { value: web.distribution.distributionDomainName });
	}
}
