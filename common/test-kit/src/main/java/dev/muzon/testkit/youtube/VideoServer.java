package dev.muzon.testkit.youtube;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sound of videos as YouTube's servers give it: closed ranges of at most a megabyte, nothing else. */
public final class VideoServer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int MOST_BYTES_OF_A_RANGE = 1 << 20;

    private VideoServer() {}

    /** Answers a request for a range, and refuses every other one. */
    public static void answer(HttpExchange exchange, byte[] whole) throws IOException {
        String field = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(field == null ? "" : field);
        if (!range.matches()) {
            exchange.sendResponseHeaders(403, -1);
            return;
        }
        int start = Integer.parseInt(range.group(1));
        int end = Math.min(Integer.parseInt(range.group(2)), whole.length - 1);
        if (end - start >= MOST_BYTES_OF_A_RANGE) {
            exchange.sendResponseHeaders(403, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + whole.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(whole, start, end - start + 1);
    }

    /** Tells whether an address holds the answers to both riddles of the player's script. */
    static boolean isUnlocked(String query) {
        return query.contains("&n=" + PlayerScript.unlockedN())
                && query.contains("&sig=" + PlayerScript.unlockedSignature());
    }
}
