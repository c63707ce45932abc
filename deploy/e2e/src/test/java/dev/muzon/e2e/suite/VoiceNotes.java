package dev.muzon.e2e.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Voice notes that people send by the page.
 *
 * @param page its address
 */
public record VoiceNotes(URI page) {
    private static final String BOUNDARY = "muzon-note";

    /** Sends a note and returns its message. */
    public JsonNode send(long chat, long sender, Path sound, Duration length) throws IOException, InterruptedException {
        String head = part("as", Long.toString(sender))
                + part("seconds", Long.toString(length.toSeconds()))
                + "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"voice.oga\"\r\n"
                + "Content-Type: audio/ogg\r\n\r\n";
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(page.resolve("sandbox/chats/" + chat + "/messages"))
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(HttpRequest.BodyPublishers.concat(
                                    HttpRequest.BodyPublishers.ofString(head),
                                    HttpRequest.BodyPublishers.ofFile(sound),
                                    HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 400) {
                throw new AssertionError("the note was answered " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body());
        }
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
