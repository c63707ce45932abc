package dev.muzon.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Environment variables by the key that they set. The YAML files name them by placeholders such as
 * {@code ${MONGO_DB_URI:${MONGO_URL:…}}}. A key without placeholder has the name that Boot binds.
 */
final class EnvironmentNames {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    private final ConfigurableEnvironment environment;

    EnvironmentNames(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Returns the names of a key.
     *
     * @return at least one name, the preferred one first
     */
    List<String> of(String key) {
        return environment.getPropertySources().stream()
                .map(source -> placeholders(source, key))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElseGet(() -> List.of(boundName(key)));
    }

    /** Returns the names in the raw value of a key. */
    static List<String> placeholders(PropertySource<?> source, String key) {
        String raw = Objects.toString(source.getProperty(key), "");
        return PLACEHOLDER
                .matcher(raw)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private static String boundName(String key) {
        return key.replace("-", "").replaceAll("[.\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT);
    }
}
