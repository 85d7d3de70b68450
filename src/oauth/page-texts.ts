import type { Scope } from '../access/permissions.ts';

export const pageLanguages = ['en', 'fr', 'ja'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** What the pages of the provider say. The scopes are told as what the application will be able to do. */
export interface PageTexts {
  readonly title: (client: string) => string;
  readonly lead: (client: string, organization: string) => string;
  readonly scopesHeading: string;
  readonly scopes: Readonly<Record<Scope, string>>;
  readonly limits: string;
  readonly signedInAs: string;
  readonly returnsTo: string;
  readonly allow: string;
  readonly deny: string;
  readonly revokeHint: string;
  readonly errorTitle: string;
  readonly errorLead: string;
  readonly errors: Readonly<Record<string, string>>;
}

const en: PageTexts = {
  title: (client) => `Allow ${client}?`,
  lead: (client, organization) => `${client} asks for access to ${organization}.`,
  scopesHeading: 'It will be able to',
  scopes: {
    'events:write': 'Report events to the audit log',
    'events:read': 'Search, read and export the audit log',
    'integrations:read': 'See integrations and customers',
    'integrations:write': 'Configure, test, enable and disconnect integrations',
    'cases:read': 'See alerts and cases',
    'cases:write': 'Work on cases',
    'trails:read': 'See trails and their deliveries',
    'trails:write': 'Create, change and delete trails',
    'members:read': 'See members and their roles',
    admin: 'Do everything that you may do, settings and members included',
  },
  limits: 'Never more than you may do yourself, and only in this organization.',
  signedInAs: 'You are signed in as',
  returnsTo: 'You will return to',
  allow: 'Allow',
  deny: 'Deny',
  revokeHint: 'You can withdraw this at any time under Account, Connected applications.',
  errorTitle: 'This request cannot go on',
  errorLead:
    'The application that sent you here made a request that Cairn cannot accept. Nothing was shared.',
  errors: {
    invalid_client: 'The application is not registered here, or it has been disabled.',
    invalid_redirect_uri: 'The address to return to is not registered for this application.',
    temporarily_unavailable: 'Cairn cannot answer at the moment. Try again shortly.',
  },
};

const fr: PageTexts = {
  title: (client) => `Autoriser ${client} ?`,
  lead: (client, organization) => `${client} demande l’accès à ${organization}.`,
  scopesHeading: 'Cette application pourra',
  scopes: {
    'events:write': 'Envoyer des événements au journal d’audit',
    'events:read': 'Rechercher, lire et exporter le journal d’audit',
    'integrations:read': 'Voir les intégrations et les clients',
    'integrations:write': 'Configurer, tester, activer et déconnecter des intégrations',
    'cases:read': 'Voir les alertes et les dossiers',
    'cases:write': 'Traiter les dossiers',
    'trails:read': 'Voir les flux et leurs livraisons',
    'trails:write': 'Créer, modifier et supprimer des flux',
    'members:read': 'Voir les membres et leurs rôles',
    admin: 'Faire tout ce que vous pouvez faire, réglages et membres compris',
  },
  limits: 'Jamais plus que ce que vous pouvez faire vous-même, et seulement dans cette organisation.',
  signedInAs: 'Vous êtes connecté en tant que',
  returnsTo: 'Vous retournerez vers',
  allow: 'Autoriser',
  deny: 'Refuser',
  revokeHint: 'Vous pouvez retirer cet accès à tout moment sous Compte, Applications connectées.',
  errorTitle: 'Cette demande ne peut pas aboutir',
  errorLead:
    'L’application qui vous a envoyé ici a fait une demande que Cairn ne peut pas accepter. Rien n’a été partagé.',
  errors: {
    invalid_client: 'L’application n’est pas enregistrée ici, ou elle a été désactivée.',
    invalid_redirect_uri: 'L’adresse de retour n’est pas enregistrée pour cette application.',
    temporarily_unavailable: 'Cairn ne peut pas répondre pour le moment. Réessayez bientôt.',
  },
};

const ja: PageTexts = {
  title: (client) => `${client}を許可しますか？`,
  lead: (client, organization) => `${client}が「${organization}」へのアクセスを求めています。`,
  scopesHeading: 'このアプリケーションができること',
  scopes: {
    'events:write': '監査ログへイベントを送信する',
    'events:read': '監査ログを検索、閲覧、エクスポートする',
    'integrations:read': '連携と顧客を閲覧する',
    'integrations:write': '連携を設定、テスト、有効化、切断する',
    'cases:read': 'アラートとケースを閲覧する',
    'cases:write': 'ケースに対応する',
    'trails:read': 'トレイルと配信を閲覧する',
    'trails:write': 'トレイルを作成、変更、削除する',
    'members:read': 'メンバーと役割を閲覧する',
    admin: '設定やメンバーを含め、あなたにできるすべてを行う',
  },
  limits: 'あなた自身の権限を超えることはなく、この組織の中だけで有効です。',
  signedInAs: 'サインイン中のアカウント：',
  returnsTo: '戻り先：',
  allow: '許可する',
  deny: '拒否する',
  revokeHint: 'アカウントの「接続済みアプリケーション」からいつでも取り消せます。',
  errorTitle: 'このリクエストは続行できません',
  errorLead: '移動元のアプリケーションからのリクエストを受け付けられませんでした。情報は共有されていません。',
  errors: {
    invalid_client: 'このアプリケーションは登録されていないか、無効になっています。',
    invalid_redirect_uri: '戻り先のアドレスがこのアプリケーションに登録されていません。',
    temporarily_unavailable: '現在応答できません。しばらくしてからもう一度お試しください。',
  },
};

export const pageTexts: Readonly<Record<PageLanguage, PageTexts>> = { en, fr, ja };

const isPageLanguage = (text: string | null | undefined): text is PageLanguage =>
  pageLanguages.includes(text as PageLanguage);

/** The person's own language, then the first of the browser's list that there is, then English. */
export function languageFor(
  own: string | null | undefined,
  acceptLanguage: string | undefined,
): PageLanguage {
  if (isPageLanguage(own)) return own;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find((each) => each !== undefined);
      return { language: tag.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q);
  return wanted.map(({ language }) => language).find(isPageLanguage) ?? 'en';
}
