package dev.muzon.assistant.transcription.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The body of a {@code multipart/form-data} request. Values must not contain line breaks. */
final class MultipartForm {
    private final String boundary = "muzon-" + UUID.randomUUID();
    private final List<byte[]> parts = new ArrayList<>();

    MultipartForm field(String name, String value) {
        add("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    void file(String name, String fileName, String type, byte[] content) {
        add("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        parts.add(content);
        add("\r\n");
    }

    private void add(String text) {
        parts.add(text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Returns the whole body with its length, because some servers take no chunks. */
    HttpRequest.BodyPublisher body() {
        var all = new ArrayList<>(parts);
        all.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        long length = all.stream().mapToLong(part -> part.length).sum();
        return HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArrays(all), length);
    }
}
