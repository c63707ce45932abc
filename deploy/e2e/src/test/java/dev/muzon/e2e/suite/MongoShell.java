package dev.muzon.e2e.suite;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/** A shell of a run's embedded MongoDB, for what no service would write. It starts where the run's network is. */
public final class MongoShell {
    private final Terminal terminal;
    private final int port;

    /** Opens one on a port of the terminal's own loopback. */
    public MongoShell(Terminal terminal, int port) {
        this.terminal = terminal;
        this.port = port;
    }

    /** Runs a database command in extended JSON, and returns the reply. */
    public Document run(String command) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                MongoShell.class.getName(),
                "mongodb://127.0.0.1:" + port,
                command);
        return Document.parse(terminal.run(java.toArray(String[]::new)).output());
    }

    /**
     * Runs one command.
     *
     * @param arguments the server's URI, and the command
     */
    public static void main(String[] arguments) {
        try (MongoClient client = MongoClients.create(arguments[0])) {
            System.out.println(client.getDatabase("muzon")
                    .runCommand(Document.parse(arguments[1]))
                    .toJson());
        }
    }
}
