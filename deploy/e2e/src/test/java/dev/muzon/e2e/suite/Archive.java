package dev.muzon.e2e.suite;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The face of an Internet Archive that holds one item with one song, in the shapes of the real one. */
public final class Archive {
    public static final String HOST = "archive.org";

    private static final String FOUND = "{\"response\":{\"docs\":[{\"identifier\":\"muzon_item\",\"downloads\":7}]}}";
    private static final String NOTHING = "{\"response\":{\"docs\":[]}}";

    private final String title;
    private final byte[] song;

    /**
     * Makes one.
     *
     * @param title of its only song, one word
     * @param song MP3
     */
    public Archive(String title, byte[] song) {
        this.title = title;
        this.song = song;
    }

    /** Answers like the real one. */
    public void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery()).toLowerCase(Locale.ROOT);
        switch (exchange.getRequestURI().getPath()) {
            case "/advancedsearch.php" ->
                json(exchange, query.contains(title.toLowerCase(Locale.ROOT)) ? FOUND : NOTHING);
            case "/metadata/muzon_item" -> json(exchange, """
                        {"files":[{"name":"song.mp3","format":"VBR MP3","length":"180.0","title":"%s","creator":"Ensemble"}],
                         "metadata":{"identifier":"muzon_item","title":"An item"}}""".formatted(title));
            case "/download/muzon_item/song.mp3" -> send(exchange, "audio/mpeg", song);
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        send(exchange, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
