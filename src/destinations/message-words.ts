import { z } from 'zod';
import type { Level, Result } from '../event/event.ts';
import { field } from '../kernel/form.ts';

export const messageLanguages = ['en', 'fr', 'ja'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** The setting of a destination whose messages are read by people. */
export const languageField = field(z.enum(messageLanguages).default('en'), {
  title: 'Language',
  description: 'Of the messages. Codes and names in events stay as they are.',
});

type Fact =
  | 'actor'
  | 'action'
  | 'resources'
  | 'time'
  | 'level'
  | 'result'
  | 'module'
  | 'service'
  | 'address'
  | 'event';

/** The words of a message around what an event holds. */
export interface MessageWords {
  readonly facts: Readonly<Record<Fact, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly results: Readonly<Record<Result, string>>;
  readonly unknownActor: string;
  readonly more: (count: number) => string;
  readonly events: (count: number) => string;
  /** The headline of several events. */
  readonly upTo: (count: number, level: string) => string;
  readonly number: (seq: number) => string;
  readonly footer: string;
}

const en: MessageWords = {
  facts: {
    ...{ actor: 'Actor', action: 'Action', resources: 'Resources', time: 'Time', level: 'Level' },
    ...{ result: 'Result', module: 'Module', service: 'Service', address: 'Source address', event: 'Event' },
  },
  levels: { information: 'information', notice: 'notice', warning: 'warning', error: 'error' },
  results: { success: 'success', failed: 'failed', validation_error: 'validation error' },
  unknownActor: 'Somebody unknown',
  more: (count) => ` and ${count} more`,
  events: (count) => `${count} events`,
  upTo: (count, level) => `${count} events, the highest level ${level}`,
  number: (seq) => `number ${seq}`,
  footer: 'Cairn sent this mail because a trail of your organization delivers to your address.',
};

const fr: MessageWords = {
  facts: {
    ...{ actor: 'Acteur', action: 'Action', resources: 'Ressources', time: 'Heure', level: 'Niveau' },
    ...{ result: 'Résultat', module: 'Module', service: 'Service', address: 'Adresse source' },
    event: 'Événement',
  },
  levels: { information: 'information', notice: 'avis', warning: 'avertissement', error: 'erreur' },
  results: { success: 'succès', failed: 'échec', validation_error: 'saisie invalide' },
  unknownActor: 'Une personne inconnue',
  more: (count) => ` et ${count} de plus`,
  events: (count) => `${count} événements`,
  upTo: (count, level) => `${count} événements, niveau le plus élevé : ${level}`,
  number: (seq) => `numéro ${seq}`,
  footer: 'Cairn vous envoie ce message parce qu’un flux de votre organisation livre à votre adresse.',
};

const ja: MessageWords = {
  facts: {
    ...{ actor: '操作者', action: 'アクション', resources: '対象', time: '日時', level: 'レベル' },
    ...{ result: '結果', module: 'モジュール', service: 'サービス', address: '送信元アドレス' },
    event: 'イベント',
  },
  levels: { information: '情報', notice: '重要', warning: '警告', error: 'エラー' },
  results: { success: '成功', failed: '失敗', validation_error: '入力エラー' },
  unknownActor: '不明なユーザー',
  more: (count) => ` ほか ${count} 件`,
  events: (count) => `${count} 件のイベント`,
  upTo: (count, level) => `${count} 件のイベント（最高レベル：${level}）`,
  number: (seq) => `番号 ${seq}`,
  footer:
    'このメールは、あなたの組織のトレイルが配信先としてこのアドレスを使っているため、Cairn から送信されました。',
};

export const messageWords: Readonly<Record<MessageLanguage, MessageWords>> = { en, fr, ja };
