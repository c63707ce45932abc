package dev.muzon.runtime.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Paths between a key and the record component that it binds to. */
final class SettingsPath {
    private static final Pattern DOT = Pattern.compile("\\.");

    /** The end of the path of a list's element. Operators set the whole list at once. */
    private static final Pattern LIST_ELEMENT = Pattern.compile("\\[\\d*]\\.<[^>]*>$");

    private static final Set<Class<?>> HARMLESS = Set.of(
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            Duration.class,
            DataSize.class,
            Path.class,
            List.class);

    /** An address that names a host alone. Behind it and before it may be a password. */
    private static final Pattern HOST_ALONE =
            Pattern.compile("([a-z][a-z0-9+-]*://)?[A-Za-z0-9.\\[\\]-]+(:\\d{1,5})?/?");

    private SettingsPath() {}

    /** Returns the prefix of a {@code @ConfigurationProperties} record. */
    static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    /** Returns the key of Java's path below the prefix: {@code services.botGateway} is {@code muzon.services.bot-gateway}. */
    static String key(Class<?> type, String path) {
        return DOT.splitAsStream(LIST_ELEMENT.matcher(path).replaceFirst(""))
                .map(DataObjectPropertyName::toDashedForm)
                .collect(Collectors.joining(".", prefix(type) + ".", ""));
    }

    /** Returns what the component's {@link Example} says, otherwise its default, null when it has neither. */
    static @Nullable String example(Class<?> type, String key) {
        return bound(type, key)
                .map(component -> component.isAnnotationPresent(Example.class)
                        ? component.getAnnotation(Example.class).value()
                        : byDefault(component))
                .orElse(null);
    }

    /** Reads the default, which stands at the parameter of the constructor only. */
    private static @Nullable String byDefault(RecordComponent component) {
        return Arrays.stream(component.getDeclaringRecord().getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(byDefault -> byDefault != null && byDefault.value().length > 0)
                .map(byDefault -> String.join(",", byDefault.value()))
                .filter(example -> !example.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** Tells whether a value cannot be a secret, by the component's type. Texts and addresses may hold a password. */
    static boolean mayBeShown(Class<?> type, String key, String value) {
        return bound(type, key)
                .map(RecordComponent::getType)
                .filter(found -> found.isPrimitive()
                        || found.isEnum()
                        || HARMLESS.contains(found)
                        || (found == URI.class && HOST_ALONE.matcher(value).matches()))
                .isPresent();
    }

    private static Optional<RecordComponent> bound(Class<?> type, String key) {
        Class<?> record = type;
        Optional<RecordComponent> found = Optional.empty();
        String path = key.substring(Math.min(key.length(), prefix(type).length() + 1));
        for (String name : DOT.splitAsStream(path).toList()) {
            found = component(record, name);
            if (found.isEmpty()) {
                return found;
            }
            record = found.get().getType();
        }
        return found;
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
