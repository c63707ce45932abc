package dev.muzon.runtime.openapi;

import dev.muzon.runtime.problem.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI document of the endpoints below {@code /v1}, made from Spring MVC's mappings. */
final class OpenApi {
    private static final String VERSIONED = "/v1/";
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Schemas schemas = new Schemas();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    private OpenApi() {}

    static Map<String, Object> of(String service, RequestMappingHandlerMapping mappings) {
        var api = new OpenApi();
        mappings.getHandlerMethods().forEach(api::add);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", service, "version", "v1"));
        document.put("security", List.of(Map.of("internalToken", List.of())));
        document.put("paths", api.paths);
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of("internalToken", Map.of("type", "http", "scheme", "bearer")),
                        "schemas",
                        api.schemas.named()));
        return document;
    }

    private void add(RequestMappingInfo mapping, HandlerMethod method) {
        for (String path : mapping.getPatternValues()) {
            if (path.startsWith(VERSIONED)) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    paths.computeIfAbsent(path, _ -> new TreeMap<>())
                            .put(verb.name().toLowerCase(Locale.ROOT), operation(method));
                }
            }
        }
    }

    private Map<String, Object> operation(HandlerMethod method) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put(
                "operationId",
                tag(method.getBeanType()) + "." + method.getMethod().getName());
        operation.put("tags", List.of(tag(method.getBeanType())));
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(NAMES);
            Map<String, Object> described = parameter(parameter);
            if (described != null) {
                parameters.add(described);
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                operation.put(
                        "requestBody",
                        Map.of(
                                "required",
                                true,
                                "content",
                                content(
                                        MediaType.APPLICATION_JSON_VALUE,
                                        schemas.of(parameter.getGenericParameterType()))));
            }
        }
        operation.put("parameters", parameters);
        operation.put("responses", responses(method));
        return operation;
    }

    /** Names an endpoint after its contract, or else after its controller. */
    private static String tag(Class<?> controller) {
        return Stream.of(controller.getInterfaces())
                .map(Class::getSimpleName)
                .filter(name -> name.endsWith("Api"))
                .findFirst()
                .orElse(controller.getSimpleName());
    }

    private @Nullable Map<String, Object> parameter(MethodParameter parameter) {
        PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
        if (variable != null) {
            return parameter(parameter, "path", variable.value(), true);
        }
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null) {
            return parameter(parameter, "query", query.value(), query.required() && !parameter.isOptional());
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return header == null
                ? null
                : parameter(parameter, "header", header.value(), header.required() && !parameter.isOptional());
    }

    private Map<String, Object> parameter(MethodParameter parameter, String place, String given, boolean required) {
        String name = given.isEmpty() ? Objects.requireNonNullElse(parameter.getParameterName(), "?") : given;
        return Map.of(
                "name",
                name,
                "in",
                place,
                "required",
                required,
                "schema",
                schemas.of(parameter.getGenericParameterType()));
    }

    private Map<String, Object> responses(HandlerMethod method) {
        Type type = method.getReturnType().getGenericParameterType();
        if (type instanceof ParameterizedType wrapped && wrapped.getRawType() == ResponseEntity.class) {
            type = wrapped.getActualTypeArguments()[0];
        }
        boolean empty = type == void.class || type == Void.class;
        ResponseStatus given = method.getMethodAnnotation(ResponseStatus.class);
        HttpStatus status = given == null ? HttpStatus.OK : given.value();
        Map<String, Object> well = new LinkedHashMap<>();
        well.put("description", status.getReasonPhrase());
        if (!empty) {
            Map<String, Object> schema = schemas.of(type);
            boolean bytes = Objects.equals(schema.get("format"), Schemas.BYTES);
            well.put(
                    "content",
                    content(
                            bytes ? MediaType.APPLICATION_OCTET_STREAM_VALUE : MediaType.APPLICATION_JSON_VALUE,
                            schema));
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("description", "A problem with the code of the failure");
        problem.put("content", content(MediaType.APPLICATION_PROBLEM_JSON_VALUE, schemas.of(Problem.class)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(Integer.toString(status.value()), well);
        all.put("default", problem);
        return all;
    }

    private static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }
}
