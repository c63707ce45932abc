package dev.muzon.extractor.source.ytdlp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to the worker.
 *
 * @param subject a link or words, as the operation says
 * @param clients of YouTube to ask as, empty for yt-dlp's own choice
 * @param limit how many entries of a list are wanted
 * @param cookies of an account, null for nobody's
 */
record YtDlpQuestion(
        Operation operation,
        String subject,
        List<String> clients,
        int limit,
        @Nullable CookieText cookies) {
    /** Kinds of questions, with the names that the worker knows. */
    enum Operation {
        LINK("link", "url"),
        SEARCH("search", "text"),
        MIX("mix", "url");

        private final String word;
        private final String field;

        Operation(String word, String field) {
            this.word = word;
            this.field = field;
        }
    }

    /** The client that needs no JavaScript. */
    private static final List<String> PLAIN = List.of("visionos");

    static YtDlpQuestion link(String url, int limit) {
        return new YtDlpQuestion(Operation.LINK, url, PLAIN, limit, null);
    }

    /** Asks for the songs that YouTube mixes with a video. */
    static YtDlpQuestion mix(String video, int limit) {
        String page = "https://www.youtube.com/watch?v=" + video + "&list=RD" + video;
        return new YtDlpQuestion(Operation.MIX, page, PLAIN, limit, null);
    }

    static YtDlpQuestion search(String words, int limit) {
        return new YtDlpQuestion(Operation.SEARCH, words, PLAIN, limit, null);
    }

    /** Returns the same question with yt-dlp's own choice of clients. Answering may take JavaScript. */
    YtDlpQuestion byAllClients() {
        return new YtDlpQuestion(operation, subject, List.of(), limit, null);
    }

    /** Returns the same question with the cookies of an account, and yt-dlp's own choice of clients for it. */
    YtDlpQuestion as(CookieText account) {
        return new YtDlpQuestion(operation, subject, List.of(), limit, account);
    }

    boolean needsJavaScript() {
        return clients.isEmpty();
    }

    Map<String, Object> toJson(long id, Duration deadline) {
        var json = new HashMap<String, Object>(Map.of(
                "id",
                id,
                "op",
                operation.word,
                operation.field,
                subject,
                "clients",
                clients,
                "limit",
                limit,
                "deadlineMs",
                deadline.toMillis()));
        if (cookies != null) {
            json.put("cookies", cookies.value());
        }
        return json;
    }
}
