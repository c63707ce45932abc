package dev.muzon.e2e.suite;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A collector of traces: a process beside the services that keeps what they send as files. */
public final class Collector implements AutoCloseable {
    private static final int PORT = 4318;
    private static final String PATH = "/v1/traces";

    /** The address that services send their traces to. */
    public static final String URL = "http://127.0.0.1:" + PORT + PATH;

    private static final String KEPT = ".traces";

    private final Process process;
    private final Path folder;

    private Collector(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * A span as it arrived.
     *
     * @param parent empty for the first of a trace
     * @param began in nanoseconds since 1970
     */
    public record Step(String trace, String id, String parent, String service, String name, long began) {}

    /** Starts it where the services run. It dies together with this process. */
    static Collector start(RunningSuite suite, Path folder) throws IOException {
        Files.createDirectories(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                RunningSuite.root().resolve("deploy/e2e/target/test-classes").toString();
        Process process = suite.insideCommand(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx24m",
                        "-cp",
                        classes,
                        Collector.class.getName() + "$Main",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("collector.log").toFile())
                .start();
        return new Collector(process, folder);
    }

    /** The process. It needs nothing but the JDK. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            var number = new AtomicInteger();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
            server.createContext(PATH, exchange -> {
                try (exchange) {
                    Path part = Files.write(
                            folder.resolve(number.incrementAndGet() + ".part"),
                            exchange.getRequestBody().readAllBytes());
                    Files.move(part, Path.of(part + KEPT), StandardCopyOption.ATOMIC_MOVE);
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
        }
    }

    /** Returns all that arrived so far, by trace. */
    public Map<String, List<Step>> traces() {
        return requests().stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(Collector::steps)
                .collect(Collectors.groupingBy(Step::trace));
    }

    /** Returns everything that arrived as text. */
    public String text() {
        return requests().toString();
    }

    private List<ExportTraceServiceRequest> requests() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(KEPT))
                    .map(Collector::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportTraceServiceRequest read(Path file) {
        try {
            return ExportTraceServiceRequest.parseFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Step> steps(ResourceSpans spans) {
        String service = spans.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        return spans.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> step(service, span));
    }

    private static Step step(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new Step(
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                service,
                span.getName(),
                span.getStartTimeUnixNano());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
