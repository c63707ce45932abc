package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.protocol.rest.DeadJobView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadJobsTest {
    private static final String JOB = """
            {"id":"%s","queue":"extractor","type":"track.resolve","key":"-7","attempts":3,
             "error":"source.timeout: late","diedAt":"%s","payload":%s,"added":"tomorrow"}""";

    private final Map<String, URI> services = new LinkedHashMap<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void jobsOfAllServicesAreListedNewestFirst() throws Exception {
        service("one", 200, "[" + JOB.formatted("old", "2026-01-01T10:00:00Z", "null") + "]");
        service("two", 200, "[" + JOB.formatted("new", "2026-01-02T10:00:00Z", "null") + "]");
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.list()).extracting(DeadJobView::id).containsExactly("new", "old");
        assertThat(jobs.silent()).isEmpty();
        assertThat(asked).containsExactly("GET /v1/dead-jobs?limit=500 secret", "GET /v1/dead-jobs?limit=500 secret");
    }

    @Test
    void aJobIsLookedForInEveryService() throws Exception {
        service("one", 404, "{}");
        service("two", 200, JOB.formatted("a b/c", "2026-01-01T10:00:00Z", "\"{}\""));
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.show("a b/c"))
                .hasValueSatisfying(job -> assertThat(job.payload()).isEqualTo("{}"));
        assertThat(jobs.revive("x")).isTrue();
        assertThat(jobs.drop("x")).isTrue();
        assertThat(asked)
                .contains(
                        "GET /v1/dead-jobs/a%20b%2Fc secret",
                        "POST /v1/dead-jobs/x/revival secret", "DELETE /v1/dead-jobs/x secret");
    }

    @Test
    void aSilentServiceIsNamedAndTheOthersAnswer() throws Exception {
        service("one", 500, "");
        service("two", 200, "[]");
        services.put("three", URI.create("http://127.0.0.1:9"));
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.list()).isEmpty();
        assertThat(jobs.silent())
                .containsExactly("one answered with 500.", "three does not answer (nothing accepts the connection).");
        assertThat(jobs.missing("5", "./muzon jobs --state there"))
                .isEqualTo("No service that could tell has a dead job 5.");
        assertThat(jobs.none()).isEqualTo("No job of the services that could tell was given up.");
    }

    // "No service answers" was said, and then each of them said that MongoDB does not.
    @Test
    void aDatabaseThatDoesNotAnswerIsNamedOnce() throws Exception {
        service("one", 503, "{\"code\":\"store.unavailable\"}");
        service("two", 503, "{\"code\":\"store.unavailable\"}");
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.list()).isEmpty();
        assertThat(jobs.none()).isEqualTo("No service could tell of jobs that were given up.");
        assertThat(jobs.silent()).containsExactly("MongoDB does not answer one, two.");
    }

    // "There is no dead job 5" was said though nobody had been asked.
    @Test
    void aJobThatNobodyCouldBeAskedForWasSaidNotToExist() throws Exception {
        services.put("one", URI.create("http://127.0.0.1:9"));
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.show("5")).isEmpty();
        assertThat(jobs.show("6")).isEmpty();
        assertThat(jobs.missing("5", "./muzon jobs --state there")).isEqualTo("No service could tell of job 5.");
        assertThat(jobs.silent()).containsExactly("one does not answer (nothing accepts the connection).");
    }

    // The files were empty, which could mean anything.
    @Test
    void aSupportBundleSaysThatThereIsNothing() throws Exception {
        service("one", 200, "[]");

        assertThat(SupportBundleCommand.jobs(new DeadJobs(services, "secret"))).isEqualTo("No job was given up.\n");
        assertThat(SupportBundleCommand.names(Map.of("HOME", "/"))).isEqualTo("No setting is set.\n");
    }

    // Four services that nothing was wrong with were said not to answer.
    @Test
    void servicesThatStillStartAreSaidToStart() {
        Optional<RunRecord> starting = Optional.of(run(null));

        assertThat(JobsCommand.unheard(List.of("one does not answer."), starting, "./muzon status"))
                .containsExactly(
                        "one does not answer.", "Muzon is not ready yet. \"./muzon status\" tells how far it is.");
        assertThat(JobsCommand.unheard(List.of(), starting, "./muzon status")).isEmpty();
        assertThat(JobsCommand.unheard(List.of("one"), Optional.of(run("Send /play.")), "./muzon status"))
                .containsExactly("one");
    }

    private static RunRecord run(@Nullable String next) {
        return new RunRecord(1, Instant.EPOCH, "up", null, next, null, List.of(), List.of(), Map.of());
    }

    @Test
    void aJobThatNoServiceHasDoesNotExist() throws Exception {
        service("one", 404, "{}");
        DeadJobs jobs = new DeadJobs(services, "secret");

        assertThat(jobs.drop("5")).isFalse();
        assertThat(jobs.missing("5", "./muzon jobs --state there"))
                .isEqualTo("There is no dead job 5. \"./muzon jobs --state there\" lists them.");
    }

    private void service(String name, int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
        servers.add(server);
        services.put(name, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
