package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.Document;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of one instance. What it says is a stranger's: size, time and addresses are checked as those of any link. */
record InstanceApi(String name, HttpLink base, Documents documents) {
    private static final Duration LIMIT = Duration.ofSeconds(6);
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    /** Words of an error with their meaning. The first that fits counts. */
    private static final List<Map.Entry<Pattern, FailureCode>> MEANINGS = List.of(
            Map.entry(Pattern.compile("not a bot|notbot"), FailureCode.WEB_BOT_CHECK),
            Map.entry(Pattern.compile("private"), FailureCode.WEB_PRIVATE),
            Map.entry(Pattern.compile("member|payment|paid"), FailureCode.WEB_MEMBERS_ONLY),
            Map.entry(Pattern.compile("\\bage\\b|agerestrict"), FailureCode.WEB_AGE_RESTRICTED),
            Map.entry(Pattern.compile("country|geographic"), FailureCode.WEB_COUNTRY),
            Map.entry(Pattern.compile("unavailable|not available|removed|terminated"), FailureCode.WEB_REMOVED));

    /** Returns the id of a video whose page {@link CanonicalLink#youTubeVideo} knew before. */
    static String videoOf(String link) {
        String id = CanonicalLink.youTubeVideo(link);
        if (id == null) {
            throw Failure.of(FailureCode.URL_UNSUPPORTED, "not a page of YouTube")
                    .asException();
        }
        return id;
    }

    /** Returns a link below the instance's address. */
    HttpLink at(String path) {
        String folder = base.path().equals("/") ? "" : base.path();
        return HttpLink.parse(base.origin() + folder + path);
    }

    /** Asks for JSON. */
    JsonNode get(String path) {
        return read(documents.get(at(path), JSON, LIMIT));
    }

    /** Sends JSON and reads the answer, which may be an error in JSON too. */
    JsonNode post(String path, Map<String, String> fields, String json) {
        return read(documents.postJson(at(path), fields, json, LIMIT));
    }

    private JsonNode read(Document document) {
        JsonNode answer;
        try {
            answer = document.is("json") ? JsonMapper.shared().readTree(document.text()) : null;
        } catch (JacksonException e) {
            throw failure(FailureCode.SOURCE_UNAVAILABLE, "sends JSON that cannot be read")
                    .causedBy(e);
        }
        if (answer == null) {
            throw failure(FailureCode.SOURCE_UNAVAILABLE, "answers HTTP " + document.status() + " without JSON")
                    .asException();
        }
        if (document.status() == 429) {
            throw failure(FailureCode.SOURCE_UNAVAILABLE, "wants no more questions yet")
                    .asException();
        }
        return answer;
    }

    /** Makes a failure that names the instance. */
    Failure failure(FailureCode code, String what) {
        return Failure.of(code, name + " " + base.host() + " " + what);
    }

    /** Explains the words in which Invidious and Piped pass on what YouTube said. */
    FailureException said(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        FailureCode code = MEANINGS.stream()
                .filter(meaning -> meaning.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FailureCode.SOURCE_UNAVAILABLE);
        return failure(code, "says: " + words).asException();
    }
}
