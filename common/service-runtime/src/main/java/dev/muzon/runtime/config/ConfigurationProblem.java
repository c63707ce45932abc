package dev.muzon.runtime.config;

/**
 * One setting that is missing or wrong.
 *
 * @param key in kebab case, e.g. {@code muzon.internal-token}
 * @param problem reads on after the key: {@code "must be set"}. Never contains a secret
 */
public record ConfigurationProblem(String key, String problem) {}
