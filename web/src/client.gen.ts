export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, and his organizations.
         * @description Needs a session or a token. Records nothing: Reads only what the caller is.
         */
        get: operations["session.get"];
        put?: never;
        /**
         * Sign in with e-mail address and password, and a code where two-factor is on; sets the session cookie.
         * @description Open to everybody. Records `session.started`. Can answer `auth.invalid_credentials`, `auth.totp_required`, `auth.invalid_code`, `auth.rate_limited`.
         */
        post: operations["session.create"];
        /**
         * Sign out.
         * @description Needs a session or a token. Records `session.ended`.
         */
        delete: operations["session.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * By what people can sign in here besides a password.
         * @description Open to everybody. Records nothing: Says what the sign-in page shows.
         */
        get: operations["session.methods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/reauthenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again who you are, by password, code or passkey; what shows or changes secrets is open for 10 minutes.
         * @description Needs a session or a token. Records `session.reauthenticated`. Can answer `auth.invalid_credentials`, `auth.invalid_code`, `auth.passkey_refused`, `auth.rate_limited`.
         */
        post: operations["session.reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in, or to prove again who you are, with a passkey: what the browser is asked.
         * @description Open to everybody. Records nothing: Hands out a challenge; nobody is named yet. Can answer `auth.rate_limited`.
         */
        post: operations["session.passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey; no code is asked besides. Sets the session cookie.
         * @description Open to everybody. Records `session.started`. Can answer `auth.passkey_refused`.
         */
        post: operations["session.create_by_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your passkeys.
         * @description Needs a session or a token. Records nothing: Reads names and times.
         */
        get: operations["passkeys.list"];
        put?: never;
        /**
         * Add the passkey that the browser has made.
         * @description Needs a session or a token. Records `passkey.added`. Can answer `auth.passkey_refused`, `auth.reauthentication_required`.
         */
        post: operations["passkeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey: what the browser is asked.
         * @description Needs a session or a token. Records nothing: Hands out a challenge; nothing is stored of the person yet. Can answer `auth.reauthentication_required`.
         */
        post: operations["passkeys.options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey; nobody signs in with it any more.
         * @description Needs a session or a token. Records `passkey.removed`. Can answer `auth.reauthentication_required`.
         */
        delete: operations["passkeys.delete"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey.
         * @description Needs a session or a token. Records `passkey.updated`.
         */
        patch: operations["passkeys.update"];
        trace?: never;
    };
    "/api/v1/session/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in by the provider that the operator has set: sends the browser there.
         * @description Open to everybody. Records nothing: Hands out a state; nobody is known yet.
         */
        get: operations["session.begin_by_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/provider/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider returns to: sets the session cookie and goes on to the portal.
         * @description Open to everybody. Records `session.started`.
         */
        get: operations["session.create_by_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your own name or language.
         * @description Needs a session or a token. Records nothing: Concerns only how the portal speaks to the person.
         */
        patch: operations["account.update"];
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password; ends your other sessions.
         * @description Needs a session or a token. Records `password.changed`. Can answer `auth.invalid_credentials`, `auth.rate_limited`.
         */
        post: operations["account.change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where you are signed in, the last used first.
         * @description Needs a session or a token. Records nothing: Reads what only the person sees.
         */
        get: operations["account.sessions"];
        put?: never;
        post?: never;
        /**
         * End all of your sessions but this one.
         * @description Needs a session or a token. Records `session.ended`.
         */
        delete: operations["account.end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions.
         * @description Needs a session or a token. Records `session.ended`.
         */
        delete: operations["account.end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether you sign in with a code besides the password, and how many recovery codes are left.
         * @description Needs a session or a token. Records nothing: Reads a state, never a secret.
         */
        get: operations["two_factor.get"];
        put?: never;
        /**
         * Begin to turn two-factor on: the secret for an authenticator application, for 15 minutes.
         * @description Needs a session or a token. Records nothing: Nothing is turned on before the first code; that is recorded. Can answer `auth.reauthentication_required`.
         */
        post: operations["two_factor.begin"];
        /**
         * Turn two-factor off; the recovery codes are void.
         * @description Needs a session or a token. Records `two_factor.disabled`. Can answer `auth.reauthentication_required`.
         */
        delete: operations["two_factor.disable"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn two-factor on with a first code. The recovery codes are in this answer and never shown again.
         * @description Needs a session or a token. Records `two_factor.enabled`. Can answer `auth.invalid_code`, `auth.rate_limited`, `auth.reauthentication_required`.
         */
        post: operations["two_factor.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/two-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes; the old ones are void. They are in this answer and never shown again.
         * @description Needs a session or a token. Records `recovery_codes.generated`. Can answer `auth.reauthentication_required`.
         */
        post: operations["two_factor.recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this Cairn still needs its first owner.
         * @description Open to everybody. Records nothing: Says only whether anybody exists.
         */
        get: operations["setup.get"];
        put?: never;
        /**
         * Make the first owner and organization with the one-time link of the log.
         * @description Open to everybody. Records `organization.created`. Can answer `setup.done`, `setup.invalid_link`.
         */
        post: operations["setup.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the organizations that you belong to.
         * @description Needs a session or a token. Records nothing: Reads only what the caller belongs to.
         */
        get: operations["organizations.list"];
        put?: never;
        /**
         * Make an organization; you become its owner.
         * @description Needs a session or a token. Records `organization.created`.
         */
        post: operations["organizations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an organization, and what you may do in it.
         * @description Needs the permission `organization:view`. Records nothing: Reads the name of an organization that the caller belongs to.
         */
        get: operations["organizations.get"];
        put?: never;
        post?: never;
        /**
         * Delete an organization; its name must be typed.
         * @description Needs the permission `organization:manage`. Records `organization.deleted`. Can answer `confirmation.mismatch`.
         */
        delete: operations["organizations.delete"];
        options?: never;
        head?: never;
        /**
         * Rename an organization.
         * @description Needs the permission `organization:manage`. Records `organization.updated`.
         */
        patch: operations["organizations.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members with their roles and rights.
         * @description Needs the permission `members:view`. Records nothing: Reads names, addresses and rights of the organization’s own members.
         */
        get: operations["members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one member.
         * @description Needs the permission `members:view`. Records nothing: Reads name, address and rights of a member.
         */
        get: operations["members.get"];
        put?: never;
        post?: never;
        /**
         * Remove a member, or leave the organization oneself; sessions, tokens and grants end at once.
         * @description Needs the permission `organization:view`. Records `member.removed`. Can answer `member.last_owner`.
         */
        delete: operations["members.remove"];
        options?: never;
        head?: never;
        /**
         * Change role, rights, customers or suspension of a member; it acts at once.
         * @description Needs the permission `members:manage`. Records `member.updated`. Can answer `member.last_owner`.
         */
        patch: operations["members.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand your ownership to another member; you keep the rights that a member can have.
         * @description Needs the permission `members:manage`. Records `ownership.transferred`.
         */
        post: operations["ownership.transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the invitations that are open or have expired within 30 days.
         * @description Needs the permission `members:view`. Records nothing: Reads addresses and offered rights, never a link.
         */
        get: operations["invitations.list"];
        put?: never;
        /**
         * Invite somebody by e-mail address. The link is in this answer and never shown again.
         * @description Needs the permission `members:manage`. Records `member.invited`. Can answer `member.exists`.
         */
        post: operations["invitations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation; its link ends.
         * @description Needs the permission `members:manage`. Records `invitation.withdrawn`.
         */
        delete: operations["invitations.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the link of an invitation offers.
         * @description Open to everybody. Records nothing: Says to the holder of a link what it offers. Can answer `invitation.invalid`.
         */
        get: operations["invitations.look_up"];
        put?: never;
        /**
         * Join with the link of an invitation: with a new name and password, or with the password you have.
         * @description Open to everybody. Records `member.joined`. Can answer `invitation.invalid`, `member.exists`, `auth.invalid_credentials`, `auth.totp_required`, `auth.invalid_code`, `auth.rate_limited`.
         */
        post: operations["invitations.accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join with the link of an invitation while signed in with its address.
         * @description Needs a session or a token. Records `member.joined`. Can answer `invitation.invalid`, `member.exists`.
         */
        post: operations["invitations.join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the customers that you may see.
         * @description Needs the permission `customers:view`. Records nothing: Reads names.
         */
        get: operations["customers.list"];
        put?: never;
        /**
         * Add a customer.
         * @description Needs the permission `customers:manage`. Records `customer.created`. Can answer `resource.conflict`.
         */
        post: operations["customers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one customer.
         * @description Needs the permission `customers:view`. Records nothing: Reads a name.
         */
        get: operations["customers.get"];
        put?: never;
        post?: never;
        /**
         * Remove a customer; its name must be typed.
         * @description Needs the permission `customers:manage`. Records `customer.deleted`. Can answer `confirmation.mismatch`.
         */
        delete: operations["customers.delete"];
        options?: never;
        head?: never;
        /**
         * Change name or notes of a customer.
         * @description Needs the permission `customers:manage`. Records `customer.updated`. Can answer `resource.conflict`.
         */
        patch: operations["customers.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API tokens. Expired ones stay for 30 days.
         * @description Needs the permission `api_tokens:manage`. Records nothing: Reads names and prefixes, never a token.
         */
        get: operations["api_tokens.list"];
        put?: never;
        /**
         * Make an API token. The token is in this answer and never shown again.
         * @description Needs the permission `api_tokens:manage`. Records `api_token.generated`. Can answer `auth.reauthentication_required`.
         */
        post: operations["api_tokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/api-tokens/{api_token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one API token.
         * @description Needs the permission `api_tokens:manage`. Records nothing: Reads name and prefix, never the token.
         */
        get: operations["api_tokens.get"];
        put?: never;
        post?: never;
        /**
         * Delete an API token; it is refused at once.
         * @description Needs the permission `api_tokens:manage`. Records `api_token.deleted`.
         */
        delete: operations["api_tokens.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the OAuth clients; their secrets are never shown.
         * @description Needs the permission `oauth_clients:manage`. Records nothing: Reads names and addresses, never a secret.
         */
        get: operations["oauth_clients.list"];
        put?: never;
        /**
         * Register an application. The answer is the only one that holds the secret; nobody is permitted at first.
         * @description Needs the permission `oauth_clients:manage`. Records `oauth_client.added`. Can answer `auth.reauthentication_required`.
         */
        post: operations["oauth_clients.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one OAuth client.
         * @description Needs the permission `oauth_clients:manage`. Records nothing: Reads names and addresses, never a secret.
         */
        get: operations["oauth_clients.get"];
        put?: never;
        post?: never;
        /**
         * Delete an OAuth client with everything that it was given; a typed name must match.
         * @description Needs the permission `oauth_clients:manage`. Records `oauth_client.deleted`. Can answer `confirmation.mismatch`.
         */
        delete: operations["oauth_clients.delete"];
        options?: never;
        head?: never;
        /**
         * Change name, addresses, scopes or logo. A scope that is taken away is refused at once.
         * @description Needs the permission `oauth_clients:manage`. Records `oauth_client.updated`.
         */
        patch: operations["oauth_clients.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members who have let this client in.
         * @description Needs the permission `oauth_clients:manage`. Records nothing: Reads who authorized what, never a token.
         */
        get: operations["oauth_clients.authorizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a client work again, with the consents that it had.
         * @description Needs the permission `oauth_clients:manage`. Records `integration.enabled`.
         */
        post: operations["oauth_clients.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse everything of a client at once; its consents wait.
         * @description Needs the permission `oauth_clients:manage`. Records `integration.disabled`.
         */
        post: operations["oauth_clients.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret, shown once. The present one stays valid for the overlap, 24 hours unless told.
         * @description Needs the permission `oauth_clients:manage`. Records `oauth_client.secret_rotated`. Can answer `auth.reauthentication_required`.
         */
        post: operations["oauth_clients.rotate_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/oauth-clients/{client_id}/former-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the secret that a rotation left valid, at once.
         * @description Needs the permission `oauth_clients:manage`. Records `oauth_client.secret_rotated`.
         */
        delete: operations["oauth_clients.end_former_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/permitted-users/{target}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may use an OAuth client.
         * @description Needs the permission `permitted_users:manage`. Records nothing: Reads names of the organization’s own members.
         */
        get: operations["permitted_users.get"];
        /**
         * Permit everyone, or exactly these members. What others had let in ends at once.
         * @description Needs the permission `permitted_users:manage`. Records `permitted_users.updated`.
         */
        put: operations["permitted_users.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The applications that you have let in.
         * @description Needs a session or a token. Records nothing: Reads only what the caller allowed himself.
         */
        get: operations["account.authorizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/authorizations/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw what you let an application do; its tokens end at once.
         * @description Needs a session or a token. Records `oauth_grant.revoked`.
         */
        delete: operations["account.revoke_authorization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/slack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Slack setting: whether it is on, which events it posts, and how it fares.
         * @description Needs the permission `slack:manage`. Records nothing: Reads a setting, never the webhook address.
         */
        get: operations["slack.get"];
        /**
         * Switch Slack on or off, with a webhook address or by consent at Slack (`connect`).
         * @description Needs the permission `slack:manage`. Records `slack_setting.updated`. Can answer `query.invalid`, `address.forbidden`, `resource.conflict`.
         */
        put: operations["slack.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/slack/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post one marked message to the channel.
         * @description Needs the permission `slack:manage`. Records `trail.tested`. Can answer `resource.conflict`.
         */
        post: operations["slack.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slack/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where Slack sends people back to after their consent; leads into the portal.
         * @description Needs a session or a token. Records `slack_setting.updated`. Can answer `consent.invalid_state`.
         */
        get: operations["slack.callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/notification-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is sent mail about the events of each level.
         * @description Needs the permission `notifications:manage`. Records nothing: Reads a setting.
         */
        get: operations["notification_settings.get"];
        /**
         * Set who is sent mail about the events of each level; a level that is left out stays as it is.
         * @description Needs the permission `notifications:manage`. Records `notification_setting.updated`. Can answer `resource.conflict`.
         */
        put: operations["notification_settings.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/notification-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one marked mail to the addresses of a level.
         * @description Needs the permission `notifications:manage`. Records `trail.tested`.
         */
        post: operations["notification_settings.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long events are kept, and how many there are.
         * @description Needs the permission `retention:manage`. Records nothing: Reads a setting.
         */
        get: operations["retention.get"];
        /**
         * Set how many days events are kept. What is older is deleted within the hour, for good.
         * @description Needs the permission `retention:manage`. Records `retention.updated`.
         */
        put: operations["retention.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/retention/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events a number of days would delete, before it is set.
         * @description Needs the permission `retention:manage`. Records nothing: Reads a count.
         */
        get: operations["retention.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of the dashboard: events of the last 24 hours, trails, dead letters, storage.
         * @description Needs the permission `events:view`. Records nothing: Reads counts only.
         */
        get: operations["overview.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of each of the last twelve months, and the storage that they take.
         * @description Needs the permission `usage:view`. Records nothing: Reads counts only.
         */
        get: operations["usage.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the log with the query language, newest first.
         * @description Needs the permission `events:view`. Records nothing: Reading the log is not recorded, exporting it is. Can answer `query.invalid`, `cursor.invalid`.
         */
        get: operations["events.search"];
        put?: never;
        /**
         * Report one event, or a batch of up to 1,000. Answered when they are on disk.
         * @description Needs the permission `events:write`. Records nothing: The events themselves are the record. Can answer `ingest.overloaded`.
         */
        post: operations["events.write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events/{event_id}/location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Estimate the country of an event’s source address, from data on this machine.
         * @description Needs the permission `events:view`. Records nothing: Looks an address of the log up in a local table.
         */
        get: operations["events.location"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count matching events over time, by level. Without times: the last 24 hours.
         * @description Needs the permission `events:view`. Records nothing: Reading the log is not recorded, exporting it is. Can answer `query.invalid`.
         */
        get: operations["events.histogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The most frequent values of a field among matching events. Without times: the last 24 hours.
         * @description Needs the permission `events:view`. Records nothing: Reading the log is not recorded, exporting it is. Can answer `query.invalid`.
         */
        get: operations["events.facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events/tail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow new events that match a query, as Server-Sent Events. `Last-Event-ID` goes on without loss.
         * @description Needs the permission `events:view`. Records nothing: Reading the log is not recorded, exporting it is. Can answer `query.invalid`.
         */
        get: operations["events.tail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one event by its id.
         * @description Needs the permission `events:view`. Records nothing: Reading the log is not recorded, exporting it is.
         */
        get: operations["events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the exports of the last 30 days.
         * @description Needs the permission `events:export`. Records nothing: Reads what was exported, not the events.
         */
        get: operations["exports.list"];
        put?: never;
        /**
         * Export what a query finds, up to now. The file is written while it is downloaded.
         * @description Needs the permission `events:export`. Records `export.created`. Can answer `query.invalid`.
         */
        post: operations["exports.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what an export holds.
         * @description Needs the permission `events:export`. Records nothing: Reads what was exported, not the events.
         */
        get: operations["exports.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of an export.
         * @description Needs the permission `events:export`. Records `export.downloaded`. Can answer `export.not_ready`.
         */
        get: operations["exports.download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the queries that were given a name.
         * @description Needs the permission `events:view`. Records nothing: Reads names and queries, no events.
         */
        get: operations["saved_views.list"];
        put?: never;
        /**
         * Give a query a name.
         * @description Needs the permission `events:view`. Records `saved_view.created`. Can answer `query.invalid`.
         */
        post: operations["saved_views.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/saved-views/{saved_view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a view.
         * @description Needs the permission `events:view`. Records `saved_view.deleted`.
         */
        delete: operations["saved_views.delete"];
        options?: never;
        head?: never;
        /**
         * Change the name or the query of a view.
         * @description Needs the permission `events:view`. Records `saved_view.updated`. Can answer `query.invalid`.
         */
        patch: operations["saved_views.update"];
        trace?: never;
    };
    "/api/v1/destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the destinations a trail can have, with the forms of their settings.
         * @description Needs a session or a token. Records nothing: Reads a catalogue that is the same for everybody.
         */
        get: operations["destinations.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the trails.
         * @description Needs the permission `trails:view`. Records nothing: Reads settings and state, never a secret.
         */
        get: operations["trails.list"];
        put?: never;
        /**
         * Make a trail. It begins at once; a secret that Cairn made is in this answer and never shown again.
         * @description Needs the permission `trails:manage`. Records `trail.created`. Can answer `query.invalid`, `address.forbidden`, `resource.conflict`.
         */
        post: operations["trails.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a trail: its settings, its status, how far it is behind.
         * @description Needs the permission `trails:view`. Records nothing: Reads settings and state, never a secret.
         */
        get: operations["trails.get"];
        put?: never;
        post?: never;
        /**
         * Delete a trail: deliveries stop and its secrets are destroyed. `confirm` is its name.
         * @description Needs the permission `trails:manage`. Records `trail.deleted`. Can answer `confirmation.mismatch`.
         */
        delete: operations["trails.delete"];
        options?: never;
        head?: never;
        /**
         * Change a trail. In config and secrets absent fields stay and null removes; tried within seconds.
         * @description Needs the permission `trails:manage`. Records `trail.updated`. Can answer `query.invalid`, `address.forbidden`, `resource.conflict`.
         */
        patch: operations["trails.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many events of the last 7 days a rule lets through, with samples.
         * @description Needs the permission `trails:manage`. Records nothing: Reads the log, as a search does. Can answer `query.invalid`.
         */
        post: operations["trails.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one marked event, and show request and answer.
         * @description Needs the permission `trails:manage`. Records `trail.tested`.
         */
        post: operations["trails.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop deliveries; the position is kept.
         * @description Needs the permission `trails:manage`. Records `trail.paused`.
         */
        post: operations["trails.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on from the position, at once.
         * @description Needs the permission `trails:manage`. Records `trail.resumed`.
         */
        post: operations["trails.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one marked event with the settings of a trail that is not made yet; nothing is stored.
         * @description Needs the permission `trails:manage`. Records `trail.tested`. Can answer `address.forbidden`.
         */
        post: operations["trails.test_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of the last 30 days, newest first.
         * @description Needs the permission `trails:view`. Records nothing: Reads what was sent, without secrets. Can answer `cursor.invalid`.
         */
        get: operations["deliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with its attempts: request, answer, duration, next retry.
         * @description Needs the permission `trails:view`. Records nothing: Reads what was sent, without secrets.
         */
        get: operations["deliveries.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sums of five minutes each: events delivered, attempts failed, dead letters, bytes, duration.
         * @description Needs the permission `trails:view`. Records nothing: Reads counts.
         */
        get: operations["trails.metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events that the destination refused for good, by number.
         * @description Needs the permission `trails:view`. Records nothing: Reads events of the log, as a search does. Can answer `cursor.invalid`.
         */
        get: operations["dead_letters.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/dead-letters/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send dead letters again, in order, beside the live deliveries.
         * @description Needs the permission `trails:manage`. Records `dead_letter.resent`.
         */
        post: operations["dead_letters.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/dead-letters/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop dead letters for good; the events stay in the log.
         * @description Needs the permission `trails:manage`. Records `dead_letter.discarded`.
         */
        post: operations["dead_letters.discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/trails/{trail_id}/digest-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public key that the digests of a trail into an object store are signed with, and the last digest.
         * @description Needs the permission `trails:view`. Records nothing: A public key, which is meant to be read.
         */
        get: operations["trails.digest_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Member: {
            /** Format: uuid */
            id: string;
            user: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            /** @enum {string} */
            role: "OWNER" | "MEMBER" | "READER" | "BILLING";
            permissions: {
                /** @enum {string} */
                permission: "organization:view" | "organization:manage" | "members:view" | "members:manage" | "api_tokens:manage" | "oauth_clients:manage" | "permitted_users:manage" | "slack:manage" | "notifications:manage" | "retention:manage" | "events:write" | "integrations:view" | "integrations:configure" | "integrations:test" | "integrations:enable" | "integrations:connect" | "integrations:disconnect" | "integrations:refresh_tokens" | "integrations:mirror" | "events:view" | "events:export" | "trails:view" | "trails:manage" | "cases:view" | "cases:manage" | "customers:view" | "customers:manage" | "usage:view";
                /** Format: uuid */
                integration_id?: string;
                connector?: string;
            }[];
            customer_ids: string[] | null;
            suspended_at: (string | unknown) | null;
            /** Format: date-time */
            created_at: string | unknown;
            last_seen_at: (string | unknown) | null;
        };
        Invitation: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "OWNER" | "MEMBER" | "READER" | "BILLING";
            permissions: {
                /** @enum {string} */
                permission: "organization:view" | "organization:manage" | "members:view" | "members:manage" | "api_tokens:manage" | "oauth_clients:manage" | "permitted_users:manage" | "slack:manage" | "notifications:manage" | "retention:manage" | "events:write" | "integrations:view" | "integrations:configure" | "integrations:test" | "integrations:enable" | "integrations:connect" | "integrations:disconnect" | "integrations:refresh_tokens" | "integrations:mirror" | "events:view" | "events:export" | "trails:view" | "trails:manage" | "cases:view" | "cases:manage" | "customers:view" | "customers:manage" | "usage:view";
                /** Format: uuid */
                integration_id?: string;
                connector?: string;
            }[];
            customer_ids: string[] | null;
            invited_by: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            created_at: string | unknown;
            /** Format: date-time */
            expires_at: string | unknown;
        };
        Customer: {
            /** Format: uuid */
            id: string;
            name: string;
            notes: string;
            /** Format: date-time */
            created_at: string | unknown;
            /** Format: date-time */
            updated_at: string | unknown;
        };
        OAuthClient: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            client_id: string;
            name: string;
            redirect_uris: string[];
            scopes: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
            logo_url: string | null;
            enabled: boolean;
            permitted: {
                everyone: boolean;
                members: number;
            };
            secrets: {
                /** Format: uuid */
                id: string;
                prefix: string;
                /** Format: date-time */
                created_at: string | unknown;
                expires_at: (string | unknown) | null;
            }[];
            created_by: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            created_at: string | unknown;
            /** Format: date-time */
            updated_at: string | unknown;
            last_used_at: (string | unknown) | null;
        };
        Authorization: {
            /** Format: uuid */
            id: string;
            client: {
                /** Format: uuid */
                id: string;
                name: string;
                logo_url: string | null;
            };
            organization: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            user: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            scopes: string[];
            /** Format: date-time */
            authorized_at: string | unknown;
            last_used_at: (string | unknown) | null;
        };
        SlackSetting: {
            enabled: boolean;
            webhook_url: {
                set: boolean;
                updated_at: (string | unknown) | null;
            };
            /** @description As Slack named it when the connection was made. */
            channel: string | null;
            levels: ("information" | "notice" | "warning" | "error")[];
            q: string;
            /** @description The shortest time between two messages; repeats meanwhile are counted in one line. */
            quiet_minutes: number;
            /** @description Whether `connect` can be used: the operator has set a Slack app. */
            can_connect: boolean;
            status: ("active" | "paused" | "failing") | null;
            /** @description Why it is paused: somebody switched it off, or it had failed for days. */
            pause_reason: ("person" | "failing") | null;
            last_delivery_at: (string | unknown) | null;
            last_error: string | null;
            delivered_24h: number;
            /** @description Where to send the person, in the answer to `connect`. */
            authorize_url?: string;
        };
        NotificationSettings: {
            email: {
                information: {
                    addresses: string[];
                    status: ("active" | "paused" | "failing") | null;
                    /** @description Why it is paused: somebody switched it off, or it had failed for days. */
                    pause_reason: ("person" | "failing") | null;
                    last_delivery_at: (string | unknown) | null;
                    last_error: string | null;
                };
                notice: {
                    addresses: string[];
                    status: ("active" | "paused" | "failing") | null;
                    /** @description Why it is paused: somebody switched it off, or it had failed for days. */
                    pause_reason: ("person" | "failing") | null;
                    last_delivery_at: (string | unknown) | null;
                    last_error: string | null;
                };
                warning: {
                    addresses: string[];
                    status: ("active" | "paused" | "failing") | null;
                    /** @description Why it is paused: somebody switched it off, or it had failed for days. */
                    pause_reason: ("person" | "failing") | null;
                    last_delivery_at: (string | unknown) | null;
                    last_error: string | null;
                };
                error: {
                    addresses: string[];
                    status: ("active" | "paused" | "failing") | null;
                    /** @description Why it is paused: somebody switched it off, or it had failed for days. */
                    pause_reason: ("person" | "failing") | null;
                    last_delivery_at: (string | unknown) | null;
                    last_error: string | null;
                };
            };
            /** @description The shortest time between two mails; what happens meanwhile comes in one. */
            gather_minutes: number;
            /** @description Whether the operator has set a mail server. */
            mail_configured: boolean;
        };
        Event: {
            id: string;
            action: string;
            /** Format: date-time */
            occurred_at: string;
            /** @enum {string} */
            level: "information" | "notice" | "warning" | "error";
            module?: string;
            service?: string;
            /** @enum {string} */
            result: "success" | "failed" | "validation_error";
            error_code?: string;
            actor?: {
                type: string;
                id: string;
                name?: string;
                details?: {
                    [key: string]: unknown;
                };
            };
            resources?: {
                type?: string;
                id: string;
                name?: string;
                details?: {
                    [key: string]: unknown;
                };
            }[];
            customer_id?: string;
            context?: {
                source_ip?: string;
                user_agent?: string;
                request_id?: string;
                session_id?: string;
                location?: unknown;
            };
            complement?: {
                [key: string]: unknown;
            };
            details?: {
                [key: string]: unknown;
            };
            tags?: {
                [key: string]: string;
            };
            /** Format: uuid */
            organization_id: string;
            seq: number;
            /** Format: date-time */
            received_at: string;
            integration_id?: string;
            /** @constant */
            schema: 1;
        };
        EventInput: {
            id?: string;
            action: string;
            /** Format: date-time */
            occurred_at?: string;
            /** @enum {string} */
            level?: "information" | "notice" | "warning" | "error";
            module?: string;
            service?: string;
            /** @enum {string} */
            result?: "success" | "failed" | "validation_error";
            error_code?: string;
            actor?: {
                type: string;
                id: string;
                name?: string;
                details?: {
                    [key: string]: unknown;
                };
            };
            resources?: {
                type?: string;
                id: string;
                name?: string;
                details?: {
                    [key: string]: unknown;
                };
            }[];
            customer_id?: string;
            context?: {
                source_ip?: string;
                user_agent?: string;
                request_id?: string;
                session_id?: string;
                location?: unknown;
            };
            complement?: {
                [key: string]: unknown;
            };
            details?: {
                [key: string]: unknown;
            };
            tags?: {
                [key: string]: string;
            };
        };
        Trail: {
            /** Format: uuid */
            id: string;
            name: string;
            rule: string;
            destination: string;
            format: string;
            config: {
                [key: string]: unknown;
            };
            secrets: {
                [key: string]: {
                    set: boolean;
                    updated_at: (string | unknown) | null;
                    /** @description Only in the answer to the request that made it. */
                    value?: string;
                };
            };
            /** @enum {string} */
            status: "active" | "paused" | "failing";
            pause_reason: ("person" | "failing") | null;
            position: number;
            lag_events: number;
            lag_seconds: number;
            /** @description Events. */
            delivered_24h: number;
            /** @description Attempts. */
            failed_24h: number;
            dead_letters: number;
            last_delivery_at: (string | unknown) | null;
            last_error: string | null;
            last_error_at: (string | unknown) | null;
            failing_since: (string | unknown) | null;
            created_by: string;
            /** Format: date-time */
            created_at: string | unknown;
            /** Format: date-time */
            updated_at: string | unknown;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "request.invalid" | "request.malformed" | "request.too_large" | "request.unsupported_type" | "request.cross_site" | "query.invalid" | "cursor.invalid" | "idempotency.mismatch" | "confirmation.mismatch" | "auth.required" | "auth.invalid_credentials" | "auth.totp_required" | "auth.invalid_code" | "auth.passkey_refused" | "auth.reauthentication_required" | "auth.provider_refused" | "auth.provider_expired" | "auth.provider_failed" | "auth.email_unverified" | "auth.not_invited" | "auth.identity_conflict" | "auth.forbidden" | "auth.address_refused" | "auth.rate_limited" | "consent.invalid_state" | "member.exists" | "member.last_owner" | "invitation.invalid" | "setup.invalid_link" | "setup.done" | "resource.not_found" | "resource.conflict" | "method.not_allowed" | "ingest.overloaded" | "export.not_ready" | "trail.test_failed" | "address.forbidden" | "database.unavailable" | "server.stopping" | "server.failed";
            detail?: string;
            request_id: string;
            errors?: {
                path: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "session.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    /** @description Six digits, or a recovery code. */
                    totp?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        passkeys: {
                            rp_id: string;
                        } | null;
                        provider: {
                            name: string;
                            start: string;
                        } | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.reauthenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    /** @description Six digits, or a recovery code. */
                    totp?: string;
                    /** @description The answer to `POST /session/passkey/options`. */
                    passkey?: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            userHandle?: string;
                            transports?: string[];
                        } & {
                            [key: string]: unknown;
                        };
                        /** @default {} */
                        clientExtensionResults?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        fresh_until: string | unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.passkey_options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.create_by_passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credential: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            userHandle?: string;
                            transports?: string[];
                        } & {
                            [key: string]: unknown;
                        };
                        /** @default {} */
                        clientExtensionResults?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "passkeys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            synced: boolean;
                            /** Format: date-time */
                            created_at: string | unknown;
                            last_used_at: (string | unknown) | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "passkeys.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    credential: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            userHandle?: string;
                            transports?: string[];
                        } & {
                            [key: string]: unknown;
                        };
                        /** @default {} */
                        clientExtensionResults?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        synced: boolean;
                        /** Format: date-time */
                        created_at: string | unknown;
                        last_used_at: (string | unknown) | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "passkeys.options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "passkeys.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "passkeys.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        synced: boolean;
                        /** Format: date-time */
                        created_at: string | unknown;
                        last_used_at: (string | unknown) | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.begin_by_provider": {
        parameters: {
            query?: {
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.create_by_provider": {
        parameters: {
            query?: {
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    language?: ("en" | "fr" | "ja") | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.change_password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    new: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended_sessions: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            current: boolean;
                            method: string;
                            address: string | null;
                            /** @description Estimated from the address; ISO 3166-1 alpha-2. */
                            country: string | null;
                            user_agent: string | null;
                            /** Format: date-time */
                            created_at: string | unknown;
                            /** Format: date-time */
                            last_used_at: string | unknown;
                            /** Format: date-time */
                            expires_at: string | unknown;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.end_other_sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.end_session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "two_factor.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        enabled: boolean;
                        enabled_at: (string | unknown) | null;
                        recovery_codes_left: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "two_factor.begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        otpauth_uri: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "two_factor.disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "two_factor.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recovery_codes: string[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "two_factor.recovery_codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recovery_codes: string[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needed: boolean;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    organization: string;
                    name: string;
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organizations.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                            /** Format: date-time */
                            created_at: string | unknown;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organizations.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        role: string;
                        /** Format: date-time */
                        created_at: string | unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organizations.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** Format: date-time */
                        created_at: string | unknown;
                        role: string | null;
                        /** @description Your own membership; null for an API token. */
                        member_id: string | null;
                        permissions: string[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organizations.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organizations.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** Format: date-time */
                        created_at: string | unknown;
                        role: string | null;
                        /** @description Your own membership; null for an API token. */
                        member_id: string | null;
                        permissions: string[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role?: "OWNER" | "MEMBER" | "READER" | "BILLING";
                    permissions?: {
                        /** @enum {string} */
                        permission: "organization:view" | "organization:manage" | "members:view" | "members:manage" | "api_tokens:manage" | "oauth_clients:manage" | "permitted_users:manage" | "slack:manage" | "notifications:manage" | "retention:manage" | "events:write" | "integrations:view" | "integrations:configure" | "integrations:test" | "integrations:enable" | "integrations:connect" | "integrations:disconnect" | "integrations:refresh_tokens" | "integrations:mirror" | "events:view" | "events:export" | "trails:view" | "trails:manage" | "cases:view" | "cases:manage" | "customers:view" | "customers:manage" | "usage:view";
                        /** Format: uuid */
                        integration_id?: string;
                        connector?: string;
                    }[];
                    customer_ids?: string[] | null;
                    suspended?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ownership.transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    member_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @enum {string} */
                    role: "OWNER" | "MEMBER" | "READER" | "BILLING";
                    /** @default [] */
                    permissions?: {
                        /** @enum {string} */
                        permission: "organization:view" | "organization:manage" | "members:view" | "members:manage" | "api_tokens:manage" | "oauth_clients:manage" | "permitted_users:manage" | "slack:manage" | "notifications:manage" | "retention:manage" | "events:write" | "integrations:view" | "integrations:configure" | "integrations:test" | "integrations:enable" | "integrations:connect" | "integrations:disconnect" | "integrations:refresh_tokens" | "integrations:mirror" | "events:view" | "events:export" | "trails:view" | "trails:manage" | "cases:view" | "cases:manage" | "customers:view" | "customers:manage" | "usage:view";
                        /** Format: uuid */
                        integration_id?: string;
                        connector?: string;
                    }[];
                    /** @default null */
                    customer_ids?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        email: string;
                        /** @enum {string} */
                        role: "OWNER" | "MEMBER" | "READER" | "BILLING";
                        permissions: {
                            /** @enum {string} */
                            permission: "organization:view" | "organization:manage" | "members:view" | "members:manage" | "api_tokens:manage" | "oauth_clients:manage" | "permitted_users:manage" | "slack:manage" | "notifications:manage" | "retention:manage" | "events:write" | "integrations:view" | "integrations:configure" | "integrations:test" | "integrations:enable" | "integrations:connect" | "integrations:disconnect" | "integrations:refresh_tokens" | "integrations:mirror" | "events:view" | "events:export" | "trails:view" | "trails:manage" | "cases:view" | "cases:manage" | "customers:view" | "customers:manage" | "usage:view";
                            /** Format: uuid */
                            integration_id?: string;
                            connector?: string;
                        }[];
                        customer_ids: string[] | null;
                        invited_by: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** Format: date-time */
                        created_at: string | unknown;
                        /** Format: date-time */
                        expires_at: string | unknown;
                        url: string;
                        /**
                         * @description Whether the link was mailed: not when no mail server is set up.
                         * @enum {string}
                         */
                        mail: "not_configured" | "sent" | "failed";
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.look_up": {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        email: string;
                        /** @enum {string} */
                        role: "OWNER" | "MEMBER" | "READER" | "BILLING";
                        invited_by: string;
                        /** Format: date-time */
                        expires_at: string | unknown;
                        has_account: boolean;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    name?: string;
                    password: string;
                    /** @description Six digits, or a recovery code, where two-factor is on. */
                    totp?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            name: string;
                            language: string | null;
                        };
                        organizations: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "customers.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "customers.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default  */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "customers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "customers.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "customers.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api_tokens.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            scopes: string[];
                            /** Format: date-time */
                            created_at: string | unknown;
                            created_by: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            expires_at: (string | unknown) | null;
                            last_used_at: (string | unknown) | null;
                            last_used_address: string | null;
                            allowed_addresses: string[] | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api_tokens.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
                    expires_at?: string | null;
                    /** @description Addresses and CIDR ranges that it may be used from; absent or empty: everywhere. */
                    allowed_addresses?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        scopes: string[];
                        /** Format: date-time */
                        created_at: string | unknown;
                        created_by: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        expires_at: (string | unknown) | null;
                        last_used_at: (string | unknown) | null;
                        last_used_address: string | null;
                        allowed_addresses: string[] | null;
                        token: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api_tokens.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                api_token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        scopes: string[];
                        /** Format: date-time */
                        created_at: string | unknown;
                        created_by: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        expires_at: (string | unknown) | null;
                        last_used_at: (string | unknown) | null;
                        last_used_address: string | null;
                        allowed_addresses: string[] | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "api_tokens.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                api_token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OAuthClient"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    redirect_uris: string[];
                    scopes: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
                    logo?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        client_id: string;
                        name: string;
                        redirect_uris: string[];
                        scopes: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
                        logo_url: string | null;
                        enabled: boolean;
                        permitted: {
                            everyone: boolean;
                            members: number;
                        };
                        secrets: {
                            /** Format: uuid */
                            id: string;
                            prefix: string;
                            /** Format: date-time */
                            created_at: string | unknown;
                            expires_at: (string | unknown) | null;
                        }[];
                        created_by: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** Format: date-time */
                        created_at: string | unknown;
                        /** Format: date-time */
                        updated_at: string | unknown;
                        last_used_at: (string | unknown) | null;
                        client_secret: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": (unknown | null | Record<string, never>) | {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    redirect_uris?: string[];
                    scopes?: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
                    logo?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Authorization"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthClient"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.rotate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": (unknown | null | Record<string, never>) | {
                    /** @default 86400 */
                    overlap_seconds?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        client_id: string;
                        name: string;
                        redirect_uris: string[];
                        scopes: ("events:write" | "events:read" | "integrations:read" | "integrations:write" | "cases:read" | "cases:write" | "trails:read" | "trails:write" | "members:read" | "admin")[];
                        logo_url: string | null;
                        enabled: boolean;
                        permitted: {
                            everyone: boolean;
                            members: number;
                        };
                        secrets: {
                            /** Format: uuid */
                            id: string;
                            prefix: string;
                            /** Format: date-time */
                            created_at: string | unknown;
                            expires_at: (string | unknown) | null;
                        }[];
                        created_by: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** Format: date-time */
                        created_at: string | unknown;
                        /** Format: date-time */
                        updated_at: string | unknown;
                        last_used_at: (string | unknown) | null;
                        client_secret: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "oauth_clients.end_former_secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permitted_users.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                target: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        target: {
                            /** Format: uuid */
                            id: string;
                            /** @constant */
                            type: "oauth_client";
                            name: string;
                        };
                        everyone: boolean;
                        member_ids: string[];
                        members: {
                            /** Format: uuid */
                            id: string;
                            role: string;
                            user: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                            };
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permitted_users.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                target: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    everyone: true;
                } | {
                    member_ids: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        target: {
                            /** Format: uuid */
                            id: string;
                            /** @constant */
                            type: "oauth_client";
                            name: string;
                        };
                        everyone: boolean;
                        member_ids: string[];
                        members: {
                            /** Format: uuid */
                            id: string;
                            role: string;
                            user: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                            };
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Authorization"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account.revoke_authorization": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slack.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlackSetting"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slack.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled: boolean;
                    webhook_url?: string;
                    connect?: boolean;
                    levels?: ("information" | "notice" | "warning" | "error")[];
                    q?: string;
                    /** @description The shortest time between two messages; repeats meanwhile are counted in one line. */
                    quiet_minutes?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlackSetting"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slack.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        ms: number;
                        reason: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slack.callback": {
        parameters: {
            query: {
                state: string;
                code?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_settings.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_settings.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default {} */
                    email?: {
                        information?: string[];
                        notice?: string[];
                        warning?: string[];
                        error?: string[];
                    };
                    /** @description The shortest time between two mails; what happens meanwhile comes in one. */
                    gather_minutes?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_settings.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    level: "information" | "notice" | "warning" | "error";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        ms: number;
                        reason: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retention.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        /** @description Events that are kept now. */
                        events: number;
                        oldest_received_at: (string | unknown) | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retention.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: number;
                        /** @description Events that are kept now. */
                        events: number;
                        oldest_received_at: (string | unknown) | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retention.preview": {
        parameters: {
            query: {
                days: number;
            };
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deletes: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "overview.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events_24h: number;
                        events_total: number;
                        events_by_hour: {
                            at: string;
                            events: number;
                        }[];
                        trails: {
                            active: number;
                            paused: number;
                            failing: number;
                        };
                        dead_letters: number;
                        lag_seconds: number;
                        storage_bytes: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "usage.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        months: {
                            /** @example 2026-11 */
                            month: string;
                            events: number;
                        }[];
                        events_total: number;
                        /** @description Of the events as JSON; indexes come on top. */
                        storage_bytes: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.search": {
        parameters: {
            query?: {
                q?: string;
                from?: string;
                to?: string;
                order?: "asc" | "desc";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.write": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventInput"] | {
                    events: components["schemas"]["EventInput"][];
                };
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"] | {
                        accepted: number;
                        duplicates: number;
                        rejected: number;
                        results: {
                            index: number;
                            /** @enum {string} */
                            status: "accepted" | "duplicate" | "rejected";
                            id: string | null;
                            seq?: number;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.location": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        source_ip: string | null;
                        country: string | null;
                        /** @constant */
                        estimated: true;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.histogram": {
        parameters: {
            query?: {
                q?: string;
                from?: string;
                to?: string;
                step?: string;
            };
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        points: {
                            at: string;
                            events: number;
                            levels: {
                                [key: string]: number;
                            };
                        }[];
                        step: string;
                        total: number;
                        sampled: boolean;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.facets": {
        parameters: {
            query: {
                q?: string;
                from?: string;
                to?: string;
                field: "level" | "module" | "action" | "actor" | "result" | "service" | "integration" | "ip" | "customer";
                limit?: number;
            };
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        field: string;
                        values: {
                            value: string;
                            events: number;
                        }[];
                        sampled: boolean;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.tail": {
        parameters: {
            query?: {
                q?: string;
                after?: number;
            };
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exports.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @constant */
                            status: "ready";
                            /** Format: date-time */
                            created_at: string | unknown;
                            q: string;
                            from: (string | unknown) | null;
                            to: (string | unknown) | null;
                            /** @enum {string} */
                            format: "csv" | "cybozu-csv" | "json" | "ndjson";
                            columns?: string[];
                            /** @enum {string} */
                            separator?: "," | ";" | "\t";
                            /** @enum {string} */
                            charset?: "utf-8" | "utf-8-bom" | "shift_jis";
                            /** @description Path of the file, after the public address. */
                            file: string;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exports.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    q?: string;
                    from?: string;
                    to?: string;
                    /** @enum {string} */
                    format: "csv" | "cybozu-csv" | "json" | "ndjson";
                    columns?: string[];
                    /** @enum {string} */
                    separator?: "," | ";" | "\t";
                    /** @enum {string} */
                    charset?: "utf-8" | "utf-8-bom" | "shift_jis";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @constant */
                        status: "ready";
                        /** Format: date-time */
                        created_at: string | unknown;
                        q: string;
                        from: (string | unknown) | null;
                        to: (string | unknown) | null;
                        /** @enum {string} */
                        format: "csv" | "cybozu-csv" | "json" | "ndjson";
                        columns?: string[];
                        /** @enum {string} */
                        separator?: "," | ";" | "\t";
                        /** @enum {string} */
                        charset?: "utf-8" | "utf-8-bom" | "shift_jis";
                        /** @description Path of the file, after the public address. */
                        file: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exports.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @constant */
                        status: "ready";
                        /** Format: date-time */
                        created_at: string | unknown;
                        q: string;
                        from: (string | unknown) | null;
                        to: (string | unknown) | null;
                        /** @enum {string} */
                        format: "csv" | "cybozu-csv" | "json" | "ndjson";
                        columns?: string[];
                        /** @enum {string} */
                        separator?: "," | ";" | "\t";
                        /** @enum {string} */
                        charset?: "utf-8" | "utf-8-bom" | "shift_jis";
                        /** @description Path of the file, after the public address. */
                        file: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exports.download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "saved_views.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            q: string;
                            /** Format: date-time */
                            created_at: string | unknown;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "saved_views.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    q: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        q: string;
                        /** Format: date-time */
                        created_at: string | unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "saved_views.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                saved_view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "saved_views.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                saved_view_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    q?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        q: string;
                        /** Format: date-time */
                        created_at: string | unknown;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "destinations.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            description: string;
                            /** Format: uri */
                            docs: string;
                            look_for: string;
                            notes: string[];
                            /** @description A JSON Schema of a form. */
                            config_schema: {
                                [key: string]: unknown;
                            };
                            /** @description A JSON Schema of a form. */
                            secrets_schema: {
                                [key: string]: unknown;
                            };
                            limits: {
                                events: number;
                                bytes: number;
                                event_bytes: number;
                                wait_ms: number;
                                max_age_ms: number | null;
                            };
                            formats: string[];
                            ordered: boolean;
                            /** @description What to run at the receiver before the first event. */
                            setup: {
                                text: string;
                                code: string;
                            } | null;
                        }[];
                        next_cursor: string | null;
                        /** @description Receivers that take what one of the destinations sends. */
                        presets: {
                            id: string;
                            name: string;
                            /** @description The destination that does the sending. */
                            destination: string;
                            description: string;
                            /** Format: uri */
                            docs: string;
                            config: {
                                [key: string]: string | number | boolean;
                            };
                            /** @description What to put into which secret. */
                            secrets: {
                                [key: string]: string;
                            };
                            format: string | null;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Trail"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default  */
                    rule?: string;
                    destination: string;
                    /** @default {} */
                    config?: {
                        [key: string]: unknown;
                    };
                    /** @default {} */
                    secrets?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description now, beginning, an RFC 3339 time of receipt, or the number of the first event.
                     * @default now
                     */
                    start?: ("now" | "beginning") | string | number;
                    /** @description Default: the first of the destination's formats. */
                    format?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    rule?: string;
                    config?: {
                        [key: string]: unknown;
                    };
                    secrets?: {
                        [key: string]: unknown;
                    };
                    format?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rule: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        total: number;
                        /** @description Else the count is estimated from the newest events. */
                        exact: boolean;
                        samples: components["schemas"]["Event"][];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        request: string;
                        response: string | null;
                        ms: number;
                        status: number | null;
                        reason: string | null;
                        look_for: string;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown | null | Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.test_draft": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    destination: string;
                    /** @default {} */
                    config?: {
                        [key: string]: unknown;
                    };
                    /** @default {} */
                    secrets?: {
                        [key: string]: unknown;
                    };
                    format?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        request: string;
                        response: string | null;
                        ms: number;
                        status: number | null;
                        reason: string | null;
                        look_for: string;
                        /** @description Secrets that Cairn made because none were given; send them along when making the trail. */
                        made: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deliveries.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            lane: "live" | "resend";
                            first_seq: number;
                            last_seq: number;
                            events: number;
                            bytes: number;
                            /** @enum {string} */
                            status: "retrying" | "delivered" | "partial" | "split" | "dead" | "superseded";
                            attempts: number;
                            /** Format: date-time */
                            started_at: string | unknown;
                            settled_at: (string | unknown) | null;
                            next_attempt_at: (string | unknown) | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deliveries.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        lane: "live" | "resend";
                        first_seq: number;
                        last_seq: number;
                        events: number;
                        bytes: number;
                        /** @enum {string} */
                        status: "retrying" | "delivered" | "partial" | "split" | "dead" | "superseded";
                        attempts: {
                            number: number;
                            /** Format: date-time */
                            at: string | unknown;
                            duration_ms: number;
                            outcome: string;
                            status: number | null;
                            reason: string | null;
                            request: string;
                            response: string | null;
                        }[];
                        /** Format: date-time */
                        started_at: string | unknown;
                        settled_at: (string | unknown) | null;
                        next_attempt_at: (string | unknown) | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.metrics": {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        step_seconds: number;
                        points: {
                            /** Format: date-time */
                            at: string | unknown;
                            delivered: number;
                            deliveries: number;
                            failed: number;
                            dead: number;
                            bytes: number;
                            duration_ms: number;
                        }[];
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dead_letters.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            seq: number;
                            event_id: string;
                            action: string;
                            reason: string;
                            /** Format: date-time */
                            at: string | unknown;
                            resending: boolean;
                            event: components["schemas"]["Event"];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dead_letters.resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                } | {
                    /** @constant */
                    all: true;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dead_letters.discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                } | {
                    /** @constant */
                    all: true;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trails.digest_key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: string;
                trail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        algorithm: "Ed25519";
                        key_id: string;
                        /** @description SubjectPublicKeyInfo in PEM. */
                        public_key: string;
                        last_digest: {
                            number: number;
                            key: string;
                            sha256: string;
                            /** @description The last number that the digests account for. */
                            through_seq: number;
                            /** Format: date-time */
                            hour: string | unknown;
                        } | null;
                    };
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
