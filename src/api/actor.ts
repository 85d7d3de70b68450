import type { Principal } from '../access/principal.ts';
import type { Actor } from '../event/event.ts';

/** The actor of what a principal does. Behind a token stands the person who made it, behind an OAuth client the one who let it in. */
export function actorOf(principal: Principal): Actor {
  if (principal.kind === 'user') {
    const { id, email, name } = principal.user;
    return { type: 'user', id, name, details: { email } };
  }
  if (principal.kind === 'oauth_client') {
    const { clientId, clientName, user } = principal.holder;
    return {
      type: 'oauth_client',
      id: clientId,
      name: clientName,
      details: { user_id: user.id, user_name: user.name },
    };
  }
  const { id, name, creator } = principal.token;
  return { type: 'api_token', id, name, details: { user_id: creator.id, user_name: creator.name } };
}

/** The language of messages that a person sets up: his own. */
export function messageLanguage({ principal }: { readonly principal: Principal | null }): 'en' | 'fr' | 'ja' {
  const language = principal?.kind === 'user' ? principal.user.language : null;
  return language === 'fr' || language === 'ja' ? language : 'en';
}
