package dev.muzon.e2e.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person at the chat page, on a phone and in a real browser. Each step is one of {@code walk.mjs}. */
public final class PhonePerson implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process browser;
    private final Writer told;
    private final BufferedReader answers;

    private PhonePerson(Process browser) {
        this.browser = browser;
        this.told = browser.outputWriter(StandardCharsets.UTF_8);
        this.answers = browser.inputReader(StandardCharsets.UTF_8);
    }

    /** Opens the page. */
    public static PhonePerson at(URI page) throws IOException, InterruptedException {
        Path e2e = RunningSuite.root().resolve("deploy/e2e");
        BrowserScript script = BrowserScript.install(e2e.resolve("browser"), "walk.mjs");
        var person = new PhonePerson(
                script.begin(page.toString(), e2e.resolve("target/pictures").toString()));
        person.does("opens");
        return person;
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
