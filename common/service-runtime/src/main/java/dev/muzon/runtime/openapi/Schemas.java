package dev.muzon.runtime.openapi;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** JSON schemas of the records that endpoints take and return. Each record has one, which the others refer to. */
final class Schemas {
    /** The format of bytes, which are not JSON. */
    static final String BYTES = "binary";

    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, type("string")),
            Map.entry(boolean.class, type("boolean")),
            Map.entry(Boolean.class, type("boolean")),
            Map.entry(int.class, formatted("integer", "int32")),
            Map.entry(Integer.class, formatted("integer", "int32")),
            Map.entry(long.class, formatted("integer", "int64")),
            Map.entry(Long.class, formatted("integer", "int64")),
            Map.entry(double.class, type("number")),
            Map.entry(Double.class, type("number")),
            Map.entry(BigDecimal.class, type("number")),
            Map.entry(Instant.class, formatted("string", "date-time")),
            Map.entry(Duration.class, formatted("string", "duration")),
            Map.entry(URI.class, formatted("string", "uri")));

    private final Map<String, Object> named = new TreeMap<>();

    private static Map<String, Object> type(String name) {
        return Map.of("type", name);
    }

    private static Map<String, Object> formatted(String name, String format) {
        return Map.of("type", name, "format", format);
    }

    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain);
            case ParameterizedType generic -> ofGeneric(generic);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            default -> type("object");
        };
    }

    private Map<String, Object> ofGeneric(ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        Class<?> raw = (Class<?>) generic.getRawType();
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", of(of[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of("type", "object", "additionalProperties", of(of[1]));
        }
        return raw == Optional.class ? of(of[0]) : ofClass(raw);
    }

    private Map<String, Object> ofClass(Class<?> plain) {
        Map<String, Object> simple = SIMPLE.get(plain);
        if (simple != null) {
            return simple;
        }
        if (isBytes(plain)) {
            return formatted("string", BYTES);
        }
        if (plain.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Stream.of(plain.getEnumConstants())
                            .map(constant ->
                                    JsonMapper.shared().valueToTree(constant).asString())
                            .toList());
        }
        Optional<Type> value = jsonValue(plain);
        if (value.isPresent()) {
            return of(value.get());
        }
        return plain.isRecord() || plain.isSealed() ? reference(plain) : type("object");
    }

    private static boolean isBytes(Class<?> plain) {
        return InputStream.class.isAssignableFrom(plain)
                || Resource.class.isAssignableFrom(plain)
                || StreamingResponseBody.class.isAssignableFrom(plain)
                || plain == byte[].class;
    }

    /** Returns what stands for an object in JSON, for those that are written as a single value. */
    private static Optional<Type> jsonValue(Class<?> plain) {
        return Stream.of(plain.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(Method::getGenericReturnType)
                .findFirst();
    }

    private Map<String, Object> reference(Class<?> plain) {
        String name = name(plain);
        if (!named.containsKey(name)) {
            named.put(name, Map.of()); // for one that contains itself
            named.put(name, plain.isRecord() ? record(plain) : sealed(plain));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> plain) {
        @Nullable Class<?> outer = plain.getEnclosingClass();
        return outer == null ? plain.getSimpleName() : name(outer) + "." + plain.getSimpleName();
    }

    private Map<String, Object> sealed(Class<?> plain) {
        return Map.of(
                "oneOf", Stream.of(plain.getPermittedSubclasses()).map(this::of).toList());
    }

    private Map<String, Object> record(Class<?> plain) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : plain.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return Map.of("type", "object", "properties", properties, "required", required);
    }
}
