package dev.muzon.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.runtime.contract.DescriptionApi;
import dev.muzon.sample.SampleServiceTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the description of a service against the mappings that it really has. */
@SampleServiceTest
class OpenApiTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @Test
    void theDescriptionNeedsTheInternalToken() throws Exception {
        assertThat(get("").statusCode()).isEqualTo(401);
    }

    @Test
    void everyEndpointBelowV1IsDescribedWithItsProblem() throws Exception {
        JsonNode document =
                JsonMapper.shared().readTree(get(SampleServiceTest.TOKEN).body());
        Set<String> expected = new TreeSet<>();
        mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/v1/"))
                .forEach(expected::add);

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("paths").propertyNames())
                .contains("/v1/numbers")
                .containsExactlyElementsOf(expected);
        JsonNode numbers = document.path("paths").path("/v1/numbers").path("get");
        assertThat(numbers.path("parameters").toString())
                .contains("\"name\":\"n\"", "\"in\":\"query\"", "\"required\":true", "\"type\":\"integer\"");
        assertThat(numbers.path("responses")
                        .path("default")
                        .path("content")
                        .path("application/problem+json")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .propertyNames())
                .contains("code", "status");
    }

    private HttpResponse<String> get(String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + DescriptionApi.PATH));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
