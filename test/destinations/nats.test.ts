import { startNats } from '../servers/nats.ts';
import { describeServer } from './server-suite.ts';

describeServer('a real NATS JetStream', startNats);
