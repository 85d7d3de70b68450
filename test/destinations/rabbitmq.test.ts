import { startRabbitmq } from '../servers/rabbitmq.ts';
import { describeServer } from './server-suite.ts';

describeServer('a real RabbitMQ', startRabbitmq);
