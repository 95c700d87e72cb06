// Every screen has an address: matter, room, selection, passage, filter. Back works.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { get } from '../lib/api.ts';
import { Choose } from './choose.tsx';
import { BrokenScreen, NoScreen } from './no-screen.tsx';
import { Shell } from './shell.tsx';

/** What may stand in the address after the path: a selection, a filter, a place. All texts. */
export type Search = Readonly<Record<string, string | undefined>>;

const root = createRootRoute({ component: Outlet });

const choose = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Choose,
  async beforeLoad() {
    const { matters } = await get<{ matters: { name: string }[] }>('/api/matters');
    const only = matters.length === 1 ? matters[0] : undefined;
    if (only !== undefined) throw redirect({ to: '/$matter/overview', params: { matter: only.name } });
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  path: '/$matter',
  component: Shell,
  validateSearch: (search): Search => texts(search),
});

function texts(search: Record<string, unknown>): Search {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

// Each screen comes in a file of its own when it is first opened.
const screens = [
  createRoute({
    getParentRoute: () => shell,
    path: 'overview',
    component: lazyRouteComponent(() => import('../rooms/overview/screen.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'exhibits',
    component: lazyRouteComponent(() => import('../rooms/vault/screen.tsx'), 'ExhibitsScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'search',
    component: lazyRouteComponent(() => import('../rooms/reading/screen.tsx'), 'SearchScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'record',
    component: lazyRouteComponent(() => import('../rooms/record/screen.tsx'), 'RecordScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'law',
    component: lazyRouteComponent(() => import('../rooms/law/screen.tsx'), 'LawScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'proof',
    component: lazyRouteComponent(() => import('../rooms/proof/screen.tsx'), 'ProofScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'flows',
    component: lazyRouteComponent(() => import('../rooms/flows/screen.tsx'), 'FlowsScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'quantum',
    component: lazyRouteComponent(() => import('../rooms/quantum/screen.tsx'), 'QuantumScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'pleading',
    component: lazyRouteComponent(() => import('../rooms/pleading/screen.tsx'), 'PleadingScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'bundle',
    component: lazyRouteComponent(() => import('../rooms/bundle/screen.tsx'), 'BundleScreen'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: 'ledger',
    component: lazyRouteComponent(() => import('../rooms/ledger/screen.tsx'), 'LedgerScreen'),
  }),
];
const enter = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$matter/overview', params });
  },
});

export const router = createRouter({
  routeTree: root.addChildren([choose, shell.addChildren([enter, ...screens])]),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NoScreen,
  defaultErrorComponent: BrokenScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
