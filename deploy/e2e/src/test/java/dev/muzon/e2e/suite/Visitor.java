package dev.muzon.e2e.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person at a page in a real browser, who is told step by step what to do. */
public final class Visitor implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process browser;
    private final Writer told;
    private final BufferedReader answers;

    private Visitor(Process browser) {
        this.browser = browser;
        this.told = browser.outputWriter(StandardCharsets.UTF_8);
        this.answers = browser.inputReader(StandardCharsets.UTF_8);
    }

    /** Opens the chat page on a phone. The steps are those of {@code walk.mjs}. */
    public static Visitor onPhone(URI page) throws IOException, InterruptedException {
        var person = new Visitor(script("walk.mjs").begin(page.toString(), pictures()));
        person.does("opens");
        return person;
    }

    /**
     * Opens a browser of the person who runs Muzon. The steps are those of {@code operator.mjs}.
     *
     * @param place puts a command where it runs, into a network namespace for example
     */
    public static Visitor asOperator(UnaryOperator<List<String>> place) throws IOException, InterruptedException {
        return new Visitor(script("operator.mjs").in(place).begin(pictures()));
    }

    private static BrowserScript script(String name) throws IOException, InterruptedException {
        return BrowserScript.install(RunningSuite.root().resolve("deploy/e2e/browser"), name);
    }

    private static String pictures() {
        return RunningSuite.root().resolve("deploy/e2e/target/pictures").toString();
    }

    /**
     * Carries out a step.
     *
     * @param with names and values of what it needs, alternating
     * @return what the person then sees
     */
    public JsonNode does(String step, Object... with) {
        Map<String, Object> line = new HashMap<>(Map.of("do", step));
        for (int i = 0; i < with.length; i += 2) {
            line.put((String) with[i], with[i + 1]);
        }
        try {
            told.write(JSON.writeValueAsString(line) + "\n");
            told.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new AssertionError("the browser ended during " + line);
            }
            JsonNode seen = JSON.readTree(answer);
            if (seen.has("failed")) {
                throw new AssertionError(seen.path("failed").asString());
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        told.close();
        try {
            browser.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            browser.destroyForcibly();
        }
    }
}
