package dev.muzon.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests with requests written by hand: a client library would normalize their paths. */
@SampleServiceTest
class DisguisedPathTest {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/../../v1/raw/abc",
                "/actuator/health/..;/..;/v1/raw/abc",
                "/actuator/health/%2e%2e/%2e%2e/v1/raw/abc",
                "/page/../v1/raw/abc",
                "/page/.%2E/v1/raw/abc",
                "/page/%252e%252e/v1/raw/abc",
                "/page/..%2fv1/raw/abc",
                "/page/..%5Cv1/raw/abc",
                "/page/hello;a=b",
                "/page/hello%3Ba=b",
                "/page/./hello",
                "/page/hello/..",
                "/page/hello/.",
                "//page/hello",
                "/page//hello",
                "/v1//raw/abc"
            })
    void aPathThatContainersReadDifferentlyIsRefused(String path) throws Exception {
        assertThat(answer(path)).startsWith("HTTP/1.1 400").doesNotContain("for peers only");
    }

    @Test
    void aDisguisedPathIsRefusedEvenWithTheToken() throws Exception {
        assertThat(answer("/page/../v1/raw/abc", "Authorization: Bearer " + SampleServiceTest.TOKEN))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void aServletNeedsTheTokenAsAControllerDoes() throws Exception {
        assertThat(answer("/v1/raw/abc")).startsWith("HTTP/1.1 401");
        assertThat(answer("/v1/raw/a.b..c%20d", "Authorization: Bearer " + SampleServiceTest.TOKEN))
                .startsWith("HTTP/1.1 200")
                .endsWith("for peers only");
    }

    private String answer(String path, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
