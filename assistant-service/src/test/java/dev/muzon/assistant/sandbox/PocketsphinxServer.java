package dev.muzon.assistant.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Debian's pocketsphinx behind OpenAI's interface. It is told to expect digits and weekdays, which it then hears well. */
public final class PocketsphinxServer implements AutoCloseable {
    private static final String WORDS = "appointments.gram";

    private static final String GRAMMAR = """
        #JSGF V1.0;
        grammar appointments;
        <digit> = one | two | three | four | five | six | seven | eight | nine | zero;
        <day> = monday | tuesday | wednesday | thursday | friday | saturday | sunday;
        public <appointments> = ( <digit> | <day> )+;
        """;

    private final HttpServer server;
    private final Path folder;

    private PocketsphinxServer(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve(WORDS), GRAMMAR);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/audio/transcriptions", this::answer);
        server.start();
    }

    /** Starts it with a folder for its files. */
    public static PocketsphinxServer start(Path folder) throws IOException {
        return new PocketsphinxServer(folder);
    }

    /** Returns whether the program can be started here. */
    public static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(part -> Files.isExecutable(Path.of(part, program)));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path sound = Files.write(
                folder.resolve("heard.wav"), wav(exchange.getRequestBody().readAllBytes()));
        byte[] body = ("{\"text\":\"" + heard(sound) + "\",\"language\":\"english\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Returns the sound in the form, which names its own length. */
    private static byte[] wav(byte[] form) {
        int start = new String(form, StandardCharsets.ISO_8859_1).indexOf("RIFF");
        int length = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN).getInt(start + 4) + 8;
        return Arrays.copyOfRange(form, start, start + length);
    }

    private String heard(Path sound) throws IOException {
        Process process = new ProcessBuilder(
                        "pocketsphinx_continuous",
                        "-infile",
                        sound.toString(),
                        "-jsgf",
                        folder.resolve(WORDS).toString(),
                        "-logfn",
                        "/dev/null")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
