/** Login of a person at an identity provider by OpenID Connect: discovery, code flow with PKCE, ID token. */
@NullMarked
package dev.muzon.assistant.login.oidc;

import org.jspecify.annotations.NullMarked;
