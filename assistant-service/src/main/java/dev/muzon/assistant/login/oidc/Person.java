package dev.muzon.assistant.login.oidc;

import org.jspecify.annotations.Nullable;

/**
 * A person for whom the provider vouches.
 *
 * @param subject the provider's stable name of them
 * @param email null without one, and without the provider's word that it is theirs
 */
public record Person(String subject, @Nullable String email) {}
