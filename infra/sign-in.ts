import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { Mail } from './mail.ts';
import { FunctionRole } from './roles.ts';

interface SignInProps {
	table: ITable;
	mail: Mail;
	environment: Record<string, string>;
	trace: boolean;
}

/** Letting people in: better-auth with all its plugins, apart from the app so that no other request loads it. */
export class SignIn extends Construct {
	readonly handler: Handler;

	constructor(scope: Construct, { table, mail, environment, trace }: SignInProps) {
		super(scope, 'sign-in');
		const role = new FunctionRole(this, 'sign-in', table);
		// The only letter that does not wait for the stream: somebody sits in front of the screen.
		mail.grantSend(role);
		this.handler = new Handler(this, 'sign-in', {
			role,
			environment: { ...environment, ...mail.environment },
			memory: 1024,
			timeout: Duration.seconds(15),
			trace,
		});
	}
}
