import { startPostgresql } from '../servers/postgresql.ts';
import { describeServer } from './server-suite.ts';

describeServer('a real PostgreSQL', startPostgresql);
