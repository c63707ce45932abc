package dev.muzon.assistant.login.oidc;

import java.net.URI;

/**
 * The random parts of one login at the provider.
 *
 * @param state comes back beside the code
 * @param nonce comes back in the ID token
 * @param verifier proves to the provider that the code is for us (PKCE)
 * @param back the address of ours to which the provider sends the browser
 */
public record Ticket(String state, String nonce, String verifier, URI back) {
    @Override
    public String toString() {
        return "Ticket[" + back + "]";
    }
}
