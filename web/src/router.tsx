import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { Problem } from './api/http.ts';
import { organizationQuery } from './api/organizations.ts';
import { sessionQuery } from './api/session.ts';
import { auditLogSearch } from './pages/audit-log/search.ts';
import { acceptSearch, customersSearch, membersSearch } from './pages/members/search.ts';
import { slackSearch } from './pages/slack/search.ts';
import { newTrailSearch, trailSearch, trailsSearch } from './pages/trails/search.ts';
import { parseSearch, stringifySearch, text } from './search-params.ts';
import { Shell } from './shell/shell.tsx';
import { documentLanguage, loadLater } from './text/languages.ts';
import { PagePending } from './ui/page-pending.tsx';
import { ProblemPage } from './ui/problem-view.tsx';

function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ProblemPage error={error} onRetry={retry} />;
}

/** The same where no shell stands around it. */
const BareError = (props: ErrorComponentProps) => (
  <main>
    <RouteError {...props} />
  </main>
);

const BareNotFound = () => (
  <main>
    <ProblemPage error={new Problem(404, {})} />
  </main>
);

/** For pages whose texts are in `text/<language>/later.ts`: they come along with the page's code. */
const withTexts =
  <Module extends object>(importPage: () => Promise<Module>) =>
  async (): Promise<Module> => {
    const [page] = await Promise.all([importPage(), loadLater(documentLanguage())]);
    return page;
  };

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: BareNotFound,
  errorComponent: BareError,
});

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    const [only, ...others] = session?.organizations ?? [];
    if (only === undefined || others.length > 0) throw redirect({ to: '/organizations', replace: true });
    throw redirect({ to: '/organizations/$orgId', params: { orgId: only.id }, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: text, expired: text, lang: text, error: text }),
  component: lazyRouteComponent(() => import('./pages/access/sign-in-page.tsx'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: z.object({ token: text, lang: text }),
  component: lazyRouteComponent(() => import('./pages/access/setup-page.tsx'), 'SetupPage'),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/accept',
  validateSearch: acceptSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/invitations/accept-page.tsx')),
    'AcceptPage',
  ),
});

/** Everything behind sign-in. Its id, `/app`, is the first part of the ids of the routes below it. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  errorComponent: BareError,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
  },
});

const organizations = createRoute({
  getParentRoute: () => app,
  path: '/organizations',
  component: lazyRouteComponent(
    () => import('./pages/organizations/organizations-page.tsx'),
    'OrganizationsPage',
  ),
});

const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/account/account-page.tsx')),
    'AccountPage',
  ),
});

const organization = createRoute({
  getParentRoute: () => app,
  path: '/organizations/$orgId',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(organizationQuery(params.orgId)),
});

const organizationIndex = createRoute({
  getParentRoute: () => organization,
  path: '/',
  beforeLoad: ({ params: { orgId } }) => {
    throw redirect({
      to: '/organizations/$orgId/dashboard/$dashboardId',
      params: { orgId, dashboardId: orgId },
      replace: true,
    });
  },
});

const dashboard = createRoute({
  getParentRoute: () => organization,
  path: '/dashboard/$dashboardId',
  component: lazyRouteComponent(() => import('./pages/dashboard/dashboard-page.tsx'), 'DashboardPage'),
});

const auditLogs = createRoute({
  getParentRoute: () => organization,
  path: '/audit-logs',
  validateSearch: auditLogSearch,
  component: lazyRouteComponent(() => import('./pages/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
});

const trails = createRoute({
  getParentRoute: () => organization,
  path: '/trails',
  validateSearch: trailsSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/trails/trails-page.tsx')),
    'TrailsPage',
  ),
});

const newTrail = createRoute({
  getParentRoute: () => organization,
  path: '/trails/new',
  validateSearch: newTrailSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/trails/new-trail-page.tsx')),
    'NewTrailPage',
  ),
});

const trail = createRoute({
  getParentRoute: () => organization,
  path: '/trails/$trailId',
  validateSearch: trailSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/trails/trail-page.tsx')),
    'TrailPage',
  ),
});

const apiTokens = createRoute({
  getParentRoute: () => organization,
  path: '/settings/api-tokens',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/api-tokens/api-tokens-page.tsx')),
    'ApiTokensPage',
  ),
});

const members = createRoute({
  getParentRoute: () => organization,
  path: '/users',
  validateSearch: membersSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/members/members-page.tsx')),
    'MembersPage',
  ),
});

const customers = createRoute({
  getParentRoute: () => organization,
  path: '/customers',
  validateSearch: customersSearch,
  component: lazyRouteComponent(
    withTexts(() => import('./pages/customers/customers-page.tsx')),
    'CustomersPage',
  ),
});

const customer = createRoute({
  getParentRoute: () => organization,
  path: '/customers/$customerId',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/customers/customer-page.tsx')),
    'CustomerPage',
  ),
});

const general = createRoute({
  getParentRoute: () => organization,
  path: '/settings/general',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/settings/general-page.tsx')),
    'GeneralPage',
  ),
});

const retention = createRoute({
  getParentRoute: () => organization,
  path: '/settings/retention',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/settings/retention-page.tsx')),
    'RetentionPage',
  ),
});

const usage = createRoute({
  getParentRoute: () => organization,
  path: '/settings/usage',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/usage/usage-page.tsx')),
    'UsagePage',
  ),
});

const oauthClients = createRoute({
  getParentRoute: () => organization,
  path: '/settings/oauth-clients',
  component: lazyRouteComponent(
    withTexts(() => import('./pages/oauth-clients/oauth-clients-page.tsx')),
    'OAuthClientsPage',
  ),
});

const permittedUsers = createRoute({
  getParentRoute: () => organization,
  path: '/settings/permitted-users',
  validateSearch: z.object({ target: text }),
  component: lazyRouteComponent(
    withTexts(() => import('./pages/permitted-users/permitted-users-page.tsx')),
    'PermittedUsersPage',
  ),
});

const slack = createRoute({
  getParentRoute: () => organization,
  path: '/settings/slack',
  validateSearch: slackSearch,
  component: lazyRouteComponent(() => import('./pages/slack/slack-page.tsx'), 'SlackPage'),
});

const notifications = createRoute({
  getParentRoute: () => organization,
  path: '/settings/notifications',
  component: lazyRouteComponent(
    () => import('./pages/notifications/notifications-page.tsx'),
    'NotificationsPage',
  ),
});

const routeTree = root.addChildren([
  index,
  signIn,
  setup,
  acceptInvitation,
  app.addChildren([
    organizations,
    account,
    organization.addChildren([
      organizationIndex,
      dashboard,
      auditLogs,
      trails,
      newTrail,
      trail,
      apiTokens,
      oauthClients,
      permittedUsers,
      members,
      customers,
      customer,
      general,
      retention,
      usage,
      slack,
      notifications,
    ]),
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    // Queries have caches of their own.
    defaultPreloadStaleTime: 0,
    // Skeletons only for what takes longer than a glance, and then long enough not to flicker.
    defaultPendingMs: 150,
    defaultPendingMinMs: 300,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: () => <ProblemPage error={new Problem(404, {})} />,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
