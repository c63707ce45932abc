package dev.muzon.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Paths between a key and the record component that it binds to. */
final class SettingsPath {
    private static final Pattern DOT = Pattern.compile("\\.");

    private SettingsPath() {}

    /** Returns the prefix of a {@code @ConfigurationProperties} record. */
    static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    /** Returns the key of Java's path below the prefix: {@code services.botGateway} is {@code muzon.services.bot-gateway}. */
    static String key(Class<?> type, String path) {
        return DOT.splitAsStream(path)
                .map(DataObjectPropertyName::toDashedForm)
                .collect(Collectors.joining(".", prefix(type) + ".", ""));
    }

    /** Returns what the component's {@link Example} says, null when it has none. */
    static @Nullable String example(Class<?> type, String key) {
        Class<?> record = type;
        Optional<RecordComponent> found = Optional.empty();
        String path = key.substring(Math.min(key.length(), prefix(type).length() + 1));
        for (String name : DOT.splitAsStream(path).toList()) {
            found = component(record, name);
            if (found.isEmpty()) {
                return null;
            }
            record = found.get().getType();
        }
        return found.map(component -> component.getAnnotation(Example.class))
                .map(Example::value)
                .orElse(null);
    }

    private static Optional<RecordComponent> component(Class<?> type, String dashedName) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> DataObjectPropertyName.toDashedForm(component.getName())
                                .equals(dashedName))
                        .findFirst()
                : Optional.empty();
    }
}
