package dev.muzon.runtime.config;

import dev.muzon.protocol.setting.SettingFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Reader of settings that stand in files. {@code BOT_TOKEN_FILE} sets what {@code BOT_TOKEN} would, for every name that
 * the YAML files know. It runs when they have been read, and leaves what is wrong for {@link ConfigurationValidator}.
 */
final class SettingFiles implements EnvironmentPostProcessor, Ordered {
    /** The source of the values that were read from files. */
    static final String SOURCE = "muzonSettingFiles";

    /** The key of the names of files that every user may read, for {@link OpenSettingFiles}. */
    static final String OPEN = "muzon.open-setting-files";

    /** The values by name. */
    static final class Source extends MapPropertySource {
        private final Map<String, Remedy> remedies = new LinkedHashMap<>();

        Source(Map<String, Object> values) {
            super(SOURCE, values);
        }

        /** Returns what is wrong with the files, by the key of their settings. */
        Map<String, Remedy> remedies() {
            return remedies;
        }
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var keys = keys(environment);
        var source = new Source(new LinkedHashMap<>());
        SettingFile.in(variables(environment), keys::containsKey)
                .forEach(file -> read(file, keys.getOrDefault(file.setting(), file.setting()), environment, source));
        if (!source.getSource().isEmpty() || !source.remedies().isEmpty()) {
            environment.getPropertySources().addFirst(source);
        }
    }

    private static void read(SettingFile file, String key, ConfigurableEnvironment environment, Source source) {
        if (!environment.getProperty(file.setting(), "").isBlank()) {
            source.remedies()
                    .put(key, remedy(file, key, "and " + file.setting() + " are both set: take one of them out"));
            return;
        }
        SettingFile.Content content = file.read();
        if (!content.isUsable()) {
            source.remedies().put(key, remedy(file, key, content.problem()));
            return;
        }
        source.getSource().put(file.setting(), content.value());
        if (content.open()) {
            source.getSource().merge(OPEN, file.named(), (all, one) -> all + ", " + one);
        }
    }

    private static Remedy remedy(SettingFile file, String key, String problem) {
        return new Remedy(new ConfigurationProblem(key, problem), List.of(file.variable(), file.setting()), null, null);
    }

    /** Returns what is wrong with the files that this environment names. */
    static Map<String, Remedy> remedies(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(SOURCE) instanceof Source source ? source.remedies() : Map.of();
    }

    private static Map<String, String> variables(ConfigurableEnvironment environment) {
        return environment.getSystemEnvironment().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> Objects.toString(variable.getValue(), "")));
    }

    /** Returns the names that placeholders know, with the first key that each sets. */
    static Map<String, String> keys(ConfigurableEnvironment environment) {
        var keys = new LinkedHashMap<String, String>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String key : enumerable.getPropertyNames()) {
                    EnvironmentNames.placeholders(source, key).forEach(name -> keys.putIfAbsent(name, key));
                }
            }
        }
        return keys;
    }

    /** Comes after the YAML files, which the processor at {@code HIGHEST_PRECEDENCE + 10} reads. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }
}
